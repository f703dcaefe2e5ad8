"""Hold the rows of a data set together with where each value stands, so that a fault can point at it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar, cast

from logistics.dataset.columns import Row
from logistics.dataset.schema import TABLES, Table, table_named
from logistics.errors import Fault

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One value as text, with its row and heading."""

    row: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where a table stands."""

    file: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row as read; `values` holds what could be read of it, `row` only a row without faults."""

    home: Home
    cells: Mapping[str, Cell]  # by column name
    values: Mapping[str, object]  # by column name
    row: Row | None

    @property
    def line(self) -> int:
        """The row number of the record (for the settings, of their first row)."""
        return min(cell.row for cell in self.cells.values())

    def fault(self, column: str, problem: str, remedy: str) -> Fault:
        """A fault that points at one value of the record."""
        cell = self.cells[column]
        return Fault(
            file=self.home.file,
            sheet=self.home.sheet,
            row=cell.row,
            column=cell.heading,
            value=cell.text,
            problem=problem,
            remedy=remedy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Generic[R]):
    """One row without faults, and its record."""

    row: R
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All rows of a data set, by table; `broken` names the tables of which something could not be read."""

    by_table: Mapping[str, tuple[Record, ...]]
    homes: Mapping[str, Home]
    broken: frozenset[str] = field(default_factory=frozenset)

    def of(self, row_class: type[R]) -> tuple[Located[R], ...]:
        """The rows of one class that could be read."""
        name = next(table.name for table in TABLES if table.row_class is row_class)
        found = (r for r in self.by_table.get(name, ()) if r.row is not None)
        return tuple(Located(row=cast("R", record.row), record=record) for record in found)


def records_of_rows(rows: Mapping[str, Iterable[Row]]) -> Records:
    """The records of rows made in Python, numbered as if each table were a CSV file."""
    homes = {name: Home(file=f"{name}.csv") for name in rows}
    return Records(
        by_table={
            name: tuple(
                _record_of_row(table_named(name), homes[name], row, number)
                for number, row in enumerate(rows_of_table, start=2)
            )
            for name, rows_of_table in rows.items()
        },
        homes=homes,
    )


def _record_of_row(table: Table, home: Home, row: Row, number: int) -> Record:
    if table.is_settings:
        numbered = enumerate(row.texts().items(), start=number)
        cells = {name: Cell(row=line, heading="value", text=text) for line, (name, text) in numbered}
    else:
        cells = {name: Cell(row=number, heading=name, text=text) for name, text in row.texts().items()}
    values = {column.name: getattr(row, column.field) for column in table.columns}
    return Record(home=home, cells=cells, values=values, row=row)
