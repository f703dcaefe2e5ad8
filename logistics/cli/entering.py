"""Enter what is issued in a journal, and put it where the user reads it: all of it or nothing."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Line
from logistics.cli.staging import staged
from logistics.errors import IssuedUnwritten
from logistics.files import write_whole
from logistics.swedish import count_text, dates_text
from subsidy.journal import JOURNAL_FILE, Correction, Entry, Issue, Pen, journal_bytes

Corrects = Annotated[
    int | None,
    typer.Option("--corrects", metavar="NR", min=1, help="Numret i journalen på det som rättas."),
]
Because = Annotated[
    str | None,
    typer.Option("--because", metavar="SKÄL", help="Varför det rättas; skälet står i de nya handlingarna."),
]


def entered(
    pen: Pen,
    folders: tuple[Path, Path],
    lists: Mapping[str, str],
    write: Callable[[Path], Issue],
    *,
    outdated: Sequence[Path] = (),
) -> Entry:
    """The entry, when its files are in the journal and in the folder that the user reads, the two `folders`.

    `write` puts the files into a folder aside and answers what is to be issued; `lists` and `outdated` are as for
    `staged`, and the subfolder that `lists` names also gets the chain.

    Raises
    ------
    IssuedUnwritten
        The entry stands, but its files could not be put where the user reads them.
    OSError
        Nothing was issued: the folder cannot be written in, or the journal (JournalUnwritable).
    """
    journal, out = folders
    entry = None
    try:
        with staged(out, lists=lists, outdated=outdated) as aside:
            entry = pen.issue(write(aside))
            (sub,) = lists.values()
            write_whole(aside / sub / JOURNAL_FILE, journal_bytes(journal))
    except OSError as refusal:
        if entry is None:
            raise
        raise IssuedUnwritten(entry.number, out, journal, is_final=entry.kind == "final") from refusal
    return entry


def correction_of(corrects: int | None, because: str | None) -> Correction | None:
    """What is corrected and why, when anything is."""
    if corrects is None and because is None:
        return None
    if corrects is None or because is None:
        raise typer.BadParameter("ange båda eller ingen.", param_hint="'--corrects och --because'")
    try:
        return Correction(number=corrects, because=because)
    except ValueError:
        raise typer.BadParameter("skriv skälet på en rad.", param_hint="'--because'") from None


def refuse_same_folder(journal: Path, out: Path) -> None:
    """Refuse to write what is issued into the journal itself."""
    if journal.resolve() in (out.resolve(), *out.resolve().parents):
        raise typer.BadParameter("ange en mapp utanför journalen.", param_hint="'--out'")


def entry_lines(entry: Entry) -> list[Line]:
    """An entry for a person."""
    on = dates_text(entry.issued_on, entry.issued_on)
    n_files = count_text(len(entry.files), "fil", "filer")
    lines = [("Utfärdat", f"nr {entry.number} i journalen, den {on}, {n_files}")]
    if entry.corrects:
        lines.append(("Rättar", f"nr {entry.corrects.number}: {entry.corrects.because}"))
    return [*lines, ("Fingeravtryck", entry.fingerprint)]


def entry_result(entry: Entry) -> dict[str, object]:
    """An entry for a program."""
    return {
        "number": entry.number,
        "issued_on": entry.issued_on.isoformat(),
        "fingerprint": entry.fingerprint,
        "corrects": entry.corrects.number if entry.corrects else None,
        "because": entry.corrects.because if entry.corrects else None,
    }
