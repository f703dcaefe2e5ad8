"""Finish the parts of a workbook's file that XlsxWriter leaves undone: its language, and rows written before."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LANGUAGE = "sv-SE"
_CORE, _CHARTS = "docProps/core.xml", "xl/charts/"
_CORE_END = b"</cp:coreProperties>"
_ROWS = re.compile(rb"<sheetData ?/>|<sheetData>.*</sheetData>", re.DOTALL)
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can name: a clock would give other bytes


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a sheet as they stand in its file."""

    dimension: bytes
    xml: bytes


def read_rows(content: bytes, number: int) -> Rows:
    """The rows of a workbook's sheet; sheets count from 1."""
    with ZipFile(BytesIO(content)) as package:
        xml = package.read(_sheet_name(number))
    return Rows(_one(_DIMENSION, xml), _one(_ROWS, xml))


def finish(content: bytes, rows: Mapping[int, Rows] | None = None) -> bytes:
    """The workbook in Swedish, with `rows` in the sheets of these numbers; the same bytes every time."""
    by_name = {_sheet_name(number): sheet for number, sheet in (rows or {}).items()}
    finished = BytesIO()
    with ZipFile(BytesIO(content)) as package, ZipFile(finished, "w", ZIP_DEFLATED) as target:
        for name in package.namelist():
            info = ZipInfo(name, _MOMENT)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, _finish_part(name, package.read(name), by_name.get(name)))
    return finished.getvalue()


def _finish_part(name: str, xml: bytes, rows: Rows | None) -> bytes:
    if name == _CORE:
        return xml.replace(_CORE_END, f"<dc:language>{LANGUAGE}</dc:language>".encode() + _CORE_END)
    if name.startswith(_CHARTS):
        return xml.replace(b'"en-US"', f'"{LANGUAGE}"'.encode())
    if rows is None:
        return xml
    start, end = _span(_ROWS, xml)
    from_dimension, to_dimension = _span(_DIMENSION, xml)
    parts = (xml[:from_dimension], rows.dimension, xml[to_dimension:start], rows.xml, xml[end:])
    return b"".join(parts)


def _sheet_name(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _one(pattern: re.Pattern[bytes], xml: bytes) -> bytes:
    start, end = _span(pattern, xml)
    return xml[start:end]


def _span(pattern: re.Pattern[bytes], xml: bytes) -> tuple[int, int]:
    found = pattern.search(xml)
    if found is None:
        raise ValueError(f"XlsxWriter wrote no {pattern.pattern!r}")
    return found.span()
