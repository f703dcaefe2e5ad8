"""Read a data set wherever it stands: a folder of CSV files or an Excel workbook."""

from pathlib import Path

from logistics.dataset.csv_folder import read_csv_tables
from logistics.dataset.dataset import DataSet
from logistics.dataset.raw import RawTable
from logistics.dataset.reading import assemble
from logistics.dataset.workbook_reader import read_workbook_tables
from logistics.errors import DataFaults, Fault


def read_dataset(path: Path) -> DataSet:
    """The data set in a folder of CSV files or in an .xlsx workbook.

    Raises
    ------
    DataFaults
        With every fault found: in the files, in their values and between their rows.
    """
    try:
        tables, faults = _read_tables(path)
    except OSError as refusal:
        problem = f"går inte att läsa ({refusal.strerror})"
        raise _refusal(path, problem, "stäng den i andra program och försök igen") from refusal
    return assemble(tables, faults)


def _read_tables(path: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    if path.is_dir():
        return read_csv_tables(path)
    if not path.exists():
        raise _refusal(path, "finns inte", "ange en mapp med CSV-filer eller en Excelfil (.xlsx)")
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        return read_workbook_tables(path)
    remedy = "ange en mapp med CSV-filer eller en Excelfil (.xlsx)"
    raise _refusal(path, "är varken en mapp eller en Excelfil", remedy)


def _refusal(path: Path, problem: str, remedy: str) -> DataFaults:
    return DataFaults((Fault(file=str(path), problem=problem, remedy=remedy),))
