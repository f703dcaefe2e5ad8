"""Read the rules of a data set, and check them against its municipalities."""

from collections.abc import Callable, Iterable
from pathlib import Path

from logistics.dataset import DataSet, RawDocument, read_document
from logistics.errors import DataFaults, Fault
from subsidy.errors import RulebookRefused, RuleFault
from subsidy.rulebook import Rulebook, read_proposal, read_rulebook

RULES_FILE = "rules.toml"


def rulebook_of(dataset: DataSet) -> Rulebook:
    """The rules of a data set.

    Raises
    ------
    DataFaults
        They cannot be followed, or name a municipality that the data set lacks; with every fault.
    """
    return _checked(lambda: read_rulebook(dataset.rules, RULES_FILE), dataset)


def read_proposed(path: Path, dataset: DataSet) -> Rulebook:
    """The rules that a file proposes; they may change those of the data set, and name its payout rules.

    Raises
    ------
    DataFaults
        As for the rules of the data set, or the file is no text, no TOML or proposes nothing.
    OSError
        The file cannot be read.
    """
    raw, faults = read_document(path)
    if faults:
        raise DataFaults(tuple(faults))
    in_force = rulebook_of(dataset)
    proposed = _checked(lambda: read_proposal(raw.text, path.name, in_force), dataset)
    if not proposed.rules:
        remedy = "skriv [[rule]] och under den vad som ska gälla"
        raise DataFaults((Fault(file=path.name, problem="filen föreslår ingen regel", remedy=remedy),))
    return proposed


def find_rule_faults(raw: RawDocument, dataset: DataSet | None) -> tuple[Fault, ...]:
    """Every fault of a document of rules, where it stands; names are looked up only with a data set."""
    try:
        found = read_rulebook(raw.text, raw.home.file)
    except RulebookRefused as refusal:
        return tuple(_as_fault(fault, raw) for fault in refusal.faults)
    if dataset is None:
        return ()
    season = (dataset.settings.season_first_date, dataset.settings.season_last_date)
    unknown = found.find_unknown_trucks([vehicle.id for vehicle in dataset.vehicles], *season)
    names = {municipality.scb_code: municipality.name for municipality in dataset.municipalities}
    misfits = found.find_misfits(names, *season)
    return tuple(_as_fault(fault, raw) for fault in (*_strangers(found, dataset), *unknown, *misfits))


def _checked(read: Callable[[], Rulebook], dataset: DataSet) -> Rulebook:
    try:
        rulebook = read()
    except RulebookRefused as refusal:
        raise DataFaults(_as_faults(refusal.faults)) from refusal
    if strangers := _strangers(rulebook, dataset):
        raise DataFaults(_as_faults(strangers))
    return rulebook


def _strangers(rulebook: Rulebook, dataset: DataSet) -> tuple[RuleFault, ...]:
    codes = [municipality.scb_code for municipality in dataset.municipalities]
    return rulebook.find_strangers(codes)


def _as_faults(faults: Iterable[RuleFault]) -> tuple[Fault, ...]:
    return tuple(_as_fault(fault, None) for fault in faults)


def _as_fault(fault: RuleFault, raw: RawDocument | None) -> Fault:
    rows_above = raw.rows_above if raw else 0
    return Fault(
        file=fault.file,
        sheet=raw.home.sheet if raw else None,
        row=None if fault.line is None else fault.line + rows_above,
        key=fault.place or None,
        value=fault.value,
        problem=fault.problem,
        remedy=fault.remedy,
    )
