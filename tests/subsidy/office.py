"""Let LibreOffice recalculate workbooks, independently of what is stored in them."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

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
    """Every cell of every workbook after `edits`, computed by LibreOffice from the formulas alone.

    openpyxl drops the stored values when it saves, so LibreOffice has nothing to fall back on.
    """
    program = require_office()
    bare, done = folder / "bare", folder / "done"
    bare.mkdir(parents=True)
    for source in sources:
        workbook = openpyxl.load_workbook(source)
        for (sheet, coordinate), value in (edits or {}).items():
            workbook[sheet][coordinate] = value
        workbook.save(bare / source.name)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(done)]
    command += [str(bare / source.name) for source in sources]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [read_values(done / source.name) for source in sources]


def read_values(path: Path) -> Cells:
    """Every cell's stored value."""
    workbook = openpyxl.load_workbook(path, data_only=True)
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def find_formulas(path: Path) -> list[tuple[str, str]]:
    """Where the formulas stand."""
    workbook = openpyxl.load_workbook(path)
    return [
        (sheet.title, cell.coordinate)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
