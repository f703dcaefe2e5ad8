"""Read corrections of earlier years: dated rows that name what they correct, and why."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from logistics.dataset import DataSet
from logistics.dataset.kinds import did_you_mean
from logistics.dataset.numerals import Unreadable
from logistics.dataset.quantities import whole
from logistics.errors import DataFaults, Fault
from logistics.exchange.tables import FoundTable, Wanted, find_tables
from logistics.exchange.values import read_date, read_kronor, read_text
from logistics.swedish import dates_text

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "date": ("Datum",),
    "year": ("År",),
    "municipality": ("Kommun", "Kommunkod"),
    "amount": ("Belopp", "Belopp kr"),
    "corrects": ("Rättar",),
    "because": ("Skäl",),
}
_REMEDIES: Mapping[str, str] = {
    "date": "ange dagen då felet rättas, som 2026-03-02",
    "year": "ange året som var fel",
    "municipality": "ange kommunens kod eller namn",
    "amount": "ange kronor; minus när kommunen har fått för mycket",
    "corrects": "ange beteckningen på det besked eller beslut som rättas",
    "because": "ange varför det var fel",
}
T = TypeVar("T")
Line = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionRow:
    """One correction, as it is written."""

    date: date
    year: int
    scb_code: str
    amount_ore: int
    corrects: str
    because: str
    place: str = field(default="", compare=False)  # of its amount, as `r.csv, rad 2, kolumn Belopp`


def read_corrections(path: Path, dataset: DataSet, written_on: date) -> tuple[CorrectionRow, ...]:
    """Every correction of a CSV file or an Excel workbook with the columns of `HEADINGS`.

    None is dated after the day on which the letters that tell of them are written.

    Raises
    ------
    DataFaults
        With every fault: no rows, a column or a value missing, a value that cannot be read, a day that is still
        to come, an unknown municipality.
    """
    tables, faults = find_tables(path, Wanted(headings=HEADINGS, needed=frozenset(HEADINGS)))
    rows: list[CorrectionRow] = []
    for table in tables:
        if not table.lines:
            faults.append(table.without_rows("rättelserna"))
        reading = _Reading(table=table, dataset=dataset, written_on=written_on, faults=faults)
        found = [reading.row(line) for line in table.lines]
        rows += [row for row in found if row is not None]
    if faults:
        raise DataFaults(tuple(faults))
    return tuple(rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """The reading of one table; its faults are added to `faults`."""

    table: FoundTable
    dataset: DataSet
    written_on: date
    faults: list[Fault]

    def row(self, line: Line) -> CorrectionRow | None:
        """The row of a line; None where it has faults, which are kept."""
        day = self._value(line, "date", self._read_day)
        year = self._value(line, "year", _read_year)
        scb_code = self._value(line, "municipality", self._read_municipality)
        amount_ore = self._value(line, "amount", read_kronor)
        corrects = self._value(line, "corrects", read_text)
        because = self._value(line, "because", read_text)
        if (
            day is None
            or year is None
            or scb_code is None
            or amount_ore is None
            or corrects is None
            or because is None
        ):
            return None
        return CorrectionRow(
            date=day,
            year=year,
            scb_code=scb_code,
            amount_ore=amount_ore,
            corrects=corrects,
            because=because,
            place=self.table.fault(line[0], "amount", "", "", "").place,
        )

    def _value(self, line: Line, name: str, read: Callable[[str], T]) -> T | None:
        row, texts = line
        text = self.table.text(texts, name)
        if not text:
            self.faults.append(self.table.fault(row, name, "", "värdet saknas", _REMEDIES[name]))
            return None
        try:
            return read(text)
        except Unreadable as unreadable:
            self.faults.append(self.table.fault(row, name, text, unreadable.problem, unreadable.remedy))
            return None

    def _read_day(self, text: str) -> date:
        day, latest = read_date(text), self.written_on
        if day > latest:
            raise Unreadable(
                f"”{text}” ligger efter {dates_text(latest, latest)}, då breven skrivs", _REMEDIES["date"]
            )
        return day

    def _read_municipality(self, text: str) -> str:
        known = {
            word.casefold(): m.scb_code for m in self.dataset.municipalities for word in (m.scb_code, m.name)
        }
        if text.casefold() not in known:
            names: Sequence[str] = [municipality.name for municipality in self.dataset.municipalities]
            remedy = did_you_mean(text, tuple(names)) or _REMEDIES["municipality"]
            raise Unreadable(f"”{text}” är ingen av kommunerna", remedy)
        return known[text.casefold()]


def _read_year(text: str) -> int:
    found = whole(1990, 2099).parse(text)
    assert isinstance(found, int)
    return found
