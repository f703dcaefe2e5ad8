"""Draw amounts side by side as a native chart: one mark for each way to share, told apart by shape and colour."""

from collections.abc import Mapping, Sequence
from typing import Any

from subsidy.keys import KEYS, KeyName
from subsidy.workbook.book import Sheet, Table, Value
from subsidy.workbook.styles import FONT

# Far apart for colour-blind readers (Okabe & Ito 2008), and no two marks have both shape and colour in common.
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
_SHAPES = ("square", "triangle", "circle", "x", "star", "plus", "long_dash")
_RULE = {"type": "diamond", "size": 11, "border": {"color": "#000000"}, "fill": {"color": "#000000"}}
_SIZE = {"width": 1000, "height": 600}
_ROWS = 31  # of 20 pixels, that the chart covers
_TEXT = {"name": FONT, "size": 10}
_KR = '[$-41D]#,##0 "kr"'  # so that programs with another language also show 1 234
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}


def write_marks(sheet: Sheet, row: int, table: Table, keys: Sequence[KeyName], title: str) -> int:
    """Insert a chart of the columns `keys` of a table, those with the same amounts drawn once; the next free row.

    The column before the first key is that of the rule in force.
    """
    drawn, same = _distinct(table, keys)
    chart = sheet.book.add_chart("line")
    _add_series(chart, table, table.columns[keys[0]] - 1 if keys else 3, _RULE)
    for place, key in enumerate(drawn):
        _add_series(chart, table, table.columns[key], _mark(place))
    chart.set_drop_lines({"line": {"color": "#D9D9D9"}})
    _insert(sheet, row, chart, title, "ett märke för varje nyckel")
    row += _ROWS
    for text in same:
        sheet.write(row, 0, text, "lead")
        row += 1
    return row + 1


def insert_columns(table: Table, columns: Sequence[tuple[str, str]], *, title: str) -> None:
    """Insert a column chart below a table: a group of columns for each row, with one for each of `columns`."""
    chart = table.sheet.book.add_chart("column")
    for colour, (key, name) in zip(_COLOURS, columns, strict=False):
        series = _series(table, table.columns[key])
        chart.add_series({**series, "name": name, "fill": {"color": colour}, "gap": 60})
    _insert(table.sheet, table.total_row + 3, chart, title, "en stapel för varje slag av förändring")


def _distinct(table: Table, keys: Sequence[KeyName]) -> tuple[list[KeyName], list[str]]:
    """The keys whose amounts no key before them has, and a sentence for each of the others."""
    first: dict[tuple[Value, ...], KeyName] = {}
    same = []
    for key in keys:
        twin = first.setdefault(table.values[key], key)
        if twin != key:
            same.append(
                f"{KEYS[key].swedish} ger samma belopp som {KEYS[twin].swedish} och ritas inte för sig."
            )
    return list(first.values()), same


def _add_series(chart: Any, table: Table, column: int, mark: Mapping[str, object]) -> None:
    chart.add_series({**_series(table, column), "line": {"none": True}, "marker": mark})


def _series(table: Table, column: int) -> dict[str, object]:
    name, first, last = table.sheet.name, table.head_row + 1, table.head_row + table.n
    return {
        "name": [name, table.head_row, column],
        "categories": [name, first, 0, last, 0],
        "values": [name, first, column, last, column],
    }


def _insert(sheet: Sheet, row: int, chart: Any, title: str, marks: str) -> None:
    chart.set_title({"name": title, "overlay": False, "name_font": {**_TEXT, "size": 14}})
    chart.set_x_axis({"num_font": {**_TEXT, "rotation": -45}, "label_position": "low"})
    chart.set_y_axis({"num_format": _KR, "num_font": _TEXT, "major_gridlines": _GRID})
    chart.set_legend({"position": "bottom", "font": _TEXT})
    chart.set_size(_SIZE)
    description = f"{title}: {marks} för varje kommun. Samma tal står i tabellen."
    sheet.page.insert_chart(row, 0, chart, {"description": description, "object_position": 3})


def _mark(place: int) -> dict[str, object]:
    colour, shape = _COLOURS[place % len(_COLOURS)], _SHAPES[place % len(_SHAPES)]
    return {"type": shape, "size": 8, "border": {"color": colour}, "fill": {"color": colour}}
