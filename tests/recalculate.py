"""Let LibreOffice recalculate every workbook of a folder and compare each formula with its stored value.

Run: python -m tests.recalculate FOLDER
"""

import sys
from math import isclose
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.subsidy.office import Cells, find_formulas, read_values, recalculate

SMALLEST = 2e-5  # what doubles may differ by where the figure is öre with fractions


def differing(path: Path, recalculated: Cells) -> list[str]:
    """The formulas of a workbook whose stored value is not what LibreOffice computes."""
    stored = read_values(path)
    return [
        f"{path.name}, {sheet}!{cell}: stored {stored.get((sheet, cell))!r},"
        f" recalculated {recalculated.get((sheet, cell))!r}"
        for sheet, cell in find_formulas(path)
        if not _same(stored.get((sheet, cell)), recalculated.get((sheet, cell)))
    ]


def _same(stored: object, recalculated: object) -> bool:
    if isinstance(stored, int | float) and isinstance(recalculated, int | float):
        return isclose(stored, recalculated, rel_tol=1e-12, abs_tol=SMALLEST)
    return (stored or "") == (recalculated or "")


def main() -> int:
    """Check every workbook below the folder named on the command line."""
    paths = sorted(Path(sys.argv[1]).rglob("*.xlsx"))
    if len({path.name for path in paths}) < len(paths):
        raise SystemExit("two workbooks share a name: they would be compared with each other")
    with TemporaryDirectory() as folder:
        cells = recalculate(paths, Path(folder))
    faults = [fault for path, values in zip(paths, cells, strict=True) for fault in differing(path, values)]
    formulas = sum(len(find_formulas(path)) for path in paths)
    sys.stdout.write(
        "\n".join([*faults, f"{len(paths)} workbooks, {formulas} formulas, {len(faults)} differ\n"])
    )
    return 1 if faults or not formulas else 0


if __name__ == "__main__":
    raise SystemExit(main())
