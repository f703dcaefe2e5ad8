"""Read a data set wherever it stands: a folder of CSV files or an Excel workbook."""

from collections.abc import Mapping
from pathlib import Path

from logistics.dataset.csv_folder import read_folder
from logistics.dataset.dataset import DataSet
from logistics.dataset.documents import RawDocument
from logistics.dataset.raw import RawData
from logistics.dataset.reading import assemble
from logistics.dataset.workbook_reader import read_workbook
from logistics.errors import DataFaults, Fault


def read_dataset(path: Path) -> DataSet:
    """The data set in a folder of CSV files or in an .xlsx workbook.

    Raises
    ------
    DataFaults
        With every fault found: in the files, in their values and between their rows.
    """
    return assemble(_read(path))


def read_documents(path: Path) -> Mapping[str, RawDocument]:
    """The TOML documents of a data set by name, as far as they can be read: their syntax may be wrong.

    Raises
    ------
    DataFaults
        There is no such folder or workbook.
    """
    return _read(path).documents


def _read(path: Path) -> RawData:
    try:
        return _opened(path)
    except OSError as refusal:
        remedy = "stäng den i andra program och försök igen"
        raise _refusal(path, "går inte att läsa", remedy) from refusal


def _opened(path: Path) -> RawData:
    if path.is_dir():
        return read_folder(path)
    if not path.exists():
        raise _refusal(path, "finns inte", "ange en mapp med CSV-filer eller en Excelfil (.xlsx)")
    if path.suffix.casefold() in (".xlsx", ".xlsm"):
        return read_workbook(path)
    remedy = "ange en mapp med CSV-filer eller en Excelfil (.xlsx)"
    raise _refusal(path, "är varken en mapp eller en Excelfil", remedy)


def _refusal(path: Path, problem: str, remedy: str) -> DataFaults:
    return DataFaults((Fault(file=str(path), problem=problem, remedy=remedy),))
