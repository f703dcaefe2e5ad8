"""Explain every table and column in Swedish, on a sheet of its own and in comments on the headings."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from logistics.dataset.columns import Column
from logistics.dataset.documents import DOCUMENTS, HEADING, Document
from logistics.dataset.schema import TABLES

EXPLANATIONS_SHEET = "Förklaringar"

_LINES = "Texten i filen med samma namn (.toml), en rad av den på varje rad"
_HEADINGS = (
    ("Tabell", 16),
    ("Kolumn", 22),
    ("Betydelse", 75),
    ("Enhet", 16),
    ("Tillåtna värden", 60),
    ("Exempel", 24),
)


def comment(column: Column) -> str:
    """What a heading's comment says about its column."""
    unit = [f"Enhet: {column.unit}."] if column.unit else []
    return "\n".join(
        [f"{column.meaning}.", *unit, f"Ange {column.kind.allowed}.", f"Exempel: {column.example}"]
    )


def document_comment(document: Document) -> str:
    """What a document's heading says about it."""
    return "\n".join([f"{document.meaning}.", f"{_LINES}.", f"Exempel: {document.example}"])


def write_explanations(sheet: Worksheet, heading: Format, text: Format) -> None:
    """Fill the sheet with one row for each table and one for each of its columns."""
    for position, (name, width) in enumerate(_HEADINGS):
        sheet.set_column(position, position, width)
        sheet.write_string(0, position, name, heading)
    for row, texts in enumerate(explanations(), start=1):
        for position, part in enumerate(texts):
            sheet.write_string(row, position, part, text)


def explanations() -> tuple[tuple[str, ...], ...]:
    """Table, column, meaning, unit, allowed values and example of every column; first the table itself."""
    rows: list[tuple[str, ...]] = []
    for table in TABLES:
        rows.append((table.name, "", f"{table.meaning}.", "", "", ""))
        rows += [
            (table.name, c.name, f"{c.meaning}.", c.unit, f"{_allowed(c)}.", c.example) for c in table.columns
        ]
    for document in DOCUMENTS:
        rows.append((document.name, "", f"{document.meaning}.", "", "", ""))
        rows.append((document.name, HEADING, f"{_LINES}.", "", "En rad TOML, eller tomt.", document.example))
    return tuple(rows)


def _allowed(column: Column) -> str:
    homes = " eller ".join(target.split(".")[0] for target in column.refers_to)
    ids = "id som finns" if column.kind.is_many else "ett id som finns"
    allowed = f"{ids} på bladet {homes}" if homes else column.kind.allowed
    return allowed[0].upper() + allowed[1:]
