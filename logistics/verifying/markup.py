"""Find markup that programs read in different ways, so that one of them shows what another does not."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from xml.etree.ElementTree import Element

_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_PLACE = re.compile(r"[A-Z]{1,3}[1-9]\d*", re.ASCII)
_DIGITS = re.compile(r"\d+", re.ASCII)
_YES = frozenset({"1", "true"})
_BOOK = "xl/workbook.xml"
Odd = tuple[str, str]  # where, and what is odd there, in Swedish


def odd_cells(sheet: Element) -> Iterator[Odd]:
    """Each cell that stands twice in itself, or holds a number that not every program reads as one."""
    for cell in (each for each in sheet.iter() if _kind(each) == "c"):
        place = cell.get("r", "")
        if what := _odd_cell(cell, place):
            yield place or "utan beteckning", what


def _odd_cell(cell: Element, place: str) -> str:
    kinds = Counter(_kind(each) for each in cell)
    if not _PLACE.fullmatch(place):
        return "har en beteckning som program läser olika"
    if kinds["v"] > 1 or kinds["is"] > 1 or (kinds["v"] and kinds["is"]):
        return "har två värden, så program kan visa olika"
    if kinds["f"] > 1:
        return "har två formler, så program kan räkna med olika"
    kind = cell.get("t", "n")
    value = next((each for each in cell if _kind(each) == "v"), None)
    if value is None:
        return ""
    text = (value.text or "").strip(" \t\r\n")
    pattern = _NUMBER if kind == "n" else _DIGITS if kind in ("s", "b") else None
    is_plain = pattern is None or not text or pattern.fullmatch(text)
    if len(value) or kind == "inlineStr" or not is_plain:
        return f"har värdet ”{text[:40]}”, som program läser olika"
    return ""


def odd_parts(parts: Mapping[str, bytes], read: Callable[[bytes], Element]) -> Iterator[Odd]:
    """What of the file's own parts makes programs read another workbook, or compute otherwise."""
    if "_rels/.rels" in parts and _books(read(parts["_rels/.rels"])) != [_BOOK]:
        yield "Filen", f"leder inte till delen {_BOOK} (_rels/.rels): program kan visa en annan arbetsbok"
    if "[Content_Types].xml" in parts and _main_parts(read(parts["[Content_Types].xml"])) - {_BOOK}:
        yield "Filen", "anger mer än en arbetsbok ([Content_Types].xml): program kan visa olika"
    yield from _odd_book(read(parts[_BOOK]))


def _odd_book(book: Element) -> Iterator[Odd]:
    names = [each for each in book.iter() if _kind(each) == "definedName"]
    shared = {each.get("name", "").casefold() for each in names if each.get("localSheetId") is None}
    for each in names:
        if each.get("localSheetId") is not None and each.get("name", "").casefold() in shared:
            yield f"Namnet {each.get('name')}", "står för något annat på ett enda blad än i resten av filen"
    for each in book.iter():
        if _kind(each) == "calcPr" and each.get("fullPrecision", "1") not in _YES:
            yield "Filen", "räknar med avrundade värden (fullPrecision), så summor kan bli andra"
        if _kind(each) == "workbookPr" and each.get("date1904", "0") in _YES:
            yield "Filen", "räknar datum från 1904, så de visas fyra år fel"


def _books(relations: Element) -> list[str]:
    return [
        each.get("Target", "").removeprefix("/")
        for each in relations
        if each.get("Type", "").endswith("/officeDocument")
    ]


def _main_parts(types: Element) -> set[str]:
    return {
        each.get("PartName", "").removeprefix("/")
        for each in types
        if each.get("ContentType", "").endswith((".main+xml", ".main"))
    }


def _kind(each: Element) -> str:
    return each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
