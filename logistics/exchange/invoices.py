"""Read the courier's invoices, and find every fault in them."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from logistics.dataset import VehicleRow
from logistics.dataset.numerals import Unreadable
from logistics.errors import DataFaults, Fault
from logistics.exchange.invoice_columns import FILE, InvoiceColumns, InvoiceField
from logistics.exchange.run_words import NO_RUN, RunWord, RunWords, alias_faults
from logistics.exchange.tables import FoundTable, Wanted, find_tables
from logistics.exchange.totals import is_total, total_faults
from logistics.exchange.values import (
    read_date,
    read_hours,
    read_kilometres,
    read_kronor,
    read_number,
    read_text,
    unit_of,
)
from logistics.exchange.vat import without_vat

T = TypeVar("T")
_REMEDIES: dict[InvoiceField, str] = {
    "date": "ange körningens datum som 2026-01-07",
    "run": "ange bilens namn eller id",
    "kilometres": "ange turens kilometer",
    "hours": "ange turens timmar, som 8,25",
    "amount": "ange beloppet i kronor",
    "invoice": "ange fakturans nummer på varje rad",
}
Line = tuple[int, tuple[str, ...]]  # its row number and texts


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """One row of an invoice: a run that was driven, a credit, or a charge beside the runs."""

    file: str
    sheet: str | None
    row: int
    invoice: str  # its number; the file's name where the courier states none
    date: date
    run: str  # as it is written
    vehicle_id: str  # empty for a charge that belongs to no run
    run_number: int | None  # the vehicle's first, second ... run of the day, where the row says so
    kilometres: Fraction | None  # None: not stated
    hours: Fraction | None
    kilometres_rounding: Fraction = Fraction()  # what was driven may differ by this from what is stated
    hours_rounding: Fraction = Fraction()
    amount_ore: int  # as it stands in the file; negative in a credit
    vat_ore: int | None  # as the row states it
    net_ore: int  # without VAT

    @property
    def place(self) -> str:
        """Where it stands: `mars.xlsx, blad Turer, rad 7`."""
        return ", ".join((self.file, *((f"blad {self.sheet}",) if self.sheet else ()), f"rad {self.row}"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoices:
    """All rows of some files, in their order, and how they were read."""

    columns: InvoiceColumns
    rows: tuple[InvoiceRow, ...]

    @property
    def is_vat_assumed(self) -> bool:
        """Whether neither finance.toml nor any row says what the VAT is."""
        return "vat_percent" not in self.columns.stated and all(row.vat_ore is None for row in self.rows)


def read_invoices(paths: Sequence[Path], columns: InvoiceColumns, vehicles: Sequence[VehicleRow]) -> Invoices:
    """Every row of the given files, each without its VAT.

    Raises
    ------
    DataFaults
        With every fault of all files: a column or a value missing, a value that cannot be read, an unknown
        vehicle, a row without its invoice number, a file given twice, a sum below the rows that is not theirs.
    """
    faults = [*_repeated(paths), *alias_faults(columns, vehicles)]
    words = RunWords(columns=columns, vehicles=vehicles)
    rows: list[InvoiceRow] = []
    wanted = Wanted(
        headings={name: headings for name, headings in columns.headings if headings},
        needed=columns.needed,
        stated_in=f"under [invoice] i {FILE}",
    )
    for path in dict.fromkeys(paths):
        tables, file_faults = find_tables(path, wanted)
        faults += file_faults
        for table in tables:
            reading = _Reading(table=table, words=words, file=path)
            rows += reading.rows()
            faults += reading.faults or total_faults(table, columns)
    if faults:
        raise DataFaults(tuple(faults))
    rows = _one_spelling(rows)
    nets_ore = without_vat([(row.invoice, row.amount_ore) for row in rows], columns)
    return Invoices(
        columns=columns,
        rows=tuple(replace(row, net_ore=net_ore) for row, net_ore in zip(rows, nets_ore, strict=True)),
    )


@dataclass(slots=True)
class _Reading:
    """The reading of one table."""

    table: FoundTable
    words: RunWords
    file: Path
    faults: list[Fault] = field(default_factory=list)

    def rows(self) -> list[InvoiceRow]:
        """The rows without faults; the faults of the others are kept."""
        lines = [line for line in self.table.lines if not is_total(self.table, line[1])]
        if not lines:
            self.faults.append(self.table.without_rows("fakturan"))
        if "invoice" not in self.table.positions:
            self.faults += _name_faults(self.file)
        found = [self._row(line) for line in lines]
        kilometres, hours = (self._rounding(lines, name) for name in ("kilometres", "hours"))
        return [
            replace(row, kilometres_rounding=kilometres, hours_rounding=hours)
            for row in found
            if row is not None
        ]

    def _rounding(self, lines: Sequence[Line], name: InvoiceField) -> Fraction:
        """Half of the smallest unit that the column is written in: 7,1 among hundredths is 7,10."""
        texts = [self.table.text(texts, name) for _, texts in lines]
        return Fraction(1, 2) * min((unit_of(text) for text in texts if text), default=Fraction())

    def _row(self, line: Line) -> InvoiceRow | None:
        row, texts = line
        if words := _words(texts):
            problem, remedy = "raden är varken en körning eller en summa", "ta bort den, eller fyll i den"
            self.faults.append(self.table.raw.fault(row, None, words, problem, remedy=remedy))
            return None
        n_before = len(self.faults)
        day = self._value(line, "date", read_date, is_needed=True)
        word = self._word(line, day)
        amount_ore = self._value(line, "amount", read_kronor, is_needed=True)
        # A charge beside the runs, or a credit, may leave these empty.
        is_run = bool(word and word.vehicle_id != NO_RUN and (amount_ore or 0) >= 0)
        kilometres = self._value(line, "kilometres", read_kilometres, is_needed=is_run)
        hours = self._value(line, "hours", read_hours, is_needed=is_run)
        vat_ore = self._value(line, "vat", read_kronor)
        number = self._value(line, "invoice", read_number, is_needed=True)
        if is_run:
            self._refuse_negative(line, {"kilometres": kilometres, "hours": hours})
        if len(self.faults) > n_before or day is None or word is None or amount_ore is None:
            return None
        return InvoiceRow(
            file=self.file.name,
            sheet=self.table.raw.home.sheet,
            row=row,
            invoice=number or self.file.stem,
            date=day,
            run=self.table.text(texts, "run"),
            vehicle_id=word.vehicle_id,
            run_number=word.run_number,
            kilometres=kilometres,
            hours=hours,
            amount_ore=amount_ore,
            vat_ore=vat_ore,
            net_ore=amount_ore,
        )

    def _value(
        self, line: Line, name: InvoiceField, read: Callable[[str], T], *, is_needed: bool = False
    ) -> T | None:
        row, texts = line
        text = self.table.text(texts, name)
        if name not in self.table.positions or not text:
            self._require(row, name, is_needed=is_needed and name in self.table.positions)
            return None
        try:
            return read(text)
        except Unreadable as unreadable:
            self.faults.append(self.table.fault(row, name, text, unreadable.problem, unreadable.remedy))
            return None

    def _word(self, line: Line, day: date | None) -> RunWord | None:
        row, texts = line
        text = self.table.text(texts, "run")
        if not text:
            self._require(row, "run", is_needed=True)
            return None
        try:
            return self.words.read(read_text(text), day)
        except Unreadable as unreadable:
            self.faults.append(self.table.fault(row, "run", text, unreadable.problem, unreadable.remedy))
            return None

    def _refuse_negative(self, line: Line, values: Mapping[InvoiceField, Fraction | None]) -> None:
        row, texts = line
        for name, number in values.items():
            if number is not None and number < 0:
                text = self.table.text(texts, name)
                problem = f"”{text}” är negativt, men beloppet är det inte"
                self.faults.append(self.table.fault(row, name, text, problem, _REMEDIES[name]))

    def _require(self, row: int, name: InvoiceField, *, is_needed: bool) -> None:
        if is_needed:
            self.faults.append(self.table.fault(row, name, "", "värdet saknas", _REMEDIES[name]))


def _name_faults(file: Path) -> Iterator[Fault]:
    """A fault where a file's name cannot stand for the number of its invoice."""
    try:
        read_text(file.stem)
    except Unreadable as unreadable:
        remedy = "döp om filen, eller ange fakturans nummer på varje rad"
        yield Fault(file=file.name, problem=f"filnamnet: {unreadable.problem}", remedy=remedy)


def _words(texts: Sequence[str]) -> str:
    """The only thing that stands on a line, if that is several words, such as `Betala inom 30 dagar`."""
    filled = [text for text in texts if text]
    return filled[0] if len(filled) == 1 and " " in filled[0] else ""


def _one_spelling(rows: Sequence[InvoiceRow]) -> list[InvoiceRow]:
    """The rows with invoice numbers that a spreadsheet tells apart: it takes f1 for F1."""
    spelt: dict[str, str] = {}
    return [replace(row, invoice=spelt.setdefault(row.invoice.casefold(), row.invoice)) for row in rows]


def _repeated(paths: Sequence[Path]) -> Iterator[Fault]:
    for path, count in Counter(path.resolve() for path in paths).items():
        if count > 1:
            remedy = "ange varje fil en gång"
            yield Fault(file=path.name, problem=f"filen är angiven {count} gånger", remedy=remedy)
