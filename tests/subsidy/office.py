"""Let LibreOffice recalculate workbooks, independently of what is stored in them."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from openpyxl.cell.read_only import ReadOnlyCell

Cells = dict[tuple[str, str], object]  # (sheet, coordinate) -> value


def require_office() -> str:
    """The program; skips the test where it is not installed, but never in CI."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI must have LibreOffice: it recalculates every workbook")
        pytest.skip("LibreOffice (soffice) is not installed")
    return program


def recalculate(
    sources: list[Path], folder: Path, edits: Mapping[tuple[str, str], object] | None = None
) -> list[Cells]:
    """Every cell of every workbook after `edits`, computed by LibreOffice from the formulas alone."""
    program = require_office()
    bare, done = folder / "bare", folder / "done"
    bare.mkdir(parents=True)
    for source in sources:
        _copy_without_results(source, bare / source.name)
        if edits:
            workbook = openpyxl.load_workbook(bare / source.name)
            for (sheet, coordinate), value in edits.items():
                workbook[sheet][coordinate] = value
            workbook.save(bare / source.name)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(done)]
    command += [str(bare / source.name) for source in sources]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [read_values(done / source.name) for source in sources]


def _copy_without_results(source: Path, target: Path) -> None:
    """Leave out what is stored beside each formula, so that LibreOffice has nothing to fall back on."""
    with ZipFile(source) as whole, ZipFile(target, "w", ZIP_DEFLATED) as bare:
        for name in whole.namelist():
            bare.writestr(name, re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", whole.read(name)))


def read_values(path: Path) -> Cells:
    """Every cell's stored value."""
    return {place: cell.value for place, cell in _cells(path, data_only=True)}


def find_formulas(path: Path) -> list[tuple[str, str]]:
    """Where the formulas stand."""
    return [place for place, cell in _cells(path, data_only=False) if cell.data_type == "f"]


def _cells(path: Path, *, data_only: bool) -> Iterator[tuple[tuple[str, str], ReadOnlyCell]]:
    """The cells that hold anything."""
    workbook = openpyxl.load_workbook(path, data_only=data_only, read_only=True)
    for sheet in workbook.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            yield (sheet.title, cell.coordinate), cell
    workbook.close()
