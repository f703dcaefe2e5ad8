"""Give cells a look that suits what they say now: figures under figures, and dashes in the middle."""

from collections.abc import Sequence
from fractions import Fraction

from logistics.following_up.amounts import DASH
from logistics.following_up.measures import Kind
from subsidy.workbook.book import Content, Formula, Table
from subsidy.workbook.styles import Style

UNKNOWN = "saknas"
STYLES: dict[Kind, Style] = {
    "count": "ore",
    "tidy": "ore",
    "tenths": "decimal",
    "kr": "kr",
    "percent": "percent",
}


def add_column(
    table: Table, key: str, head: str, style: Style | Sequence[Style], cells: Sequence[Content]
) -> None:
    """Write the next column of a table, without a sum; in one style for figures, or one for each row."""
    styles = [style] * table.n if isinstance(style, str) else style
    fitting = [_fitting(each, cell) for each, cell in zip(styles, cells, strict=True)]
    table.add(key, head, fitting, cells)


def write_total(table: Table, key: str, content: Content, style: Style) -> None:
    """Write what stands in a column's row of sums."""
    look = _fitting(style, content)
    table.sheet.write(table.total_row, table.columns[key], content, look, total=True)


def shown(value: Fraction | None) -> Fraction | str:
    """What a cell shows of a value."""
    return DASH if value is None else value


def _fitting(style: Style, content: Content) -> Style:
    says = content.value if isinstance(content, Formula) else content
    return "middle" if isinstance(says, str) else style
