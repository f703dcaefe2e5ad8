"""Find the table in a file that another program wrote: CSV or Excel, with lines above and sums below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from logistics.dataset.csv_folder import read_csv_table
from logistics.dataset.raw import RawTable, overlong_rows, unnamed_columns
from logistics.dataset.workbook_reader import read_sheets
from logistics.errors import Fault
from logistics.workbooks import UnreadableWorkbook

_SEARCHED = 40  # lines from the top: letterheads are shorter
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """The columns of a table."""

    headings: Mapping[str, tuple[str, ...]]  # by field, any of which will do
    needed: frozenset[str]  # the fields that every table must have
    stated_in: str = ""  # where other headings can be stated, in Swedish


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table whose headings were found: where its columns stand, and its lines below the headings."""

    raw: RawTable
    head_row: int
    head: tuple[str, ...]  # the headings as they are written
    positions: Mapping[str, int]  # by field
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def text(self, texts: Sequence[str], field: str) -> str:
        """What stands in a field's column of a line; empty where there is no such column."""
        position = self.positions.get(field)
        return texts[position] if position is not None and position < len(texts) else ""

    def fault(self, row: int, field: str, value: str, problem: str, remedy: str) -> Fault:
        """A fault at one value."""
        position = self.positions.get(field)
        heading = None if position is None else self.head[position]
        return self.raw.fault(row, heading, value, problem, remedy=remedy)

    def without_rows(self, what: str) -> Fault:
        """The fault that nothing stands below the headings."""
        remedy = "ange en fil med minst en rad under rubrikerna"
        return self.raw.fault(self.head_row, None, "", f"{what} har inga rader", remedy=remedy)


def find_tables(path: Path, wanted: Wanted) -> tuple[list[FoundTable], list[Fault]]:
    """Every table of a file that has headings for the needed fields, and the faults of the file.

    A sheet with half of the needed headings or more is meant to be such a table, and what it lacks or has twice
    is a fault. Other sheets are left alone, unless no sheet is such a table: then the faults say which columns
    the likeliest lacks.
    """
    sheets, faults = _read(path)
    if faults:
        return [], faults
    needed = wanted.needed
    candidates = [(_found(raw, wanted.headings), own) for raw, own in sheets if raw.lines]
    meant = [(table, own) for table, own in candidates if 2 * len(_there(table, needed)) >= len(needed)]
    if not meant:
        return [], _unlike_all(path, [table for table, _ in candidates], wanted)
    for table, own in meant:
        missing = _missing(table, wanted, is_alone=len(candidates) == 1)
        faults += [*own, *(missing or _without_heading(table)), *_twice(table, wanted)]
    return [table for table, _ in meant if needed <= _there(table, needed)], faults


def _read(path: Path) -> tuple[list[tuple[RawTable, list[Fault]]], list[Fault]]:
    if not path.is_file():
        remedy = "ange en fil med filändelsen .csv eller .xlsx"
        return [], [Fault(file=str(path), problem="filen finns inte", remedy=remedy)]
    if path.suffix.casefold() == ".csv":
        raw, faults = read_csv_table(path)
        return [(raw, [])], faults
    try:
        if path.suffix.casefold() in _WORKBOOKS:
            return read_sheets(path), []
    except UnreadableWorkbook:
        pass
    except OSError:
        remedy = "stäng den i andra program och försök igen"
        return [], [Fault(file=path.name, problem="filen går inte att läsa", remedy=remedy)]
    remedy = "spara den som Excel-arbetsbok (.xlsx) utan lösenord, eller som CSV"
    return [], [Fault(file=path.name, problem="filen är varken CSV eller en hel Excelfil", remedy=remedy)]


def _positions(texts: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    folded = [text.casefold() for text in texts]
    found = {}
    for field, headings in wanted.items():
        places = [folded.index(h.casefold()) for h in headings if h.casefold() in folded]
        if places:
            found[field] = places[0]
    return found


def _found(raw: RawTable, wanted: Mapping[str, tuple[str, ...]]) -> FoundTable:
    """The table below the line with most of the headings; of several such, the first."""
    head = max(
        range(min(_SEARCHED, len(raw.lines))),
        key=lambda line: (len(_positions(raw.lines[line][1], wanted)), -line),
    )
    row, texts = raw.lines[head]
    positions = _positions(texts, wanted)
    return FoundTable(
        raw=raw,
        head_row=row,
        head=texts,
        positions=positions,
        lines=raw.lines[head + 1 :],
    )


def _there(table: FoundTable, needed: frozenset[str]) -> frozenset[str]:
    return needed & frozenset(table.positions)


def _unlike_all(path: Path, tables: list[FoundTable], wanted: Wanted) -> list[Fault]:
    """What the likeliest of some tables lacks, none of which is meant to be the one."""
    if not tables:
        remedy = "ange en fil med en rubrikrad och rader under den"
        return [Fault(file=path.name, problem="filen är tom", remedy=remedy)]
    likeliest = max(tables, key=lambda table: len(table.positions))
    return _missing(likeliest, wanted, is_alone=True)


def _missing(table: FoundTable, wanted: Wanted, *, is_alone: bool) -> list[Fault]:
    there = ", ".join(text for text in table.head if text)[:200]
    other = "" if is_alone else ", eller ta bort bladet om det inte hör dit"
    return [
        table.raw.fault(
            table.head_row,
            None,
            "",
            f"kolumnen {_quoted(wanted.headings[field], 'eller')} saknas",
            remedy=f"lägg till den{_stated(field, wanted)}{other} (raden har: {there})",
        )
        for field in wanted.headings
        if field in wanted.needed and field not in table.positions
    ]


def _twice(table: FoundTable, wanted: Wanted) -> list[Fault]:
    """A fault for each field that several columns could be: which of them, only their writer knows."""
    faults = []
    for field, headings in wanted.headings.items():
        known = {heading.casefold() for heading in headings}
        columns = [text for text in table.head if text.casefold() in known]
        if len(columns) > 1:
            problem = f"flera kolumner passar: {_quoted(columns, 'och')}"
            remedy = f"behåll en av dem{_stated(field, wanted)}"
            faults.append(table.raw.fault(table.head_row, None, "", problem, remedy=remedy))
    return faults


def _without_heading(table: FoundTable) -> tuple[Fault, ...]:
    """A fault for each value beyond the last heading: a decimal comma there may have cut an amount in two."""
    below = replace(table.raw, lines=((table.head_row, table.head), *table.lines))
    n_headed = max((number for number, text in enumerate(table.head, start=1) if text), default=0)
    return *unnamed_columns(below, first=n_headed), *overlong_rows(below)


def _quoted(headings: Sequence[str], word: str) -> str:
    return f" {word} ".join(f"”{heading}”" for heading in headings)


def _stated(field: str, wanted: Wanted) -> str:
    return f", eller ange rubriken som {field} {wanted.stated_in}" if wanted.stated_in else ""
