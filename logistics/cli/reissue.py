"""Define the command `reissue`: write out again what the journal keeps, byte for byte."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.entering import entry_result, refuse_same_folder
from logistics.cli.final_documents import SETTLEMENT
from logistics.cli.issue import STATEMENTS, issued_paths
from logistics.cli.issued_there import corrected_line, refuse_issued_there
from logistics.cli.options import Json
from logistics.cli.staging import staged
from logistics.correcting import summary_of
from logistics.errors import NothingHolds
from logistics.files import write_whole
from logistics.periods import year_of
from logistics.swedish import dates_text
from logistics.verifying import read_chain, refuse_shortened
from subsidy.journal import JOURNAL_FILE, Entry, Journal, journal_bytes, read_files

IssuedJournal = Annotated[
    Path, typer.Argument(metavar="JOURNAL", help="Journalens mapp, den som angavs till bokslinga issue.")
]
Number = Annotated[
    int | None,
    typer.Option(
        "--number", metavar="NR", min=1, help="Vilket besked eller vilken slutavräkning, efter numret."
    ),
]
IssuedRule = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help="Eller bidragsregeln som beskedet följer: det besked som gäller, med rättelser.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="MAPP",
        help="Mappen som filerna ska skrivas i; annars bidragsbesked, eller slutavrakning-nr-2 med numret på en"
        " slutavräkning.",
    ),
]
IssuedYear = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="ÅR",
        min=2000,
        max=2100,
        help="Eller vilket kalenderår: det besked som gäller, med rättelser.",
    ),
]


def reissue(
    journal: IssuedJournal,
    *,
    number: Number = None,
    year: IssuedYear = None,
    rule: IssuedRule = None,
    out: Out = None,
    as_json: Json = False,
) -> None:
    """Skriv ut utfärdade bidragsbesked, eller en slutavräkning, igen ur journalen, byte för byte som de var."""
    if [number, year, rule].count(None) != 2:
        raise typer.BadParameter("ange en av dem.", param_hint="'--number, --year och --rule'")
    chain = read_chain(journal)
    refuse_shortened(journal, chain)
    if number is not None:
        entry = _numbered(chain, number)
    elif rule is not None:
        entry = _only(chain, _by_rule(chain, journal, rule), f"enligt bidragsregeln {rule}")
    else:
        found = chain.standing_for("award", year_of(year or 0))
        entry = _only(chain, [found] if found else [], f"för {year}")
    folder = out or _folder_of(entry)
    refuse_same_folder(journal, folder)
    files = read_files(journal, entry)
    if entry.kind == "final":
        _refuse_others_there(folder, files)
    else:
        refuse_issued_there(folder, replaced=corrected_line(chain, entry.number))
    with staged(folder, lists={STATEMENTS: "."} if entry.kind == "award" else None) as aside:
        for name, content in files.items():
            write_whole(aside / name, content)
        write_whole(aside / JOURNAL_FILE, journal_bytes(journal))
    later = chain.corrected_by(entry.number)
    period = dates_text(entry.first_date, entry.last_date)
    on = dates_text(entry.issued_on, entry.issued_on)
    is_final = entry.kind == "final"
    what, issued = ("Slutavräkning", "utfärdad") if is_final else ("Besked", "utfärdat")
    corrected = "den är rättad" if is_final else "det är rättat"
    lines = [(what, f"nr {entry.number} för {period}, {issued} den {on}")]
    lines.append(("Gäller", "ja" if later is None else f"nej, {corrected} av nr {later.number}"))
    result = {**entry_result(entry), "stands": later is None}
    written = {"Brev och filer" if is_final else "Bidragsbesked": issued_paths(entry, folder)}
    Answer(lines=lines, result=result, files=written).show(as_json=as_json)


def _folder_of(entry: Entry) -> Path:
    """Where an entry is written: each final settlement by itself, for the files of all of them hold."""
    return Path(f"{SETTLEMENT}-nr-{entry.number}" if entry.kind == "final" else STATEMENTS)


def _refuse_others_there(folder: Path, files: Mapping[str, bytes]) -> None:
    """Refuse to write a final settlement over other files, which may have been paid by."""
    for name, content in files.items():
        path = folder / name
        if path.is_file() and path.read_bytes() != content:
            message = f"{path} finns redan och är en annan. Ange en annan mapp."
            raise typer.BadParameter(message, param_hint="'--out'")


def _numbered(chain: Journal, number: int) -> Entry:
    if number > len(chain.entries):
        raise NothingHolds(f"Nr {number} finns inte i journalen. {_known(chain)}")
    return chain.entries[number - 1]


def _by_rule(chain: Journal, journal: Path, rule: str) -> list[Entry]:
    summaries = ((entry, summary_of(entry, journal)) for entry in chain.standing_of("award"))
    return [entry for entry, summary in summaries if summary and summary.settlement.rule.id == rule]


def _only(chain: Journal, found: list[Entry], what: str) -> Entry:
    if len(found) != 1:
        number = "Flera besked" if found else "Inget besked"
        raise NothingHolds(
            f"{number} {what} finns i journalen. {_known(chain)} Ange ett av dem med --number."
        )
    return found[0]


def _known(chain: Journal) -> str:
    if not chain.entries:
        return "Journalen är tom."
    told = (f"nr {e.number} för {dates_text(e.first_date, e.last_date)}" for e in chain.entries)
    return f"Där finns {', '.join(told)}."
