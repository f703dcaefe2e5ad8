"""Define the command `verify`: is everything in a plan, a statement or a journal true?"""

import json
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.options import Json, TimeLimit
from logistics.cli.verify_plan import shown_plan
from logistics.cli.verify_statement import shown_journal, shown_other, shown_statement
from logistics.errors import NotVerified, StatementRefused
from logistics.verifying import WORKBOOK_BEGINS, journal_near
from subsidy.journal import JOURNAL_FILE
from subsidy.journal import SCHEMA as JOURNAL_SCHEMA
from subsidy.record import SCHEMA as RECORD_SCHEMA

MOST_SENTENCES = 30

VerifiedFile = Annotated[
    Path,
    typer.Argument(
        metavar="FIL",
        help="En plan (.json), ett bidragsbesked (.xlsx eller .json), en annan utfärdad fil eller en journal.",
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


def verify(
    file: VerifiedFile, *, journal: JournalPlace = None, time_limit: TimeLimit = 300, as_json: Json = False
) -> None:
    """Kontrollera en plan eller ett bidragsbesked siffra för siffra, och att det är det som utfärdades."""
    kind = _kind(file)
    place = journal or journal_near(file)
    if kind == RECORD_SCHEMA:
        answer, findings = shown_statement(file, place)
    elif kind == JOURNAL_SCHEMA:
        answer, findings = shown_journal(file)
    elif kind == "" and file.suffix.casefold() != ".json":
        answer, findings = shown_other(file, _required(file, place))
    else:
        answer, findings = shown_plan(file, time_limit_s=time_limit)
    answer.show(as_json=as_json)
    if findings:
        sentences = [finding.sentence for finding in islice(findings, MOST_SENTENCES)]
        if (more := len(findings) - MOST_SENTENCES) > 0:
            sentences.append(f"Och {more} fel till; alla står i svaret med --json.")
        raise NotVerified(tuple(sentences))


def _required(file: Path, journal: Path | None) -> Path:
    if journal is None:
        raise StatementRefused(
            f"{file}: filen är varken en plan eller ett bidragsbesked, så den kan inte räknas om. Ange journalen"
            " med --journal för att se om den är utfärdad."
        )
    return journal


def _kind(path: Path) -> str:
    """The schema that a file is of, by what it holds; empty when it is of none that we know."""
    if path.is_dir():
        return JOURNAL_SCHEMA
    content = path.read_bytes()
    if content.startswith(WORKBOOK_BEGINS):
        return RECORD_SCHEMA
    text = content.split(b"\n", maxsplit=1)[0] if path.name == JOURNAL_FILE else content
    try:
        parsed = json.loads(text.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return ""
    return str(parsed.get("schema", "")) if isinstance(parsed, dict) else ""
