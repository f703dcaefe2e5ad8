"""Read the year before from what was kept of it: a plan file, or a statement's record."""

import json
from pathlib import Path

from logistics.banking import is_banking_day
from logistics.errors import NothingHolds, QuestionRefused
from logistics.following_up.gathering import SettledYear, settle_earlier
from logistics.periods import year_of
from logistics.planfile import read_plan
from logistics.planfile.parts import SCHEMA as PLAN_SCHEMA
from logistics.swedish import dates_text
from subsidy.errors import SubsidyError
from subsidy.record import Damaged, Record, figures_of, read_record
from subsidy.record.document import SCHEMA as RECORD_SCHEMA
from subsidy.statement import Issuer


def read_earlier(path: Path, year: int, issuer: Issuer) -> SettledYear:
    """A region's year from a plan file or a statement's record, by what the file holds.

    Raises
    ------
    LogisticsError, RoutesError, SubsidyError
        The file is neither, was changed, is another region's, or does not hold that year.
    OSError
        The file cannot be read.
    """
    settled = _from_plan(path, year) if _schema(path) == PLAN_SCHEMA else _from_record(path, year)
    if settled.settlement.basis.issuer.orgnr != issuer.orgnr:
        raise QuestionRefused(
            f"{path} gäller {settled.settlement.basis.issuer.name}, men uppföljningen gäller {issuer.name}. Ange"
            " samma regions planfil eller besked."
        )
    return settled


def _schema(path: Path) -> str:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=str)
    except (ValueError, RecursionError):
        content = None
    schema = content.get("schema") if isinstance(content, dict) else None
    if schema not in {PLAN_SCHEMA, RECORD_SCHEMA}:
        raise QuestionRefused(
            f"{path} är varken en planfil eller ett bidragsbesked i JSON. Ange en fil som bokslinga har skrivit."
        )
    return str(schema)


def _from_plan(path: Path, year: int) -> SettledYear:
    planned = read_plan(path)
    try:
        return settle_earlier(planned, year)
    except NothingHolds as refusal:
        raise QuestionRefused(f"{path} kan inte jämföras som året {year}. {refusal}") from refusal


def _from_record(path: Path, year: int) -> SettledYear:
    record = _record(path)
    settlement = record.document.settlement
    first, last = settlement.basis.first_date, settlement.basis.last_date
    if (first, last) != year_of(year):
        raise QuestionRefused(
            f"{path} gäller {dates_text(first, last)}, men det som jämförs är hela {year}. Ange det årets besked."
        )
    return SettledYear(year=year, settlement=settlement, notes=record.document.notes)


def _record(path: Path) -> Record:
    try:
        record = read_record(path.read_bytes(), is_banking_day)
    except (Damaged, SubsidyError) as refusal:
        raise QuestionRefused(
            f"{path} går inte att läsa som besked: {refusal}. Ange en fil som inte har ändrats."
        ) from refusal
    if not record.is_unchanged or record.claims != figures_of(record.document.settlement):
        raise QuestionRefused(
            f"{path} har ändrats sedan beskedet skrevs. Ange originalet; bokslinga verify visar vad som är fel."
        )
    return record
