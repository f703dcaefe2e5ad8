"""Read what a workbook's file says of how it is shown, apart from the values and formulas of its cells."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.utils.cell import coordinate_from_string, get_column_letter, range_boundaries
from openpyxl.xml.functions import fromstring

from logistics.verifying.cells import bare_formula
from logistics.verifying.markup import Odd, odd_cells, odd_parts
from logistics.verifying.scanning import opening_workbook

CORE = "docProps/core.xml"
_BOOK, _BOOK_RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_TEXTS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_SHOWN = (None, "visible")  # the states of a sheet that everybody sees
_YES = frozenset({"1", "true"})
_LEAST_HEIGHT, _LEAST_WIDTH = 3, 1  # points, characters: what is smaller cannot be read
_MOST_CELLS = 100_000  # of a conditional format that are looked at
_DRAWN = {"sp": "en textruta eller figur", "pic": "en bild", "cxnSp": "en linje"}
Rule = tuple[str, str]  # a cell, and the condition on which it looks otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """How one sheet is shown."""

    part: str  # of the file
    is_hidden: bool
    twice: tuple[str, ...]  # cells that stand more than once: programs take one or the other
    odd: tuple[Odd, ...]  # cells that programs read in different ways
    hidden: tuple[str, ...]  # rows and columns with cells, in Swedish
    views: tuple[str, ...]  # how its view differs from a plain one, in Swedish
    has_formatted_text: bool  # parts of a cell's text look otherwise than the rest of it
    rules: frozenset[Rule]  # its conditional formats
    headers: Mapping[str, str]  # headers and footers that are not empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A workbook's file."""

    parts: Mapping[str, bytes]
    twice: tuple[str, ...]  # parts that stand more than once
    pages: Mapping[str, Page]  # by the name of the sheet
    properties: Mapping[str, str]  # title and the like, those that are not empty
    odd: tuple[Odd, ...]  # what makes programs read another workbook, or compute otherwise
    drawn: tuple[str, ...]  # what lies over the cells and is no chart, in Swedish
    charts: frozenset[str] = field(default_factory=frozenset)  # what they show: ranges, and their own words
    has_formatted_text: bool = False  # in the texts that sheets share
    has_formats_on_condition: bool = False  # a conditional format has a number format of its own


def read_package(content: bytes) -> Package:
    """What a workbook's file says of how it is shown.

    Raises
    ------
    UnreadableWorkbook
        It is no whole workbook.
    """
    with opening_workbook(content), ZipFile(io.BytesIO(content)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
        names = Counter(name.casefold() for name in file.namelist())
        drawings = [_tree(xml) for name, xml in parts.items() if name.startswith("xl/drawings/drawing")]
        charts = [_tree(xml) for name, xml in parts.items() if re.match(r"xl/charts/chart[^/]*\.xml", name)]
        return Package(
            parts=parts,
            twice=tuple(name for name, n in names.items() if n > 1),
            pages=dict(_pages(parts)),
            properties=_filled(_tree(parts[CORE])) if CORE in parts else {},
            odd=tuple(odd_parts(parts, _tree)),
            drawn=tuple(
                _DRAWN[kind]
                for drawing in drawings
                for each in drawing.iter()
                if (kind := _kind(each)) in _DRAWN
            ),
            charts=frozenset(text for chart in charts for text in _chart_texts(chart)),
            has_formatted_text=_TEXTS in parts and _holds(_tree(parts[_TEXTS]), "rPr"),
            has_formats_on_condition=_STYLES in parts
            and any(_holds(dxf, "numFmt") for dxf in _all(_tree(parts[_STYLES]), "dxf")),
        )


def _pages(parts: Mapping[str, bytes]) -> Iterator[tuple[str, Page]]:
    targets = {
        each.get("Id"): f"xl/{each.get('Target', '').removeprefix('/xl/')}"
        for each in _tree(parts[_BOOK_RELATIONS])
    }
    for sheet in _all(_tree(parts[_BOOK]), "sheet"):
        part = targets[next(value for name, value in sheet.attrib.items() if name.endswith("}id"))]
        yield sheet.get("name", ""), _page(part, parts[part], is_hidden=sheet.get("state") not in _SHOWN)


def _page(part: str, xml: bytes, *, is_hidden: bool) -> Page:
    tree = _tree(xml)
    cells = Counter(each.get("r", "") for each in _all(tree, "c"))
    rows = Counter(each.get("r", "") for each in _all(tree, "row"))
    filled = {each.get("r", "") for each in _all(tree, "c") if len(each)}
    headers = next(_all(tree, "headerFooter"), None)
    return Page(
        part=part,
        is_hidden=is_hidden,
        twice=(
            *(place for place, n in cells.items() if n > 1),
            *(f"rad {row}" for row, n in rows.items() if n > 1),
        ),
        odd=tuple(odd_cells(tree)),
        hidden=tuple(_hidden(tree, filled)),
        views=tuple(_views(tree)),
        has_formatted_text=_holds(tree, "rPr"),
        rules=frozenset(
            rule for each in _all(tree, "conditionalFormatting") for rule in _rules(each, filled)
        ),
        headers={} if headers is None else _filled(headers),
    )


def _hidden(tree: Element, filled: set[str]) -> Iterator[str]:
    """The rows and columns with cells that nobody sees."""
    for row in _all(tree, "row"):
        is_flat = row.get("ht") is not None and Decimal(row.get("ht", "")) < _LEAST_HEIGHT
        if (row.get("hidden") in _YES or is_flat) and any(len(cell) for cell in row):
            yield f"rad {row.get('r')}"
    columns = {coordinate_from_string(place)[0] for place in filled}
    for each in _all(tree, "col"):
        if each.get("hidden") in _YES or Decimal(each.get("width", "8")) < _LEAST_WIDTH:
            numbers = range(int(each.get("min", 0)), int(each.get("max", 0)) + 1)
            yield from (f"kolumn {name}" for name in map(get_column_letter, numbers) if name in columns)


def _views(tree: Element) -> Iterator[str]:
    for view in _all(tree, "sheetView"):
        if view.get("showZeros", "1") not in _YES:
            yield "visar inte nollor"
        if view.get("showFormulas", "0") in _YES:
            yield "visar formler i stället för värden"
    if any(each.get("zeroHeight", "0") in _YES for each in _all(tree, "sheetFormatPr")):
        yield "döljer rader"


def _rules(formatting: Element, filled: set[str]) -> Iterator[Rule]:
    """Each filled cell of a conditional format, and on what condition; newer programs keep some elsewhere."""
    ranges = formatting.get("sqref") or next((each.text or "" for each in _all(formatting, "sqref")), "")
    places = [place for each in ranges.split() for place in _places(each, filled)]
    for rule in _all(formatting, "cfRule"):
        formulas = [each.text or "" for kind in ("formula", "f") for each in _all(rule, kind)]
        condition = " ".join([rule.get("type", ""), rule.get("operator", ""), *map(bare_formula, formulas)])
        yield from ((place, condition) for place in places)


def _places(reference: str, filled: set[str]) -> Iterator[str]:
    left, top, right, bottom = (bound or 0 for bound in range_boundaries(reference))
    if (right - left + 1) * (bottom - top + 1) > _MOST_CELLS:
        yield from filled
        return
    for column in map(get_column_letter, range(left, right + 1)):
        yield from (place for row in range(top, bottom + 1) if (place := f"{column}{row}") in filled)


def _chart_texts(chart: Element) -> Iterator[str]:
    """The ranges that a chart shows, and the words that stand in itself."""
    for each in chart.iter():
        text = (each.text or "").strip()
        if text and (_kind(each) == "t" or (_kind(each) == "f" and "!" in text)):
            yield bare_formula(text)


def _filled(tree: Element) -> dict[str, str]:
    return {_kind(each): each.text for each in tree if each.text and each.text.strip()}


def _holds(tree: Element, kind: str) -> bool:
    return next(_all(tree, kind), None) is not None


def _tree(xml: bytes) -> Element:
    tree: Element = fromstring(xml)
    return tree


def _all(tree: Element, kind: str) -> Iterator[Element]:
    """Every element of a kind, whatever its namespace: newer programs have their own."""
    return (each for each in tree.iter() if _kind(each) == kind)


def _kind(each: Element) -> str:
    return each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
