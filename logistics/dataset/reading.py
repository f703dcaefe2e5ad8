"""Make a data set of tables of texts, and find every fault on the way."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from logistics.dataset.checks import find_faults
from logistics.dataset.columns import RowRefused
from logistics.dataset.dataset import DataSet
from logistics.dataset.documents import (
    DOCUMENTS,
    HEADING,
    RawDocument,
    document_of_lines,
    find_document_faults,
)
from logistics.dataset.kinds import did_you_mean, tidy
from logistics.dataset.numerals import Unreadable
from logistics.dataset.raw import (
    RawData,
    RawTable,
    match_headings,
    needed_documents,
    needed_names,
    overlong_rows,
)
from logistics.dataset.records import Cell, Home, Record, Records
from logistics.dataset.schema import TABLES, Table, table_named
from logistics.errors import DataFaults, Fault


def assemble(raw: RawData) -> DataSet:
    """The data set in the given tables and documents.

    Raises
    ------
    DataFaults
        With every fault of all tables, those of the files first.
    """
    reading = _Reading(faults=[])
    for table in TABLES:
        if table.name in raw.tables:
            reading.read(table, raw.tables[table.name])
    reading.faults.extend(find_faults(reading.records()))
    spoilt = {_place(fault) for fault in raw.faults if fault.column is not None}
    others = (fault for fault in reading.faults if _place(fault) not in spoilt)
    if found := (*raw.faults, *others):
        raise DataFaults(found)
    return reading.dataset({name: document.text for name, document in raw.documents.items()})


def dataset_from_rows(rows: Mapping[str, Sequence[Mapping[str, str]]], origin: str) -> DataSet:
    """The data set that `DataSet.to_rows` wrote; `origin` names the file in faults. Row 1 is the first row.

    Raises
    ------
    DataFaults
        As for a folder of CSV files, and for values that are no texts.
    """
    faults: list[Fault] = []
    tables: dict[str, RawTable] = {}
    documents: dict[str, RawDocument] = {}
    needed = {*needed_names(), *needed_documents()}
    for name in (*(table.name for table in TABLES), *(document.name for document in DOCUMENTS)):
        home = Home(file=f"{origin}: {name}")
        found = rows.get(name)
        if found is None and name not in needed:
            continue
        if not isinstance(found, Sequence) or not all(_is_row_of_texts(row) for row in found):
            problem = "tabellen saknas" if found is None else "tabellen är inte rader av texter"
            faults.append(Fault(file=home.file, problem=problem, remedy="skapa filen på nytt"))
        elif name in _DOCUMENT_NAMES:
            documents[name] = RawDocument(
                home=home, text=document_of_lines(row.get(HEADING, "") for row in found)
            )
            faults += find_document_faults(documents[name])
        else:
            tables[name] = _raw_table(table_named(name), home, found)
    return assemble(RawData(tables=tables, documents=documents, faults=tuple(faults)))


_DOCUMENT_NAMES = frozenset(document.name for document in DOCUMENTS)


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    faults: list[Fault]
    found: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    homes: dict[str, Home] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)

    def read(self, table: Table, raw: RawTable) -> None:
        n_before = len(self.faults)
        self.homes[table.name] = raw.home
        positions, faults = match_headings(table, raw)
        self.faults += [*faults, *overlong_rows(raw)]
        rows = list(_cells(raw, positions))
        if table.is_settings:
            rows = self._settings(table, raw, rows) if len(positions) == len(table.headings) else []
        self.found[table.name] = tuple(self._record(table, raw.home, cells) for cells in rows)
        if len(self.faults) > n_before:
            self.broken.add(table.name)

    def records(self) -> Records:
        return Records(by_table=self.found, homes=self.homes, broken=frozenset(self.broken))

    def dataset(self, documents: Mapping[str, str]) -> DataSet:
        rows: dict[str, Any] = {name: tuple(r.row for r in found) for name, found in self.found.items()}
        rows["settings"] = rows["settings"][0]
        return DataSet(**(rows | dict(documents)))

    def _record(self, table: Table, home: Home, cells: dict[str, Cell]) -> Record:
        values: dict[str, object] = {}
        record = Record(home=home, cells=cells, values=values, row=None)
        for column in table.columns:
            if column.name not in cells:
                if not column.may_be_left_out or not cells:
                    continue
                cells[column.name] = _left_out(table, column.name, record.line)
            text = cells[column.name].text
            if not text and not column.kind.is_optional:
                remedy = f"ange {column.kind.allowed}"
                self.faults.append(record.fault(column.name, "värdet saknas", remedy))
                continue
            try:
                values[column.name] = column.kind.parse(text)
            except Unreadable as unreadable:
                self.faults.append(record.fault(column.name, unreadable.problem, unreadable.remedy))
        if len(values) < len(table.columns):
            return record
        return self._whole_record(table, record)

    def _whole_record(self, table: Table, record: Record) -> Record:
        values = {column.field: record.values[column.name] for column in table.columns}
        try:
            row = table.row_class(**values)
        except RowRefused as refused:
            self.faults += [record.fault(p.column, p.problem, p.remedy) for p in refused.problems]
            return record
        return Record(home=record.home, cells=record.cells, values=record.values, row=row)

    def _settings(self, table: Table, raw: RawTable, rows: list[dict[str, Cell]]) -> list[dict[str, Cell]]:
        """The one row of the settings, each value with the row number it stands on."""
        known = tuple(column.name for column in table.columns)
        cells: dict[str, Cell] = {}
        for row in rows:
            name, value = row["name"].text.casefold(), row["value"]
            if name in cells:
                problem, remedy = f"inställningen ”{name}” står två gånger", "behåll en av raderna"
            elif name not in known:
                guess = did_you_mean(name, known)
                problem, remedy = f"inställningen ”{name}” är okänd", guess or "ta bort raden"
            else:
                cells[name] = value
                continue
            self.faults.append(raw.fault(value.row, "name", row["name"].text, problem, remedy=remedy))
        for column in table.columns:
            if column.name not in cells and not column.may_be_left_out:
                problem, remedy = f"inställningen {column.name} saknas", "lägg till en rad för den"
                self.faults.append(raw.fault(None, "name", "", problem, remedy=remedy))
        return [cells] if cells else []


def _place(fault: Fault) -> tuple[str, str | None, int | None, str | None]:
    return fault.file, fault.sheet, fault.row, fault.column


def _cells(raw: RawTable, positions: Mapping[str, int]) -> Iterator[dict[str, Cell]]:
    for row, texts in raw.lines[1:]:
        yield {
            heading: Cell(row=row, heading=heading, text=texts[position] if position < len(texts) else "")
            for heading, position in positions.items()
        }


def _left_out(table: Table, column: str, row: int) -> Cell:
    """An empty cell in place of a column that the file does not have."""
    return Cell(row=row, heading="value" if table.is_settings else column, text="")


def _raw_table(table: Table, home: Home, rows: Sequence[Mapping[str, str]]) -> RawTable:
    headings = tuple(dict.fromkeys(name for row in rows for name in row)) or table.headings
    lines = [(0, headings)]
    for number, row in enumerate(rows, start=1):
        lines.append((number, tuple(tidy(row.get(heading, "")) for heading in headings)))
    return RawTable(home=home, lines=tuple(lines))


def _is_row_of_texts(row: object) -> bool:
    return isinstance(row, Mapping) and all(isinstance(text, str) for pair in row.items() for text in pair)
