"""Draw a column of a sheet as a native chart that says in words what it shows."""

from dataclasses import dataclass

from subsidy.workbook.book import Sheet
from subsidy.workbook.styles import FONT

COLOUR, LINE = "#0B5FA5", "#D5DBDA"
_SMALL = {"name": FONT, "size": 10, "bold": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """Standing bars over a column of figures."""

    title: str
    description: str  # for a screen reader
    names: str  # references to the cells
    values: str
    number_format: str
    width: int  # pixels
    height: int
    has_labels: bool = False


def insert_diagram(sheet: Sheet, row: int, diagram: Diagram) -> None:
    """Put a chart in a sheet; it follows the cells when they change."""
    chart = sheet.book.add_chart("column")
    series = {
        "name": diagram.title,
        "categories": f"={diagram.names}",
        "values": f"={diagram.values}",
        "fill": {"color": COLOUR},
        "gap": 60,
    }
    labels = {"value": True, "num_format": diagram.number_format, "font": _SMALL}
    chart.add_series({**series, **({"data_labels": labels} if diagram.has_labels else {})})
    chart.set_title({"name": diagram.title, "name_font": {"name": FONT, "size": 13}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": _SMALL if diagram.has_labels else {**_SMALL, "rotation": -45}})
    chart.set_y_axis(
        {
            "min": 0,
            "num_format": diagram.number_format,
            "num_font": _SMALL,
            "major_gridlines": {"visible": True, "line": {"color": LINE}},
        }
    )
    chart.set_size({"width": diagram.width, "height": diagram.height})
    sheet.page.insert_chart(row, 0, chart, {"description": diagram.description})
