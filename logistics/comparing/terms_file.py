"""Read terms of keys from a file of their own, so that keys can be compared that the rule says nothing of."""

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

from logistics.dataset import read_document
from logistics.errors import DataFaults, Fault
from subsidy.errors import RulebookRefused
from subsidy.keys import KEY_NAMES, KeyName
from subsidy.terms import Terms, read_terms

_TABLE = "terms"
_REMEDY = "skriv som i en regel, till exempel terms.average_volume = { last_year = 2025 }"


def read_terms_file(path: Path) -> Mapping[KeyName, Terms]:
    """The terms in a TOML file with lines like `terms.average_volume = { last_year = 2025 }`, as a rule has.

    Raises
    ------
    DataFaults
        The file is no text or no TOML, a key is unknown, or terms are wrong; every fault is named.
    """
    raw, faults = read_document(path)
    if faults:
        raise DataFaults(tuple(faults))
    content = tomllib.loads(raw.text, parse_float=Decimal)
    table = content.get(_TABLE)
    if not isinstance(table, dict) or len(content) != 1:
        raise DataFaults((Fault(file=path.name, problem="filen ska bara ha villkor", remedy=_REMEDY),))
    terms: dict[KeyName, Terms] = {}
    found = [fault for name in table for fault in _read(name, table[name], path.name, terms)]
    if found:
        raise DataFaults(tuple(found))
    return terms


def _read(name: str, value: object, file: str, terms: dict[KeyName, Terms]) -> Iterator[Fault]:
    """Add one key's terms, or tell what is wrong with them."""
    key = next((key for key in KEY_NAMES if key == name), None)
    if key is None:
        remedy = f"nycklarna är {', '.join(KEY_NAMES)}"
        yield Fault(file=file, key=f"{_TABLE}.{name}", problem=f"nyckeln ”{name}” är okänd", remedy=remedy)
    elif not isinstance(value, dict):
        yield Fault(file=file, key=f"{_TABLE}.{name}", problem="villkoren är ingen tabell", remedy=_REMEDY)
    else:
        try:
            terms[key] = read_terms(key, value)
        except RulebookRefused as refusal:
            for fault in refusal.faults:
                place, value = f"{_TABLE}.{fault.place}", fault.value
                yield Fault(file=file, key=place, value=value, problem=fault.problem, remedy=fault.remedy)
