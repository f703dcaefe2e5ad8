"""Name the looks of cells: number formats, headings, borders."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Literal

from subsidy.wording import NO_BREAK_SPACE

Style = Literal[
    "title", "lead", "section", "label", "text", "wrap", "strong", "strong_label", "head", "verdict",
    "ore", "exact_ore", "kr", "strong_kr", "percent", "count", "decimal",
    "middle", "ore_or_dash", "exact_or_dash", "kr_or_dash", "date", "change_kr", "change_percent",
    "change_count", "change_decimal", "input",
    "hundredths",
]  # fmt: skip
FONT = "Calibri"
_GREEN = "#1F4E3D"
_LINE = "#BFBFBF"
_SWEDISH = "[$-41D]"  # so that programs with another language also show 1 234,50
# Within the quotes: LibreOffice in Swedish saves a space after digits as a comma, which shows thousandths.
_KRONOR = f'#,##0.00"{NO_BREAK_SPACE}kr"'
_KR = f"{_SWEDISH}{_KRONOR}"
_RULED: Mapping[str, str | int | bool] = {"bottom": 4, "bottom_color": _LINE, "valign": "top"}


def _signed(code: str) -> str:
    """A number format that shows a plus sign too: it is a change."""
    return f"{_SWEDISH}+{code};-{code};{code}"


LOOKS: Mapping[Style, Mapping[str, str | int | bool]] = {
    "title": {"bold": True, "font_size": 18, "font_color": _GREEN},
    "lead": {"font_color": "#404040"},
    "section": {"bold": True, "font_size": 12, "font_color": _GREEN},
    "label": {**_RULED, "font_color": "#404040", "text_wrap": True},
    "text": _RULED,
    "wrap": {**_RULED, "text_wrap": True, "align": "left", "indent": 1},
    "strong": {**_RULED, "bold": True, "text_wrap": True, "align": "left", "indent": 1},
    "strong_label": {**_RULED, "bold": True, "text_wrap": True},
    "head": {
        "bold": True,
        "text_wrap": True,
        "align": "center",
        "valign": "vcenter",
        "font_color": "#FFFFFF",
        "bg_color": _GREEN,
        "border": 1,
        "border_color": _LINE,
    },
    "verdict": {**_RULED, "bold": True, "align": "center"},
    "middle": {**_RULED, "align": "center"},
    "ore": {**_RULED, "num_format": f"{_SWEDISH}#,##0"},
    "ore_or_dash": {**_RULED, "num_format": f"{_SWEDISH}#,##0;-#,##0;–"},
    "exact_ore": {**_RULED, "num_format": f"{_SWEDISH}#,##0.0000"},
    "exact_or_dash": {**_RULED, "num_format": f"{_SWEDISH}#,##0.0000;-#,##0.0000;–"},
    "kr": {**_RULED, "num_format": _KR},
    "strong_kr": {**_RULED, "num_format": _KR, "bold": True},
    "kr_or_dash": {**_RULED, "num_format": f"{_KR};-{_KRONOR};–", "align": "right"},
    "date": {**_RULED, "num_format": f"{_SWEDISH}d mmmm yyyy", "align": "right"},
    "change_kr": {**_RULED, "num_format": _signed(_KRONOR)},
    "change_percent": {**_RULED, "num_format": _signed(f'0.0"{NO_BREAK_SPACE}"%'), "align": "right"},
    "change_count": {**_RULED, "num_format": _signed("#,##0")},
    "change_decimal": {**_RULED, "num_format": _signed("#,##0.0")},
    "input": {
        **_RULED,
        "num_format": f"{_SWEDISH}#,##0",
        "bg_color": "#FFF6D6",
        "bold": True,
        "locked": False,
    },
    "percent": {**_RULED, "num_format": f'{_SWEDISH}0.00"{NO_BREAK_SPACE}"%', "align": "right"},
    "count": {**_RULED, "num_format": "0"},
    "decimal": {**_RULED, "num_format": f"{_SWEDISH}#,##0.0"},
    "hundredths": {**_RULED, "num_format": f"{_SWEDISH}#,##0.00"},
}
TOTAL: Mapping[str, str | int | bool] = {
    "bold": True,
    "valign": "vcenter",  # LibreOffice sets figures that hang from a line at unlike heights
    "top": 1,
    "bottom": 1,
    "bottom_color": "#000000",
}
GOOD: Mapping[str, str | int | bool] = {"font_color": "#1E6B34", "bg_color": "#E2F0E4"}
BAD: Mapping[str, str | int | bool] = {"font_color": "#9C0006", "bg_color": "#FFD9D9"}


def style_of_counts(counts: Iterable[int | Fraction]) -> Style:
    """Whole numbers as such; means of several timetables with decimals."""
    return "ore" if all(Fraction(count).denominator == 1 for count in counts) else "hundredths"
