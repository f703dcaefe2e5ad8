"""Read and write a data set as a folder of CSV files and TOML documents."""

import csv
import io
from pathlib import Path

from logistics.dataset.dataset import DataSet
from logistics.dataset.documents import DOCUMENTS, RawDocument, find_document_faults, tidy_document
from logistics.dataset.kinds import did_you_mean, tidy
from logistics.dataset.raw import RawData, RawTable, needed_documents, needed_names
from logistics.dataset.records import Home
from logistics.dataset.schema import TABLES
from logistics.errors import Fault
from logistics.files import replace_files

_SEPARATORS = (";", ",", "\t")
_BYTE_ORDER_MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def read_folder(folder: Path) -> RawData:
    """What is in a folder; other files than tables (.csv) and the documents (.toml) are left alone."""
    tables, faults = _read_tables(folder)
    documents, document_faults = _read_documents(folder)
    return RawData(tables=tables, documents=documents, faults=(*faults, *document_faults))


def _read_tables(folder: Path) -> tuple[dict[str, RawTable], list[Fault]]:
    found: dict[str, RawTable] = {}
    faults: list[Fault] = []
    names = tuple(table.name for table in TABLES)
    for path in sorted(folder.iterdir()):
        name = path.stem.casefold()
        if path.suffix.casefold() != ".csv" or (name not in names and not path.is_file()):
            continue
        if not path.is_file():
            faults.append(_no_file(path))
        elif name not in names:
            guess = did_you_mean(path.name, tuple(f"{name}.csv" for name in names))
            remedy = guess or f"ta bort filen (tabellerna är {', '.join(names)})"
            faults.append(Fault(file=path.name, problem="filen är ingen känd tabell", remedy=remedy))
        elif name in found:
            remedy = f"behåll en av dem, {name}.csv"
            faults.append(Fault(file=path.name, problem="tabellen finns i två filer", remedy=remedy))
        else:
            found[name], table_faults = read_csv_table(path)
            faults += table_faults
    remedy = "lägg till filen, åtminstone med rubrikraden"
    missing = [name for name in needed_names() if name not in found]
    faults += [Fault(file=f"{name}.csv", problem="filen saknas", remedy=remedy) for name in missing]
    return found, faults


def _read_documents(folder: Path) -> tuple[dict[str, RawDocument], list[Fault]]:
    found: dict[str, RawDocument] = {}
    faults: list[Fault] = []
    names = tuple(document.name for document in DOCUMENTS)
    for path in sorted(folder.iterdir()):
        name = path.stem.casefold()
        if path.suffix.casefold() != ".toml" or name not in names:
            continue
        if not path.is_file():
            faults.append(_no_file(path))
            continue
        if name in found:
            remedy = f"behåll en av dem, {name}.toml"
            faults.append(Fault(file=path.name, problem="dokumentet finns i två filer", remedy=remedy))
            continue
        found[name], document_faults = read_document(path)
        faults += document_faults
    remedy = "lägg till filen; den får vara tom"
    missing = [name for name in needed_documents() if name not in found]
    faults += [Fault(file=f"{name}.toml", problem="filen saknas", remedy=remedy) for name in missing]
    return found, faults


def _no_file(path: Path) -> Fault:
    remedy = f"döp om eller flytta det, och lägg filen {path.name} där om den behövs"
    return Fault(file=path.name, problem="det är ingen fil, utan en mapp eller en bruten länk", remedy=remedy)


def read_document(path: Path) -> tuple[RawDocument, list[Fault]]:
    """The text of one TOML file, whatever its encoding, and the faults of the file and of its syntax."""
    text, faults = _read_text(path, "TOML UTF-8")
    raw = RawDocument(home=Home(file=path.name), text=tidy_document(text))
    return raw, faults or find_document_faults(raw)


def write_csv(dataset: DataSet, folder: Path) -> None:
    """Write the data set as UTF-8 with commas and decimal points, one file for each table and document.

    No file is ever half written; files of other names in the folder are left alone.
    """
    rows = dataset.to_rows()
    contents = {}
    for table in TABLES:
        text = io.StringIO()
        writer = csv.DictWriter(text, table.headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows[table.name])
        contents[f"{table.name}.csv"] = text.getvalue().encode("utf-8")
    contents |= {f"{name}.toml": text.encode("utf-8") for name, text in dataset.documents.items()}
    replace_files(folder, contents)


def read_csv_table(path: Path) -> tuple[RawTable, list[Fault]]:
    """The rows of one file, whatever its separator and encoding, and the faults of the file itself."""
    home = Home(file=path.name)
    text, faults = _read_text(path, "CSV UTF-8")
    if faults:
        return RawTable(home=home, lines=()), faults
    separator, text, n_skipped = _separated(text)
    lines, faults = _split(text, separator, n_skipped, path.name)
    return RawTable(home=home, lines=tuple(lines), separator=separator), faults


def _read_text(path: Path, saved_as: str) -> tuple[str, list[Fault]]:
    try:
        return _decode(path.read_bytes()), []
    except UnicodeError:
        problem, remedy = "filens teckenkodning är okänd", f"spara den som {saved_as}"
    except FileNotFoundError:
        problem, remedy = "filen finns inte", "kontrollera namnet och mappen"
    except OSError:
        problem, remedy = "filen går inte att läsa", "stäng den i andra program och försök igen"
    return "", [Fault(file=path.name, problem=problem, remedy=remedy)]


def _decode(content: bytes) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = content.decode("windows-1252")
    if "\0" in text:
        raise UnicodeError("null characters")
    return text


def _separated(text: str) -> tuple[str, str, int]:
    """What separates the values, the text of the table, and how many lines stand above it."""
    first, _, rest = text.partition("\n")
    n_skipped = 0
    if first.strip().casefold() in {f"sep={separator}" for separator in _SEPARATORS}:
        text, n_skipped = rest, 1  # Excel's own line that names the separator
    headings = next((line for line in text.splitlines() if line.strip()), "")
    return next((mark for mark in _SEPARATORS if mark in headings), ","), text, n_skipped


def _split(
    text: str, separator: str, n_skipped: int, file: str
) -> tuple[list[tuple[int, tuple[str, ...]]], list[Fault]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    lines = []
    try:
        while True:
            number = reader.line_num + 1 + n_skipped
            cells = tuple(tidy(cell) for cell in next(reader))
            if any(cells):
                lines.append((number, cells))
    except StopIteration:
        return lines, []
    except csv.Error:
        problem = "citattecknen går inte ihop"
        remedy = "skriv citattecken inne i en text dubbelt"
        return lines, [Fault(file=file, row=number, problem=problem, remedy=remedy)]
