"""Draw amounts side by side as native charts: one mark for each way to share, told apart by shape and colour."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

from subsidy.keys import KEYS, KeyName
from subsidy.workbook.book import Book, Sheet, Table, Value
from subsidy.workbook.styles import FONT

RULE = "rule"  # the column of the rule in force
# Far apart for colour-blind readers (Okabe & Ito 2008); a chart has no more keys than there are marks.
_MARKS = (
    ("square", "#0072B2"),
    ("triangle", "#D55E00"),
    ("circle", "#009E73"),
    ("x", "#CC79A7"),
    ("star", "#56B4E9"),
    ("plus", "#E69F00"),
)
_RULE_MARK = {"type": "diamond", "size": 11, "border": {"color": "#000000"}, "fill": {"color": "#000000"}}
_SIZE = {"width": 1000, "height": 580}
_COLUMNS = (15,) * 10  # below a chart
_ROWS = 31  # of 20 pixels, that a chart covers
_SCALE_PERCENT = 65  # one chart on each page, also where another font makes columns wider
_TEXT = {"name": FONT, "size": 10}
_KR = '[$-41D]#,##0 "kr"'  # so that programs with another language also show 1 234
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}

Titled = tuple[str, Any]  # a chart and its title


def add_chart_sheet(book: Book, name: str) -> Sheet:
    """A sheet for `write_charts`."""
    return book.add_sheet(name, _COLUMNS, landscape=True)


def marks(table: Table, keys: Sequence[KeyName], title: str) -> Iterator[Titled]:
    """Charts of the columns `keys` of a table, each with as many as can be told apart, and the rule in each.

    Columns with the same amounts are drawn once.
    """
    drawn = _firsts(table, keys)
    n_charts = -(-len(drawn) // len(_MARKS)) or 1
    size = -(-len(drawn) // n_charts)
    top = _top_of(table, (RULE, *drawn))
    for place in range(n_charts):
        part = drawn[place * size : (place + 1) * size]
        chart = table.sheet.book.add_chart("line")
        _add_marks(chart, table, table.columns[RULE], _RULE_MARK)
        for key, (shape, colour) in zip(part, _MARKS, strict=False):
            look = {"type": shape, "size": 9, "border": {"color": colour}, "fill": {"color": colour}}
            _add_marks(chart, table, table.columns[key], look)
        chart.set_drop_lines({"line": {"color": "#D9D9D9"}})
        chart.set_y_axis({"num_format": _KR, "num_font": _TEXT, "major_gridlines": _GRID, "max": top})
        yield (f"{title} ({place + 1} av {n_charts})" if n_charts > 1 else title), chart


def write_charts(sheet: Sheet, row: int, charts: Sequence[Titled]) -> int:
    """Insert charts of marks below each other, one on each printed page; the next free row."""
    breaks = [row + _ROWS * place for place in range(1, len(charts))]
    sheet.break_pages(breaks, scale_percent=_SCALE_PERCENT)
    for top, (title, chart) in zip((row, *breaks), charts, strict=True):
        _insert(sheet, top, chart, title, "ett märke för varje nyckel")
    return row + _ROWS * len(charts)


def find_twins(table: Table, keys: Sequence[KeyName]) -> Iterator[str]:
    """A sentence for each key that is not drawn, because one before it has the same amounts."""
    drawn = {table.values[key]: key for key in _firsts(table, keys)}
    for key in keys:
        twin = drawn[table.values[key]]
        if twin != key:
            yield f"{KEYS[key].swedish} ger samma belopp som {KEYS[twin].swedish} och ritas inte för sig."


def insert_columns(table: Table, columns: Sequence[tuple[str, str]], *, title: str) -> None:
    """Insert a column chart below a table: a group of columns for each row, with one for each of `columns`."""
    chart = table.sheet.book.add_chart("column")
    for (_, colour), (key, name) in zip(_MARKS, columns, strict=False):
        series = _series(table, table.columns[key])
        chart.add_series({**series, "name": name, "fill": {"color": colour}, "gap": 60})
    chart.set_y_axis({"num_format": _KR, "num_font": _TEXT, "major_gridlines": _GRID})
    _insert(table.sheet, table.total_row + 3, chart, title, "en stapel för varje slag av förändring")


def _firsts(table: Table, keys: Sequence[KeyName]) -> list[KeyName]:
    """The keys whose amounts no key before them has."""
    first: dict[tuple[Value, ...], KeyName] = {}
    for key in keys:
        first.setdefault(table.values[key], key)
    return list(first.values())


def _top_of(table: Table, keys: Sequence[str]) -> int:
    """Whole kronor that no mark lies above, so that charts of the same amounts have the same axis."""
    largest = max(1, *(ceil(Fraction(value)) for key in keys for value in table.values[key]))
    step = int(f"1{'0' * len(str(largest))}") // 20 or 1
    return -(-largest // step) * step


def _add_marks(chart: Any, table: Table, column: int, mark: Mapping[str, object]) -> None:
    chart.add_series({**_series(table, column), "line": {"none": True}, "marker": mark})


def _series(table: Table, column: int) -> dict[str, object]:
    name, first, last = table.sheet.name, table.head_row + 1, table.head_row + table.n
    return {
        "name": [name, table.head_row, column],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, column, last, column],
    }


def _insert(sheet: Sheet, row: int, chart: Any, title: str, what: str) -> None:
    chart.set_title({"name": title, "overlay": False, "name_font": {**_TEXT, "size": 14}})
    chart.set_x_axis({"num_font": {**_TEXT, "rotation": -45}, "label_position": "low"})
    chart.set_legend({"position": "bottom", "font": _TEXT})
    chart.set_size(_SIZE)
    description = f"{title}: {what} för varje kommun. Samma tal står i tabellen."
    # A little lower than the row: its border must not stand on the page before.
    options = {"description": description, "object_position": 3, "y_offset": 8}
    sheet.page.insert_chart(row, 0, chart, options)
