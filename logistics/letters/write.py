"""Print a settlement's decision letters, and write them into a folder."""

from pathlib import Path

from logistics.files import write_whole
from logistics.letters.content import Standing, compose_letter
from logistics.letters.typesetting import typeset
from logistics.settling import Settled, stem_of


def write_letters(settled: Settled, folder: Path, standing: Standing) -> tuple[Path, ...]:
    """A letter for each municipality, in the order of the statements; the paths.

    They are named as the workbooks but for the ending. Every letter is printed before the first is written.

    Raises
    ------
    LettersRefused
        A text has signs that the fonts lack; every one of them is named.
    OSError
        The files cannot be written.
    """
    names = [stem_of(statement.municipality) for statement in settled.statements]
    letters = [
        compose_letter(statement, f"{name}.xlsx", standing)
        for statement, name in zip(settled.statements, names, strict=True)
    ]
    printed = zip(names, typeset(letters), strict=True)
    return tuple(write_whole(folder / f"{name}.pdf", content) for name, content in printed)
