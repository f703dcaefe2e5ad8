"""Define the command `reissue`: write out again what the journal keeps, byte for byte."""

from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.issue import STATEMENTS, entry_result, issued_paths, refuse_same_folder
from logistics.cli.options import FolderOut, Json
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
    int | None, typer.Option("--number", metavar="NR", min=1, help="Vilket besked, efter numret i journalen.")
]
IssuedRule = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help="Eller bidragsregeln som beskedet följer: det besked som gäller, med rättelser.",
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
    out: FolderOut = Path(STATEMENTS),
    as_json: Json = False,
) -> None:
    """Skriv ut utfärdade bidragsbesked igen ur journalen, byte för byte som de var."""
    if [number, year, rule].count(None) != 2:
        raise typer.BadParameter("ange en av dem.", param_hint="'--number, --year och --rule'")
    chain = read_chain(journal)
    refuse_shortened(journal, chain)
    refuse_same_folder(journal, out)
    if number is not None:
        entry = _numbered(chain, number)
    elif rule is not None:
        entry = _only(chain, _by_rule(chain, journal, rule), f"enligt bidragsregeln {rule}")
    else:
        found = [e for e in chain.standing if (e.first_date, e.last_date) == year_of(year or 0)]
        entry = _only(chain, found, f"för {year}")
    with staged(out, lists={STATEMENTS: "."}) as aside:
        for name, content in read_files(journal, entry).items():
            write_whole(aside / name, content)
        write_whole(aside / JOURNAL_FILE, journal_bytes(journal))
    later = chain.corrected_by(entry.number)
    period = dates_text(entry.first_date, entry.last_date)
    on = dates_text(entry.issued_on, entry.issued_on)
    lines = [("Besked", f"nr {entry.number} för {period}, utfärdat den {on}")]
    lines.append(("Gäller", "ja" if later is None else f"nej, det är rättat av nr {later.number}"))
    result = {**entry_result(entry), "stands": later is None}
    files = {"Bidragsbesked": issued_paths(entry, out)}
    Answer(lines=lines, result=result, files=files).show(as_json=as_json)


def _numbered(chain: Journal, number: int) -> Entry:
    if number > len(chain.entries):
        raise NothingHolds(f"Nr {number} finns inte i journalen. {_known(chain)}")
    return chain.entries[number - 1]


def _by_rule(chain: Journal, journal: Path, rule: str) -> list[Entry]:
    summaries = ((entry, summary_of(entry, journal)) for entry in chain.standing)
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
