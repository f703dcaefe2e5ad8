"""Tell whether a reader can read what stands in a cell: its colours, its size and its typeface."""

from decimal import Decimal

from openpyxl.cell import Cell, MergedCell
from openpyxl.styles.colors import Color

Rgb = tuple[int, int, int]
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)
_THEME = (_WHITE, _BLACK, (238, 236, 225), (31, 73, 125))  # the first colours of every theme, light and dark
_AUTOMATIC = 64  # the number of the system's own colours
_LEAST_POINTS = 6  # of figures that somebody wants to be read
_LEAST_CONTRAST = (8, 5)  # as a proportion: 1.6 to 1
_GLARE = 5 * 255**2 * 100  # five hundredths of white, whose luminance is 10 000 * 255 squared
_SIGNS = frozenset({"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol", "marlett"})


def illegible(cell: Cell | MergedCell) -> str:
    """Why what stands in a cell cannot be read, in Swedish; empty where it can."""
    font, fill = cell.font, cell.fill
    if font.sz is not None and font.sz < _LEAST_POINTS:
        return f"texten är bara {font.sz:g} punkter stor"
    if str(font.name).casefold() in _SIGNS:
        return f"typsnittet {font.name} visar andra tecken"
    if font.strike:
        return "texten är överstruken"
    ink = _rgb(font.color, _BLACK)
    paper = _rgb(fill.fgColor, None) if fill.fill_type == "solid" else None if fill.fill_type else _WHITE
    if ink is None or paper is None or _is_clear(ink, paper):
        return ""
    return "texten har bakgrundens färg"


def _rgb(color: Color | None, automatic: Rgb | None) -> Rgb | None:
    """A colour as red, green and blue; None where it is not known."""
    if color is None or (color.type == "indexed" and color.indexed >= _AUTOMATIC) or color.type == "auto":
        return automatic
    if color.type == "rgb" and isinstance(color.rgb, str):
        red, green, blue = bytes.fromhex(color.rgb[-6:])
        return _tinted((red, green, blue), Decimal(repr(color.tint)))
    if color.type == "theme" and color.theme < len(_THEME):
        return _tinted(_THEME[color.theme], Decimal(repr(color.tint)))
    return None


def _tinted(rgb: Rgb, tint: Decimal) -> Rgb:
    red, green, blue = (round(part * (1 + tint) if tint < 0 else part + (255 - part) * tint) for part in rgb)
    return red, green, blue


def _is_clear(ink: Rgb, paper: Rgb) -> bool:
    """Whether the contrast is large enough; it is 1 of a colour to itself, and 21 of black to white.

    Source: WCAG 2.1, contrast ratio, with squares for its curve.
    """
    dark, bright = sorted(map(_luminance, (ink, paper)))
    most, least = _LEAST_CONTRAST
    return (bright + _GLARE) * least >= (dark + _GLARE) * most


def _luminance(rgb: Rgb) -> int:
    red, green, blue = (part**2 for part in rgb)
    return 2126 * red + 7152 * green + 722 * blue
