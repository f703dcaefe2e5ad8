"""Read a data set and check everything in it: tables, rules and bookkeeping, all faults at once."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from logistics.dataset import DataSet, RawDocument, read_dataset, read_documents
from logistics.errors import DataFaults, Fault
from logistics.exchange.invoice_columns import read_invoice_columns
from logistics.finance import finance_of
from logistics.rules import find_rule_faults


def read_checked(path: Path) -> DataSet:
    """The data set at a path, its rules and its bookkeeping checked with it.

    Raises
    ------
    DataFaults
        With every fault of the tables and the documents. Where the tables have faults, what the documents say
        of municipalities and vehicles is not checked.
    """
    try:
        dataset = read_dataset(path)
    except DataFaults as refusal:
        raise DataFaults((*refusal.faults, *_faults_beside(path, refusal))) from refusal
    documents = read_documents(path)
    faults = (
        *find_rule_faults(documents["rules"], dataset),
        *(_placed(fault, documents) for fault in _finance_faults(dataset)),
    )
    if faults:
        raise DataFaults(faults)
    return dataset


def _faults_beside(path: Path, refusal: DataFaults) -> tuple[Fault, ...]:
    """The faults of the rules in a data set whose tables have faults."""
    told = {(fault.file, fault.sheet) for fault in refusal.faults}
    raw = read_documents(path).get("rules")
    if raw is None or (raw.home.file, raw.home.sheet) in told:
        return ()
    return find_rule_faults(raw, None)


def _finance_faults(dataset: DataSet) -> Iterator[Fault]:
    try:
        read_invoice_columns(finance_of(dataset).invoice)
    except DataFaults as refusal:
        yield from refusal.faults


def _placed(fault: Fault, documents: Mapping[str, RawDocument]) -> Fault:
    """The fault where it stands: in a workbook on the document's sheet, below its heading."""
    raw = documents["finance"]
    if raw.home.sheet is None:
        return fault
    row = None if fault.row is None else fault.row + raw.rows_above
    return replace(fault, file=raw.home.file, sheet=raw.home.sheet, row=row)
