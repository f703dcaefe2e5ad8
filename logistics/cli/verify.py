"""Define the command `verify`: is everything in a plan, a statement or a journal true?"""

from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.findings import findings_sentences
from logistics.cli.kinds import likeness, schema_of
from logistics.cli.options import Json, TimeLimit
from logistics.cli.verdicts import NOT_WHOLE
from logistics.cli.verify_final import shown_final
from logistics.cli.verify_journal import shown_journal, shown_other
from logistics.cli.verify_plan import shown_plan
from logistics.cli.verify_statement import shown_statement
from logistics.errors import NotVerified, StatementRefused
from logistics.planfile import SCHEMA as PLAN_SCHEMA
from logistics.verifying import Verdict, journal_near
from subsidy.final_record import SCHEMA as FINAL_SCHEMA
from subsidy.journal import SCHEMA as JOURNAL_SCHEMA
from subsidy.record import SCHEMA as RECORD_SCHEMA

VerifiedFile = Annotated[
    Path,
    typer.Argument(
        metavar="FIL",
        help="En plan (.json), ett bidragsbesked eller en slutavräkning (.xlsx eller .json), en annan utfärdad fil"
        " eller en journal.",
    ),
]
JournalPlace = Annotated[
    Path | None,
    typer.Option(
        "--journal",
        metavar="MAPP",
        help="Journalen, som mapp eller som filen journal.jsonl; annars den som ligger bredvid filen.",
    ),
]
PlanBeside = Annotated[
    list[Path] | None,
    typer.Option(
        "--plan",
        metavar="PLAN",
        help="Planen som ett bidragsbesked gjordes av: då räknas även turernas kostnad och mätvärdena om. Kan"
        " anges flera gånger, om beskedet gjordes av flera.",
    ),
]


def verify(
    file: VerifiedFile,
    *,
    plan: PlanBeside = None,
    journal: JournalPlace = None,
    time_limit: TimeLimit = 300,
    as_json: Json = False,
) -> None:
    """Kontrollera en plan eller ett bidragsbesked siffra för siffra, och att det är det som utfärdades.

    Slutar med 0 när allt stämmer, 1 vid fel och 3 när inget fel är funnet men allt inte kunde jämföras.
    """
    schema = schema_of(file)
    place = journal or journal_near(file)
    if plan and schema != RECORD_SCHEMA:
        raise typer.BadParameter(
            "en plan hör till ett bidragsbesked (.xlsx eller .json).", param_hint="'--plan'"
        )
    if schema == PLAN_SCHEMA:
        answer, findings = shown_plan(file, time_limit_s=time_limit)
    elif schema == RECORD_SCHEMA:
        answer, findings = shown_statement(file, place, plan or ())
    elif schema == FINAL_SCHEMA:
        answer, findings = shown_final(file, place)
    elif schema == JOURNAL_SCHEMA:
        answer, findings = shown_journal(file)
    else:
        answer, findings = shown_other(file, _required(file, place))
    answer.show(as_json=as_json)
    if findings:
        raise NotVerified(findings_sentences(findings))
    if answer.result.get("verdict") == Verdict.PARTLY:
        raise typer.Exit(NOT_WHOLE)


def _required(file: Path, journal: Path | None) -> Path:
    """The journal in which to look for a file that cannot be computed again."""
    if file.suffix.casefold() == ".json":
        raise StatementRefused(
            f"{file}: filen {likeness(file)}. Ange en plan (från bokslinga plan), ett bidragsbesked (.xlsx eller"
            " .json, från bokslinga settle eller issue) eller en journal (journal.jsonl eller dess mapp)."
        )
    if journal is None:
        raise StatementRefused(
            f"{file}: filen är varken en plan, ett bidragsbesked eller en journal, så den kan inte räknas om. Ange"
            " journalen med --journal för att se om den är utfärdad."
        )
    return journal
