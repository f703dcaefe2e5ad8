"""Print a settlement's decision letters, and write them into a folder."""

from collections.abc import Sequence
from pathlib import Path

from logistics.letters.content import compose_letter
from logistics.letters.typesetting import typeset
from logistics.settling import Settled
from logistics.timetable.files import slug, write_whole
from subsidy.statement import Statement


def write_letters(settled: Settled, folder: Path) -> tuple[Path, ...]:
    """A letter for each municipality, in the order of the statements; the paths.

    Every letter is printed before the first is written.

    Raises
    ------
    LettersRefused
        A text has signs that the fonts lack; every one of them is named.
    OSError
        The files cannot be written.
    """
    return tuple(
        write_whole(folder / name, content) for name, content in print_letters(settled.statements).items()
    )


def print_letters(statements: Sequence[Statement]) -> dict[str, bytes]:
    """The letters as PDF files by their names, which are those of the workbooks but for the ending.

    Raises
    ------
    LettersRefused
        A text has signs that the fonts lack; every one of them is named.
    """
    names = [f"{s.municipality.code}-{slug(s.municipality.name)}" for s in statements]
    letters = [
        compose_letter(statement, workbook=f"{name}.xlsx")
        for statement, name in zip(statements, names, strict=True)
    ]
    return dict(zip((f"{name}.pdf" for name in names), typeset(letters), strict=True))
