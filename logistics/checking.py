"""Read a data set and check everything in it: tables, rules and bookkeeping, all faults at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from logistics.dataset import DataSet, RawDocument, read_dataset, read_documents
from logistics.dataset.records import Home
from logistics.errors import DataFaults, Fault
from logistics.exchange.run_words import alias_faults
from logistics.finance import finance_of, find_finance_faults
from logistics.rules import find_rule_faults, rulebook_of

_ACCOUNTS = "accounts"


def read_checked(path: Path, *, with_accounts: bool = False) -> DataSet:
    """The data set at a path, its rules and its bookkeeping checked with it.

    `with_accounts` asks as well for an account of every municipality, if its rules and bookkeeping say that
    files to the bank are to be written: a settlement is refused without, but a timetable needs none.

    Raises
    ------
    DataFaults
        With every fault of the tables and the documents. Where the tables have faults, what the documents say
        of municipalities and vehicles is not checked; where these cannot be followed, no account is asked for.
    """
    try:
        dataset = read_dataset(path)
    except DataFaults as refusal:
        raise DataFaults((*refusal.faults, *_faults_beside(path, refusal))) from refusal
    documents = read_documents(path)
    faults = (
        *(_missing_accounts(dataset, documents["rules"].home) if with_accounts else ()),
        *find_rule_faults(documents["rules"], dataset),
        *(_placed(fault, documents["finance"]) for fault in _finance_faults(dataset)),
    )
    if faults:
        raise DataFaults(faults)
    return dataset


def _faults_beside(path: Path, refusal: DataFaults) -> tuple[Fault, ...]:
    """The faults of the documents in a data set whose tables have faults; of each that is not told of already."""
    told = {(fault.file, fault.sheet) for fault in refusal.faults}
    documents = {
        name: raw for name, raw in read_documents(path).items() if (raw.home.file, raw.home.sheet) not in told
    }
    faults: list[Fault] = []
    if rules := documents.get("rules"):
        faults += find_rule_faults(rules, None)
    if finance := documents.get("finance"):
        faults += (_placed(fault, finance) for fault in find_finance_faults(finance.text))
    return tuple(faults)


def _finance_faults(dataset: DataSet) -> Iterator[Fault]:
    try:
        finance = finance_of(dataset)
    except DataFaults as refusal:
        yield from refusal.faults
    else:
        yield from alias_faults(finance.invoice, dataset.vehicles)


def _missing_accounts(dataset: DataSet, rules: Home) -> Iterator[Fault]:
    """A fault for each municipality that cannot be paid, though awards of the season are to be."""
    season = (dataset.settings.season_first_date, dataset.settings.season_last_date)
    try:
        is_paid = any(rule.payout for rule in rulebook_of(dataset).rules_within(*season))
        payer = finance_of(dataset).payer
    except DataFaults:
        return  # told where the documents are checked
    if payer is None or not is_paid:
        return
    known = {account.scb_code for account in dataset.accounts}
    for municipality in dataset.municipalities:
        if municipality.scb_code not in known:
            yield Fault(
                file=f"{_ACCOUNTS}.csv" if rules.sheet is None else rules.file,
                sheet=None if rules.sheet is None else _ACCOUNTS,
                column="scb_code",
                value=municipality.scb_code,
                problem=f"{municipality.name} ({municipality.scb_code}) saknar konto",
                remedy="lägg till en rad med kommunens bankgiro eller IBAN, eller ta bort [payer] ur"
                " finance.toml om inga betalningsfiler ska skrivas",
            )


def _placed(fault: Fault, raw: RawDocument) -> Fault:
    """The fault where it stands: in a workbook on the document's sheet, below its heading."""
    if raw.home.sheet is None:
        return fault
    row = None if fault.row is None else fault.row + raw.rows_above
    return replace(fault, file=raw.home.file, sheet=raw.home.sheet, row=row)
