"""Draw everyone's shares of the cost and of the contribution: the sheet Diagram."""

from subsidy.statement import Settlement
from subsidy.wording import format_period
from subsidy.workbook.book import Book, Table
from subsidy.workbook.styles import FONT

_WIDTH, _ROW_HEIGHT, _AROUND = 660, 30, 130  # pixels; a page holds thirty municipalities
_SERIES = (("cost_part", "Andel av kostnaden", "#1F4E3D"), ("award_part", "Andel av bidraget", "#D9A441"))
_FEW = 40  # so many have shares of whole percents
_TEXT = {"name": FONT, "size": 10, "bold": False}


def write_diagram(book: Book, settlement: Settlement, overview: Table) -> None:
    """Write a sheet with a bar chart of the columns "cost_part" and "award_part" of `overview`."""
    basis = settlement.basis
    sheet = book.add_sheet("Diagram", (17, *(12,) * 6))
    row = sheet.write_heading(
        "Diagram",
        f"Andelar av kostnaden och bidraget, {format_period(basis.first_date, basis.last_date)}. Talen står i "
        "bladet Sammanställning.",
    )
    chart = book.add_chart("bar")
    names = f"={overview.over('name', outside=True)}"
    for key, name, colour in _SERIES:
        values = f"={overview.over(key, outside=True)}"
        look = {"fill": {"color": colour}, "border": {"none": True}, "gap": 60, "overlap": 0}
        chart.add_series({"name": name, "categories": names, "values": values, **look})
    chart.set_title({"name": "Andel per kommun", "name_font": {"name": FONT, "size": 13}, "overlay": False})
    chart.set_legend({"position": "bottom", "font": _TEXT})
    lines = {"visible": True, "line": {"color": "#D9D9D9"}}
    chart.set_x_axis(
        {
            "num_format": "0 %" if overview.n <= _FEW else "0.0 %",
            "num_font": _TEXT,
            "major_gridlines": lines,
            "min": 0,
        }
    )
    chart.set_y_axis(
        {"reverse": True, "num_font": _TEXT}
    )  # the first municipality at the top, as in the table
    chart.set_size({"width": _WIDTH, "height": _AROUND + _ROW_HEIGHT * overview.n})
    description = (
        "Stapeldiagram: varje kommuns andel av kostnaden och av bidraget, som i bladet Sammanställning."
    )
    sheet.page.insert_chart(row, 0, chart, {"description": description, "object_position": 2})
