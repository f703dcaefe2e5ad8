"""Write the visits of a plan as a table, and read it back as a planner has edited it."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from logistics.dataset.columns import Row, RowRefused, column
from logistics.dataset.csv_folder import read_csv_table
from logistics.dataset.kinds import MAYBE_TEXT, TEXT, Kind, optional
from logistics.dataset.numerals import Unreadable
from logistics.dataset.quantities import CLOCK, DAY_NAMES, whole
from logistics.dataset.raw import RawTable, match_headings, overlong_rows
from logistics.dataset.schema import Table
from logistics.errors import DataFaults, Fault
from logistics.planning import Planned
from logistics.questions.reading import read_weekdays
from logistics.swedish import clock

BYTE_ORDER_MARK = "\ufeff"  # by which Excel knows UTF-8


def _read_day(text: str) -> int:
    try:
        (day,) = read_weekdays(text)
    except ValueError:
        remedy = f"ange något av {', '.join(DAY_NAMES)}"
        raise Unreadable(f"”{text}” är ingen veckodag", remedy) from None
    return day


ONE_DAY = Kind(parse=_read_day, write=DAY_NAMES.__getitem__, allowed=f"något av {', '.join(DAY_NAMES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class EditRow(Row):
    """One visit, as a planner writes it."""

    weekday: int = field(metadata=column(ONE_DAY, "Veckodag", "tis"))
    vehicle: str = field(metadata=column(TEXT, "Bilens id eller namn", "bil-1"))
    run: int = field(default=1, metadata=column(whole(1, 9), "Bilens första, andra … tur den dagen", "1"))
    position: int = field(metadata=column(whole(1), "Besökets plats på turen", "1"))
    stop: str = field(metadata=column(TEXT, "Bibliotekets id eller namn", "TOR"))
    name: str = field(default="", metadata=column(MAYBE_TEXT, "Bibliotekets namn, bara för läsaren", ""))
    departure_s: int | None = field(
        default=None,
        metadata=column(optional(CLOCK), "Avfärd från navet; tomt: den bästa", "07:30", name="departure"),
    )
    planned: str = field(default="", metadata=column(MAYBE_TEXT, "Planens tid, bara för läsaren", "09:10"))


TABLE = Table(name="ändringar", row_class=EditRow, meaning="Planens besök, ett på varje rad")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRow:
    """A row with where it stands."""

    line: int
    row: EditRow
    texts: Mapping[str, str]  # as they stand, by column name


def plan_table(planned: Planned) -> bytes:
    """Every visit of the plan on a row, as a Swedish Excel opens it; the departures are left empty."""
    text = io.StringIO()
    writer = csv.DictWriter(text, TABLE.headings, delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    made: dict[tuple[int, str], int] = {}
    for run in sorted(planned.plan.runs, key=lambda run: (run.weekday, run.vehicle_id, run.depart_s)):
        number = made[run.weekday, run.vehicle_id] = made.get((run.weekday, run.vehicle_id), 0) + 1
        for position, visit in enumerate(run.visits, start=1):
            row = EditRow(
                weekday=run.weekday,
                vehicle=run.vehicle_id,
                run=number,
                position=position,
                stop=visit.stop_id,
                name=planned.problem.stop(visit.stop_id).name,
                planned=clock(visit.begin_s),
            )
            writer.writerow(row.texts())
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()


def read_rows(path: Path) -> tuple[RawTable, list[ReadRow], list[Fault]]:
    """The rows that could be read, and every fault of the others.

    Raises
    ------
    DataFaults
        The file is no table at all, or its headings are wrong.
    OSError
        There is no such file.
    """
    path.open("rb").close()  # said in its own words, not as a fault of a table
    raw, faults = read_csv_table(path)
    if faults:
        raise DataFaults(tuple(faults))
    positions, heading_faults = match_headings(TABLE, raw)
    if heading_faults:
        raise DataFaults(heading_faults)
    faults = list(overlong_rows(raw))
    rows = []
    for line, cells in raw.lines[1:]:
        texts = {
            name: cells[position] if position < len(cells) else "" for name, position in positions.items()
        }
        row = _read_row(raw, line, texts, faults)
        if row is not None:
            rows.append(ReadRow(line=line, row=row, texts=texts))
    if not raw.lines[1:]:
        remedy = "skriv ett besök på varje rad, eller hämta planens med --write"
        faults.append(raw.fault(None, None, "", "tabellen har inga besök", remedy=remedy))
    return raw, rows, faults


def _read_row(raw: RawTable, line: int, texts: Mapping[str, str], faults: list[Fault]) -> EditRow | None:
    values: dict[str, object] = {}
    for each in TABLE.columns:
        text = texts.get(each.name, "")
        if not text and each.may_be_left_out:
            continue
        if not text:
            remedy = f"ange {each.kind.allowed}"
            faults.append(raw.fault(line, each.name, text, "värdet saknas", remedy=remedy))
            continue
        try:
            values[each.field] = each.kind.parse(text)
        except Unreadable as unreadable:
            faults.append(raw.fault(line, each.name, text, unreadable.problem, remedy=unreadable.remedy))
    try:
        return EditRow(**values)  # type: ignore[arg-type]  # each value is of its column's kind
    except (TypeError, RowRefused):
        return None  # a value is missing, and told
