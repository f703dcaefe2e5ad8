"""Change a workbook's file as a forger would: one cell, and not a byte more."""

import re
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl


def change_number(path: Path, sheet: str, place: str, number: str) -> None:
    """Put another stored number in a cell; its formula stays."""
    change_part(
        path, part_of(path, sheet), rf'(<c r="{place}"[^>]*>(?:<f>[^<]*</f>)?<v>)[^<]*', rf"\g<1>{number}"
    )


def drop_formula(path: Path, sheet: str, place: str) -> None:
    """Leave a formula's value alone in its cell."""
    change_part(path, part_of(path, sheet), rf'(<c r="{place}"[^>]*>)<f>[^<]*</f>', r"\g<1>")


def change_text(path: Path, old: str, new: str) -> None:
    """Put another text wherever one stands."""
    change_part(path, "xl/sharedStrings.xml", re.escape(old), new)


def part_of(path: Path, sheet: str) -> str:
    """The part of the file that holds a sheet."""
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(sheet) + 1
    return f"xl/worksheets/sheet{number}.xml"


def change_part(path: Path, part: str, pattern: str, replacement: str) -> None:
    """Put something else wherever a pattern is found in a part of the file."""

    def edit(parts: dict[str, bytes]) -> None:
        changed, n = re.subn(pattern, replacement, parts[part].decode())
        assert n >= 1, pattern
        parts[part] = changed.encode()

    rewrite(path, edit)


def rewrite(path: Path, edit: Callable[[dict[str, bytes]], None]) -> None:
    """Write the file again with its parts as `edit` leaves them."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    edit(parts)
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
