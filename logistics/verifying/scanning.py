"""Refuse a workbook larger than any of ours before it is loaded: a small file can fill the memory."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.exceptions import CellCoordinatesException

from logistics.workbooks import UnreadableWorkbook, reading_workbook

# Many times what a summary of 290 municipalities has (25 parts, 2 MB, 20 000 cells, 700 rows, 14 columns), for a
# settlement has a row for each run of the year.
_MOST_PARTS, _MOST_BYTES, _MOST_CHARACTERS = 500, 60_000_000, 100_000  # the last: of one text or attribute
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS, _MOST_DEPTH = 50_000, 200, 400_000, 100
_MOST_SQUARE = 2_000_000  # of a sheet, from A1 to its last row and column: places that are read one by one
_MOST = {
    "c": _MOST_CELLS, "row": _MOST_ROWS, "si": 200_000, "r": 200_000, "font": 2_000, "fill": 2_000,
    "border": 2_000, "xf": 10_000, "dxf": 2_000, "numFmt": 2_000, "mergeCell": 20_000, "definedName": 5_000,
    "cfRule": 5_000, "conditionalFormatting": 5_000, "col": 2_000, "sheet": 200, "Relationship": 1_000,
}  # fmt: skip
_MOST_OTHERS = 1_000_000  # elements of any kind, in one file
_MOST_MERGED = 100_000  # places in merged cells of a file
_CHUNK = 1 << 16
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)
_KINDS = {
    "c": "celler", "row": "rader", "si": "texter", "font": "typsnitt", "mergeCell": "sammanslagna celler",
    "definedName": "namn",
}  # fmt: skip


class OversizedWorkbook(UnreadableWorkbook):
    """A workbook is larger than any of ours; the message says in Swedish where."""


class _TooLarge(Exception):  # ends the scan; no error of the file's kind, which would be damage
    """Says in Swedish what there is too much of."""


@contextmanager
def opening_workbook(content: bytes) -> Iterator[None]:
    """Let openpyxl read a file in the block that is not too large for that.

    Raises
    ------
    UnreadableWorkbook
        The file is no whole workbook.
    OversizedWorkbook
        It is larger than any of ours.
    """
    if reason := _too_large(content):
        raise OversizedWorkbook(reason)
    with reading_workbook(content):
        try:
            yield
        except CellCoordinatesException as damage:
            raise UnreadableWorkbook from damage


@lru_cache(maxsize=2)  # a file is opened several times
def _too_large(content: bytes) -> str:
    """What of a file is larger than any of ours, in Swedish; empty: nothing is."""
    with reading_workbook(content), ZipFile(io.BytesIO(content)) as package:
        try:
            _Scan().of(package)
        except _TooLarge as fault:
            return str(fault)
    return ""


class _Scan:
    """What was counted in the parts so far."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._n_elements = self._n_merged = self._depth = self._n_characters = 0
        self._last_row = self._last_column = 0  # of the part

    def of(self, package: ZipFile) -> None:
        parts = package.infolist()
        if len(parts) > _MOST_PARTS:
            raise _TooLarge(f"den har {len(parts)} delar")
        if sum(part.file_size for part in parts) > _MOST_BYTES:
            raise _TooLarge(f"den packas upp till mer än {_MOST_BYTES // 1_000_000} MB")
        for part in parts:
            with suppress(ExpatError):  # an image is no XML; what is damaged is refused when it is read
                self._part(package, part.filename)

    def _part(self, package: ZipFile, name: str) -> None:
        self._last_row = self._last_column = self._depth = self._n_characters = 0
        parser = ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._begin, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._text, _refuse_doctype
        with package.open(name) as part:
            while chunk := part.read(_CHUNK):
                parser.Parse(chunk)
        parser.Parse(b"", True)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        kind = tag.rpartition(":")[2]
        self._counts[kind] += 1
        self._n_elements += 1
        self._depth += 1
        self._n_characters = 0
        if self._counts[kind] > _MOST.get(kind, _MOST_OTHERS) or self._n_elements > _MOST_OTHERS * 2:
            raise _TooLarge(f"den har fler än {self._counts[kind] - 1} {_KINDS.get(kind, kind)}")
        if kind == "c":
            if "r" in attributes:
                self._used(*_numbers(attributes["r"]))
            return
        if self._depth > _MOST_DEPTH or max(map(len, attributes.values()), default=0) > _MOST_CHARACTERS:
            raise _TooLarge("en uppgift i den är för lång")
        if kind == "mergeCell":
            self._merged(attributes.get("ref", ""))

    def _end(self, _tag: str) -> None:
        self._depth -= 1

    def _text(self, text: str) -> None:
        self._n_characters += len(text)
        if self._n_characters > _MOST_CHARACTERS:
            raise _TooLarge("en text i den är för lång")

    def _used(self, row: int, column: int) -> None:
        self._last_row, self._last_column = max(self._last_row, row), max(self._last_column, column)
        is_far = self._last_row > _MOST_ROWS or self._last_column > _MOST_COLUMNS
        if is_far or self._last_row * self._last_column > _MOST_SQUARE:
            raise _TooLarge(f"ett blad har {self._last_row} rader och {self._last_column} kolumner")

    def _merged(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = _numbers(first), _numbers(last or first)
        self._used(bottom, right)
        self._n_merged += (bottom - top + 1) * (right - left + 1)
        if self._n_merged > _MOST_MERGED:
            raise _TooLarge(f"sammanslagna celler ({reference}) täcker för mycket")


def _numbers(place: str) -> tuple[int, int]:
    """The row and column of a cell."""
    found = _PLACE.fullmatch(place)
    if found is None:
        raise UnreadableWorkbook
    return int(found[2]), column_index_from_string(found[1])


def _refuse_doctype(*_: object) -> None:
    """No program writes one, and entities in it can stand for anything."""
    raise UnreadableWorkbook
