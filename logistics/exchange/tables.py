"""Find the table in a file that another program wrote: CSV or Excel, with lines above and sums below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from logistics.dataset.csv_folder import read_csv_table
from logistics.dataset.raw import RawTable
from logistics.dataset.workbook_reader import UnreadableWorkbook, read_sheets
from logistics.errors import Fault

_SEARCHED = 40  # lines from the top: letterheads are shorter
_WORKBOOKS = (".xlsx", ".xlsm")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundTable:
    """A table whose headings were found: where its columns stand, and its lines below the headings."""

    raw: RawTable
    head_row: int
    positions: Mapping[str, int]  # by field
    headings: Mapping[str, str]  # by field, as they are written
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    def text(self, texts: Sequence[str], field: str) -> str:
        """What stands in a field's column of a line; empty where there is no such column."""
        position = self.positions.get(field)
        return texts[position] if position is not None and position < len(texts) else ""

    def fault(self, row: int, field: str, value: str, problem: str, remedy: str) -> Fault:
        """A fault at one value."""
        return self.raw.fault(row, self.headings.get(field), value, problem, remedy=remedy)


def find_tables(
    path: Path, wanted: Mapping[str, tuple[str, ...]], needed: frozenset[str]
) -> tuple[list[FoundTable], list[Fault]]:
    """Every table of a file that has headings for the `needed` fields, and the faults of the file.

    `wanted` holds the headings that each field may have. Sheets without such a table are left alone, unless
    no sheet has one: then the faults say which columns the likeliest lacks.
    """
    sheets, faults = _read(path)
    if faults:
        return [], faults
    candidates = [(raw, _best_head(raw, wanted), own) for raw, own in sheets if raw.lines]
    whole = [
        (_found(raw, head, wanted), own)
        for raw, head, own in candidates
        if needed <= set(_positions(raw.lines[head][1], wanted))
    ]
    if whole:
        return [table for table, _ in whole], [fault for _, own in whole for fault in own]
    return [], _missing(path, candidates, wanted, needed)


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
    except OSError as refusal:
        problem = f"filen går inte att läsa ({refusal.strerror})"
        return [], [
            Fault(file=path.name, problem=problem, remedy="stäng den i andra program och försök igen")
        ]
    remedy = "spara den som Excel-arbetsbok (.xlsx) utan lösenord, eller som CSV"
    return [], [Fault(file=path.name, problem="filen är varken CSV eller en hel Excelfil", remedy=remedy)]


def _best_head(raw: RawTable, wanted: Mapping[str, tuple[str, ...]]) -> int:
    """The place of the line with most of the headings; of several such, the first."""
    return max(
        range(min(_SEARCHED, len(raw.lines))),
        key=lambda line: (len(_positions(raw.lines[line][1], wanted)), -line),
    )


def _positions(texts: Sequence[str], wanted: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    folded = [text.casefold() for text in texts]
    found = {}
    for field, headings in wanted.items():
        places = [folded.index(h.casefold()) for h in headings if h.casefold() in folded]
        if places:
            found[field] = places[0]
    return found


def _found(raw: RawTable, head: int, wanted: Mapping[str, tuple[str, ...]]) -> FoundTable:
    row, texts = raw.lines[head]
    positions = _positions(texts, wanted)
    return FoundTable(
        raw=raw,
        head_row=row,
        positions=positions,
        headings={field: texts[position] for field, position in positions.items()},
        lines=raw.lines[head + 1 :],
    )


def _missing(
    path: Path,
    candidates: list[tuple[RawTable, int, list[Fault]]],
    wanted: Mapping[str, tuple[str, ...]],
    needed: frozenset[str],
) -> list[Fault]:
    if not candidates:
        remedy = "ange en fil med en rubrikrad och rader under den"
        return [Fault(file=path.name, problem="filen är tom", remedy=remedy)]
    raw, head, _ = max(candidates, key=lambda found: len(_positions(found[0].lines[found[1]][1], wanted)))
    row, texts = raw.lines[head]
    missing = [field for field in wanted if field in needed and field not in _positions(texts, wanted)]
    return [
        raw.fault(
            row,
            None,
            "",
            f"kolumnen {_either(wanted[field])} saknas",
            remedy=_remedy_of_heading(field, texts),
        )
        for field in missing
    ]


def _either(headings: tuple[str, ...]) -> str:
    return " eller ".join(f"”{heading}”" for heading in headings)


def _remedy_of_heading(field: str, texts: Sequence[str]) -> str:
    there = ", ".join(text for text in texts if text)[:200]
    return (
        f"lägg till den, eller ange rubriken som {field} under [invoice] i finance.toml (raden har: {there})"
    )
