"""Read what a PDF tells a screen reader: its tags, and the text that has none."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject

_SHOWS_TEXT = {b"Tj", b"TJ", b"'", b'"'}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """One element of the structure tree."""

    name: str  # without the slash
    title: str  # of a heading
    attributes: dict[str, object]  # of the table it stands in
    children: tuple["Tag", ...]
    marks: tuple[tuple[int, int], ...]  # (page, marked content) directly below it

    def find(self, *names: str) -> Iterator["Tag"]:
        """This tag and those below it that have one of these names, in reading order."""
        if self.name in names:
            yield self
        for child in self.children:
            yield from child.find(*names)


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def read_tags(reader: PdfReader) -> Tag:
    """The structure tree from its root element, `Document`."""
    pages = {page.indirect_reference.idnum: n for n, page in enumerate(reader.pages)}  # type: ignore[union-attr]  # pages of a file have one
    kids = reader.trailer["/Root"]["/StructTreeRoot"]["/K"].get_object()
    (document,) = kids if isinstance(kids, list) else (kids,)
    return _tag(document.get_object(), pages, 0)


def find_untagged(reader: PdfReader) -> list[str]:
    """Each piece of shown text that is neither tagged nor an artifact."""
    return [f"page {n}: {operands}" for n, page in enumerate(reader.pages) for operands in _untagged(page)]


def find_marks(reader: PdfReader) -> set[tuple[int, int]]:
    """Every (page, marked content) that stands on the pages."""
    return {
        (n, int(operands[1]["/MCID"]))
        for n, page in enumerate(reader.pages)
        for operands, operator in _operations(page)
        if operator == b"BDC" and "/MCID" in operands[1]
    }


def _tag(element: DictionaryObject, pages: dict[int, int], page: int) -> Tag:
    if "/Pg" in element:
        page = pages[element.raw_get("/Pg").idnum]
    kids = element.get("/K", [])
    kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    elements = [kid for kid in kids if isinstance(kid, DictionaryObject) and "/S" in kid]
    marks = [kid for kid in kids if not isinstance(kid, DictionaryObject)]
    marked = [kid for kid in kids if isinstance(kid, DictionaryObject) and "/MCID" in kid]
    return Tag(
        name=element["/S"].removeprefix("/"),
        title=str(element.get("/T", "")),
        attributes=_attributes(element),
        children=tuple(_tag(kid, pages, page) for kid in elements),
        marks=(
            *((page, int(mark)) for mark in marks),
            *((pages[kid.raw_get("/Pg").idnum], int(kid["/MCID"])) for kid in marked),
        ),
    )


def _attributes(element: DictionaryObject) -> dict[str, object]:
    found = element.get("/A", [])
    found = found.get_object() if hasattr(found, "get_object") else found
    owners = found if isinstance(found, list) else [found]
    return {
        str(key): value
        for owner in owners
        if owner.get_object().get("/O") == "/Table"
        for key, value in owner.get_object().items()
    }


def _operations(page: PageObject) -> list[tuple[list[object], bytes]]:
    return ContentStream(page.get_contents(), page.pdf).operations


def _untagged(page: PageObject) -> Iterator[str]:
    depth: list[bool] = []
    for operands, operator in _operations(page):
        if operator in (b"BDC", b"BMC"):
            artifact = operands[0] == "/Artifact"
            depth.append(artifact or (operator == b"BDC" and "/MCID" in operands[1]))
        elif operator == b"EMC":
            depth.pop()
        elif operator in _SHOWS_TEXT and not any(depth):
            yield repr(operands)
