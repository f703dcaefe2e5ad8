"""Set amounts in columns on a screen."""

from collections.abc import Iterable

from subsidy.wording import NO_BREAK_SPACE, format_kr

Line = tuple[str, str]  # a label, and what is said of it


def kronor_text(ore: int) -> str:
    """An amount without its unit, which stands in the heading: `1 234,50`."""
    return format_kr(ore).removesuffix(f"{NO_BREAK_SPACE}kr")


def row_text(cells: Iterable[str], widths: Iterable[int]) -> str:
    """Cells set to the right, each in its column."""
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, widths, strict=True))
