"""Wrap XlsxWriter: a workbook with one look, page set-up, protection, and a file that is whole or not there."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from subsidy.statement import Settlement
from subsidy.workbook.package import Rows, finish, read_rows
from subsidy.workbook.shared import SharedSheet, SharedSheets
from subsidy.workbook.sheet import Sheet
from subsidy.workbook.styles import BAD, FONT, GOOD, LOOKS, TOTAL, Style
from subsidy.workbook.table import Table
from subsidy.workbook.values import Content, Formula, Value, as_decimal

__all__ = ["Book", "Content", "Formula", "Sheet", "Table", "Value", "as_decimal"]

_A4 = 9
_MARGINS_INCHES = {
    "left": Decimal("0.5"),
    "right": Decimal("0.5"),
    "top": Decimal("0.8"),
    "bottom": Decimal("0.7"),
}


class Book:
    """A workbook in memory; `save` puts it in place at once."""

    def __init__(
        self, settlement: Settlement, *, title: str, receiver: str, shared: SharedSheets | None = None
    ) -> None:
        self.receiver = receiver
        self.reference = settlement.rule.reference
        self.sheets: list[Sheet] = []
        self.texts: dict[str, None] = {}  # in the order of their numbers
        self.n_text_cells = 0
        self._names: list[tuple[str, str]] = []
        self._rows: dict[int, Rows] = {}  # of the sheets taken over, by their numbers
        self._bytes = io.BytesIO()
        self._file = xlsxwriter.Workbook(self._bytes, {"in_memory": True})
        self._file.formats[0].set_font_name(FONT)
        self._formats = self._number_formats()
        self._file.set_properties(_properties(settlement, title=title, receiver=receiver))
        if shared:
            self._begin_with(shared)

    def add_sheet(self, name: str, widths: Sequence[int], *, landscape: bool = False) -> Sheet:
        """A new A4 sheet, one page wide, with header, page numbers and protected cells."""
        page = self._file.add_worksheet(name)
        for column, width in enumerate(widths):
            page.set_column(column, column, width)
        page.set_paper(_A4)
        if landscape:
            page.set_landscape()
        page.set_margins(**_MARGINS_INCHES)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.set_header(f"&L{_literal(self.receiver)}&R{_literal(self.reference)}")
        page.set_footer(f"&L{_literal(name)}&RSida &P av &N")
        page.ignore_errors({"number_stored_as_text": "A1:Z999"})  # municipality codes are no numbers
        page.protect("", {"format_columns": True, "format_rows": True})
        self.sheets.append(
            Sheet(book=self, page=page, name=name, widths=tuple(widths), is_landscape=landscape)
        )
        return self.sheets[-1]

    def add_shared(self, shared: SharedSheets) -> None:
        """Take over the sheets that the book was begun with."""
        for copied in shared.sheets:
            sheet = self.add_sheet(copied.name, copied.widths, landscape=copied.landscape)
            for arrangement in copied.arrangements:
                sheet.arrange(arrangement)
            self._rows[len(self.sheets)] = copied.rows
        for name, reference in shared.names:
            self.define_name(name, reference)

    def share(self) -> SharedSheets:
        """Every sheet, for other books to take over; this one can then no longer be written in."""
        self._file.close()
        content = self._bytes.getvalue()
        sheets = tuple(
            SharedSheet(
                name=sheet.name,
                widths=sheet.widths,
                landscape=sheet.is_landscape,
                arrangements=tuple(sheet.arrangements),
                rows=read_rows(content, number),
            )
            for number, sheet in enumerate(self.sheets, start=1)
        )
        return SharedSheets(
            sheets=sheets,
            texts=tuple(self.texts),
            n_text_cells=self.n_text_cells,
            names=tuple(self._names),
        )

    def define_name(self, name: str, reference: str) -> None:
        """Give a cell or a range a name that formulas can use."""
        self._names.append((name, reference))
        if self._file.define_name(name, f"={reference}") != 0:
            raise ValueError(f"not a name for a range: {name!r}")

    def format_of(self, style: Style, *, total: bool = False) -> object:
        """The cell format of a style."""
        return self._formats[style, total]

    def add_chart(self, kind: str, subtype: str | None = None) -> xlsxwriter.chart.Chart:
        """A new chart of XlsxWriter's kinds, to be inserted in a sheet's page."""
        return self._file.add_chart({"type": kind, **({"subtype": subtype} if subtype else {})})

    def verdict_rules(self) -> tuple[Mapping[str, object], ...]:
        """Conditional formats: "OK" green, everything else red."""
        good, bad = self._file.add_format(GOOD), self._file.add_format(BAD)
        return (
            {"type": "cell", "criteria": "==", "value": '"OK"', "format": good},
            {"type": "cell", "criteria": "!=", "value": '"OK"', "format": bad},
        )

    def save(self, path: Path) -> None:
        """Write the file beside `path`, then rename it: never half a workbook."""
        self._file.close()
        beside = path.with_name(f".{path.name}.part")
        try:
            beside.write_bytes(finish(self._bytes.getvalue(), self._rows))
            beside.replace(path)
        except OSError as refusal:
            # Not the name that we made up, or none at all.
            refusal.filename, refusal.filename2 = str(path), None
            raise
        finally:
            beside.unlink(missing_ok=True)

    def _number_formats(self) -> dict[tuple[Style, bool], object]:
        # Shared rows name formats by their numbers, so every format has the same one in every workbook.
        looks = {(style, total): look for style, look in LOOKS.items() for total in (False, True)}
        return {
            (style, total): self._file.add_format(
                {"font_name": FONT, **look, **(TOTAL if total else {}), "xf_index": number}
            )
            for number, ((style, total), look) in enumerate(looks.items(), start=1)
        }

    def _begin_with(self, shared: SharedSheets) -> None:
        self.texts = dict.fromkeys(shared.texts)
        table = self._file.str_table
        table.string_table = {text: number for number, text in enumerate(shared.texts)}
        table.unique_count, table.count = len(shared.texts), shared.n_text_cells


def _properties(settlement: Settlement, *, title: str, receiver: str) -> dict[str, object]:
    return {
        "title": title,
        "subject": f"Bidrag till bibliotekstransporter, {receiver}",
        "author": settlement.basis.issuer.name,
        "company": settlement.basis.issuer.name,
        "keywords": settlement.rule.reference,
        # The decision's own date: a clock would give other bytes on every run.
        "created": datetime.combine(settlement.rule.decided_on, time()),
    }


def _literal(text: str) -> str:
    # In headers and footers "&" begins a code, and 255 characters are the limit.
    return text.replace("&", "&&")[:100]
