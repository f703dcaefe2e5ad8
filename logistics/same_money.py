"""Refuse to settle several plans together where they do not say the same of money.

Timetables may differ in stops, vehicles, roads, prices and crates. Who shares, by which rules, who is paid and how
it is booked must be one, and so must what a vehicle is called, for invoices name it.
"""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from logistics.dataset import DataSet
from logistics.errors import NothingHolds
from logistics.seasons import NamedPlan

_LEAD = "Planerna har inte samma uppgifter om pengarna, så de kan inte avräknas tillsammans:"
_REMEDY = "Gör uppgifterna lika i datamängderna och gör planerna på nytt med bokslinga plan."
_REGION = ("county_code", "county_name", "county_orgnr")
_VEHICLES = "vehicles"  # each season may have its own: only what both have must be the same
Place = tuple[str, str]  # a table or document, and what tells its row from the others
Row = Mapping[str, str]  # values by column


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What one plan says of money."""

    name: str
    rows: Mapping[Place, Row]


def refuse_other_money(plans: Sequence[NamedPlan]) -> None:
    """Refuse plans that say something else of money than the first of them.

    Raises
    ------
    NothingHolds
        They differ: with every table, row and column, both values and both files.
    """
    first, *others = sorted(plans, key=lambda plan: plan.season)
    if apart := [sentence for other in others for sentence in _differences(first, other)]:
        raise NothingHolds("\n".join((_LEAD, *apart, _REMEDY)))


def _differences(first: NamedPlan, other: NamedPlan) -> Iterator[str]:
    """What differs; balances only where both begin in a year, for a data set of the next cannot hold the same."""
    with_balances = first.season[0].year == other.season[0].year
    one, two = (
        _Side(name=plan.name, rows=dict(_rows(plan.planned.dataset, with_balances=with_balances)))
        for plan in (first, other)
    )
    yield from _apart(one, two)


def _apart(one: _Side, other: _Side) -> Iterator[str]:
    for place in dict.fromkeys((*one.rows, *other.rows)):
        where = ", ".join(place)
        if place in one.rows and place in other.rows:
            values, others = one.rows[place], other.rows[place]
            for column in dict.fromkeys((*values, *others)):
                pair = values.get(column), others.get(column)
                if pair[0] != pair[1]:
                    said, other_said = map(_told, pair)
                    yield f"{where}, {column}: {said} i {one.name}, men {other_said} i {other.name}."
        elif place[0] != _VEHICLES:
            has, lacks = (one, other) if place in one.rows else (other, one)
            yield f"{where}: finns i {has.name}, men inte i {lacks.name}."


def _told(value: str | None) -> str:
    return "inget" if value is None else f"”{value}”"


def _rows(dataset: DataSet, *, with_balances: bool) -> Iterator[tuple[Place, Row]]:
    """Everything that is said of money."""
    settings = dataset.settings.texts()
    yield ("settings", "regionen"), {name: settings[name] for name in _REGION}
    yield from _table("municipalities", (row.texts() for row in dataset.municipalities))
    yield from _table("accounts", (row.texts() for row in dataset.accounts))
    if with_balances:
        yield from _table("balances", (row.texts() for row in dataset.balances))
    documents = {name: tomllib.loads(text, parse_float=Decimal) for name, text in dataset.documents.items()}
    words = documents["finance"].get("invoice", {}).pop("vehicles", {})
    yield from _vehicles(dataset, words)
    for name, document in documents.items():
        for row, values in _tables(document):
            yield (f"{name}.toml", row), values


def _vehicles(dataset: DataSet, words: Mapping[str, str]) -> Iterator[tuple[Place, Row]]:
    """What each vehicle is called, and which one every word of an invoice means."""
    for vehicle in dataset.vehicles:
        yield (_VEHICLES, vehicle.id), {"name": vehicle.name}
    own = {word: vehicle.id for vehicle in dataset.vehicles for word in (vehicle.id, vehicle.name)}
    for word, id_ in {**own, **words}.items():
        yield (_VEHICLES, f"”{word.casefold()}”"), {"id": id_}


def _table(name: str, rows: Iterable[Row]) -> Iterator[tuple[Place, Row]]:
    """The rows of a table by SCB code; several of the same municipality are numbered."""
    counted: Counter[str] = Counter()
    for row in rows:
        code = row["scb_code"]
        counted[code] += 1
        yield (name, code if counted[code] == 1 else f"{code} (nr {counted[code]})"), row


def _tables(document: Mapping[str, Any]) -> Iterator[tuple[str, Row]]:
    """Every table of a document that is not empty, and every row of its lists by its id."""
    for name, value in document.items():
        if isinstance(value, list) and all(isinstance(row, dict) for row in value):
            for number, row in enumerate(value, start=1):
                yield f"{name} {row.get('id', number)}", dict(_flat(row))
        elif values := dict(_flat(value if isinstance(value, dict) else {name: value})):
            yield name, values


def _flat(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Every value in a table and those within it, by its path; a plain list is one value."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(part, f"{place}.{name}" if place else name)
    elif isinstance(value, list) and any(isinstance(part, dict) for part in value):
        for number, part in enumerate(value, start=1):
            yield from _flat(part, f"{place}[{number}]")
    else:
        yield place, str(value)
