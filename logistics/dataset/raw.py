"""Hold one table as it stands in a file: rows of texts, nothing yet understood."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from logistics.dataset.documents import DOCUMENTS, RawDocument
from logistics.dataset.kinds import did_you_mean
from logistics.dataset.records import Home
from logistics.dataset.schema import TABLES, Table
from logistics.errors import Fault

_CUT = re.compile(r"[0-9],[0-9]{1,2}(,|$)")  # perhaps two values, perhaps one with decimals


@dataclass(frozen=True, slots=True, kw_only=True)
class RawTable:
    """One table; `lines` are its row numbers and trimmed texts without blank rows, the headings first."""

    home: Home
    lines: tuple[tuple[int, tuple[str, ...]], ...]
    separator: str = ""  # between the values of a CSV file; empty: a sheet has cells

    def fault(self, row: int | None, column: str | None, value: str, problem: str, *, remedy: str) -> Fault:
        """A fault somewhere in the table."""
        return Fault(
            file=self.home.file,
            sheet=self.home.sheet,
            row=row,
            column=column,
            value=value,
            problem=problem,
            remedy=remedy,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RawData:
    """Everything in a folder or workbook, and the faults of its files; nothing yet understood."""

    tables: Mapping[str, RawTable]  # by name
    documents: Mapping[str, RawDocument]  # by name
    faults: tuple[Fault, ...] = ()


def needed_names() -> tuple[str, ...]:
    """The tables that no data set may leave out."""
    return tuple(table.name for table in TABLES if not table.may_be_missing)


def needed_documents() -> tuple[str, ...]:
    """The documents that no data set may leave out."""
    return tuple(document.name for document in DOCUMENTS if not document.may_be_missing)


def match_headings(table: Table, raw: RawTable) -> tuple[dict[str, int], tuple[Fault, ...]]:
    """The position of every heading that was found, and a fault for each missing, repeated or unknown."""
    if not raw.lines:
        remedy = f"skriv rubrikerna {', '.join(table.headings)} på första raden"
        return {}, (raw.fault(None, None, "", "tabellen är tom", remedy=remedy),)
    row, texts = raw.lines[0]
    positions: dict[str, int] = {}
    faults = []
    for position, text in enumerate(texts):
        heading = text.casefold()
        if heading in positions:
            remedy = "behåll en av kolumnerna"
            faults.append(raw.fault(row, text, text, f"rubriken ”{text}” står två gånger", remedy=remedy))
        elif heading in table.headings:
            positions[heading] = position
        elif text:
            faults.append(_unknown_heading(table, raw, row, text))
    missing = [heading for heading in table.needed_headings if heading not in positions]
    faults += [
        raw.fault(row, None, "", f"kolumnen {heading} saknas", remedy="lägg till den i rubrikraden")
        for heading in missing
    ]
    return positions, (*faults, *unnamed_columns(raw))


def unnamed_columns(raw: RawTable, *, first: int = 0) -> tuple[Fault, ...]:
    """A fault for each column, from the `first` on, with values but an empty heading."""
    row, texts = raw.lines[0]
    remedy = "skriv rubriken eller ta bort kolumnen"
    return tuple(
        raw.fault(row, None, "", f"kolumn nummer {number} har värden men ingen rubrik", remedy=remedy)
        for number, text in enumerate(texts[first:], start=first + 1)
        if not text and any("".join(cells[number - 1 : number]) for _, cells in raw.lines[1:])
    )


def overlong_rows(raw: RawTable) -> tuple[Fault, ...]:
    """A fault for each row with more values than the table has headings.

    Empty values beyond them count where commas separate and may have cut a number in two, as in `900,70,`.
    """
    width = len(raw.lines[0][1]) if raw.lines else 0
    return tuple(
        raw.fault(row, None, ", ".join(texts[width:]), _overlong(texts, width), remedy=_overlong_remedy(raw))
        for row, texts in raw.lines[1:]
        if any(texts[width:]) or (texts[width:] and raw.separator == "," and _CUT.search(",".join(texts)))
    )


def _unknown_heading(table: Table, raw: RawTable, row: int, text: str) -> Fault:
    guess = did_you_mean(text, table.headings)
    remedy = guess or f"ta bort den (kolumnerna är {', '.join(table.headings)})"
    return raw.fault(row, text, text, f"kolumnen ”{text}” är okänd", remedy=remedy)


def _overlong(texts: tuple[str, ...], width: int) -> str:
    return f"raden har {len(texts)} värden men tabellen bara {width} rubriker"


def _overlong_remedy(raw: RawTable) -> str:
    if raw.separator:
        return "skriv värden som innehåller skiljetecknet inom citattecken"
    return "skriv en rubrik över det sista värdet eller ta bort det"
