"""Let every row class declare its columns, and refuse rows that its file could not hold."""

from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from typing import Any, ClassVar

from logistics.dataset.kinds import Kind
from logistics.dataset.numerals import Unreadable


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table, as declared on a field of its row class."""

    name: str  # on file
    field: str  # in Python
    kind: Kind
    meaning: str  # Swedish
    example: str
    unit: str  # Swedish; empty where the value has none
    refers_to: tuple[str, ...]  # "table.column", any of which must hold the value (or each, where it is many)
    may_be_left_out: bool  # a file without the column, made before there was one, is read with its default


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong inside one row."""

    column: str
    problem: str  # Swedish
    remedy: str  # Swedish


class RowRefused(ValueError):
    """The values of a row do not go together, or one of them cannot stand in a file."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{p.column}: {p.problem}" for p in problems))


class Row:
    """The base of all row classes.

    Raises
    ------
    RowRefused
        On construction: a value is not of its column's kind, or the values contradict each other.
    """

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __post_init__(self) -> None:
        problems = tuple(self._misfits()) or tuple(self._contradictions())
        if problems:
            raise RowRefused(problems)

    def texts(self) -> dict[str, str]:
        """Every column's value as text for a file, by column name."""
        return {c.name: c.kind.write(getattr(self, c.field)) for c in columns_of(type(self))}

    def _contradictions(self) -> Iterator[Problem]:
        """Each contradiction between values of the row; row classes override this."""
        yield from ()

    def _misfits(self) -> Iterator[Problem]:
        for column in columns_of(type(self)):
            value = getattr(self, column.field)
            try:
                returned = column.kind.parse(column.kind.write(value))
            except Unreadable as unreadable:
                yield Problem(column=column.name, problem=unreadable.problem, remedy=unreadable.remedy)
                continue
            if returned != value:
                problem = f"{value!r} kan inte skrivas i en fil"
                yield Problem(column=column.name, problem=problem, remedy=f"ange {column.kind.allowed}")


def column(
    kind: Kind,
    meaning: str,
    example: str,
    *,
    name: str = "",
    unit: str = "",
    refers_to: tuple[str, ...] = (),
) -> dict[str, Any]:
    """The metadata of a dataclass field that is a column; `name` only where the file's differs."""
    settled = {"kind": kind, "meaning": meaning, "example": example, "unit": unit, "refers_to": refers_to}
    return {"name": name, **settled}


def columns_of(row_class: type[Row]) -> tuple[Column, ...]:
    """The columns that a row class declares, in the order of the file."""
    if row_class not in _COLUMNS:
        _COLUMNS[row_class] = tuple(
            Column(
                **{**field.metadata, "name": field.metadata["name"] or field.name},
                field=field.name,
                may_be_left_out=field.default is not MISSING,
            )
            for field in fields(row_class)
        )
    return _COLUMNS[row_class]


# functools.cache refuses type[Row] under mypy, and the columns are asked for at every row.
_COLUMNS: dict[type[Row], tuple[Column, ...]] = {}
