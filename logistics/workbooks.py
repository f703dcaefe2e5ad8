"""Read Excel files that others made: damaged ones, and ones that would fill the memory, are refused."""

import io
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

_LARGEST_UNPACKED_BYTES = 200_000_000
# What zipfile and openpyxl raise on damaged files, found by changing bytes of good ones.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    BadZipFile,
    EOFError,
    LookupError,
    OSError,
    ParseError,
    RuntimeError,
    TypeError,
    ValueError,
    zlib.error,
)


class UnreadableWorkbook(ValueError):
    """A file is no whole workbook."""


@contextmanager
def reading_workbook(content: bytes) -> Iterator[None]:
    """Let openpyxl read the file in the block, and refuse whatever it stumbles over.

    Raises
    ------
    UnreadableWorkbook
        The file is no whole workbook, or unpacks to more than a workbook may.
    """
    try:
        with ZipFile(io.BytesIO(content)) as package:
            n_bytes = sum(part.file_size for part in package.infolist())
        if n_bytes > _LARGEST_UNPACKED_BYTES:
            raise UnreadableWorkbook
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of extensions that hold no values
            yield
    except _DAMAGE as damage:
        raise UnreadableWorkbook from damage
