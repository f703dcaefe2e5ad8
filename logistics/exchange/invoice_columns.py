"""Say how the courier's invoices are laid out, and how far they may stray: `[invoice]` of finance.toml."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from logistics.dataset.kinds import did_you_mean
from logistics.errors import DataFaults, Fault

FILE = "finance.toml"
InvoiceField = Literal["date", "run", "kilometres", "hours", "amount", "invoice", "vat"]
FIELDS: tuple[InvoiceField, ...] = get_args(InvoiceField)
DEFAULT_HEADINGS: Mapping[InvoiceField, tuple[str, ...]] = {
    "date": ("Datum", "Kördatum"),
    "run": ("Bil", "Tur", "Fordon"),
    "kilometres": ("Km", "Kilometer"),
    "hours": ("Timmar", "Tim", "Tid"),
    "amount": ("Belopp", "Belopp kr", "Belopp exkl. moms"),
    "invoice": ("Faktura", "Fakturanummer", "Fakturanr"),
    "vat": ("Moms", "Moms kr"),
}
MAY_BE_MISSING: frozenset[InvoiceField] = frozenset({"invoice", "vat"})  # from a file, without a word
MAY_BE_UNSTATED: frozenset[InvoiceField] = frozenset({"kilometres", "hours", "invoice", "vat"})
_NUMBERS = {"vat_percent": 100, "tolerance_km": 1000, "tolerance_hours": 24, "tolerance_kr": 1_000_000}
_KEYS = (*FIELDS, "amount_includes_vat", "vehicles", *_NUMBERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """How far a run may lie from the plan, and its price from the price list, without being a deviation."""

    kilometres: Fraction = Fraction(5)
    hours: Fraction = Fraction(1, 4)
    price_ore: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceColumns:
    """The headings of each column, any of which will do; no headings: the courier does not state it."""

    headings: tuple[tuple[InvoiceField, tuple[str, ...]], ...] = tuple(DEFAULT_HEADINGS.items())
    includes_vat: bool = False  # whether the amounts do
    vat_percent: Fraction = Fraction(25)
    vehicles: tuple[tuple[str, str], ...] = ()  # the courier's word, and our vehicle id; "" for no run
    tolerances: Tolerances = Tolerances()

    def headings_of(self, name: InvoiceField) -> tuple[str, ...]:
        """The headings that a column may have; none when the courier does not state it."""
        return dict(self.headings)[name]


def read_invoice_columns(table: Mapping[str, object]) -> InvoiceColumns:
    """The columns of the table `[invoice]`; what is not named is as in `InvoiceColumns`.

    Raises
    ------
    DataFaults
        With every fault of the table: unknown names, headings that are no texts, numbers out of range.
    """
    if faults := tuple(_find_faults(table)):
        raise DataFaults(faults)
    numbers = {name: _number(table[name]) for name in _NUMBERS if name in table}
    default = Tolerances()
    return InvoiceColumns(
        headings=tuple((name, _headings(table.get(name, DEFAULT_HEADINGS[name]))) for name in FIELDS),
        includes_vat=table.get("amount_includes_vat", False) is True,
        vat_percent=numbers.get("vat_percent", Fraction(25)),
        vehicles=_vehicles(table.get("vehicles", {})),
        tolerances=Tolerances(
            kilometres=numbers.get("tolerance_km", default.kilometres),
            hours=numbers.get("tolerance_hours", default.hours),
            price_ore=int(numbers.get("tolerance_kr", Fraction(default.price_ore, 100)) * 100),
        ),
    )


def _headings(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    return tuple(str(heading) for heading in value) if isinstance(value, (list, tuple)) else ()


def _number(value: object) -> Fraction:
    if not isinstance(value, (int, Decimal)) or isinstance(value, bool):
        raise TypeError(f"not an exact number: {value!r}")
    return Fraction(value)


def _vehicles(value: object) -> tuple[tuple[str, str], ...]:
    pairs = value.items() if isinstance(value, Mapping) else ()
    return tuple((str(word), str(vehicle)) for word, vehicle in pairs)


def _find_faults(table: Mapping[str, object]) -> Iterator[Fault]:
    for key, value in table.items():
        if key not in _KEYS:
            remedy = did_you_mean(key, _KEYS) or f"ta bort raden (namnen är {', '.join(_KEYS)})"
            yield _fault(key, value, f"”{key}” är okänt", remedy)
    for name in FIELDS:
        if name in table:
            yield from _heading_faults(name, table[name])
    for number, most in _NUMBERS.items():
        if number in table:
            yield from _number_faults(number, table[number], most)
    if not isinstance(table.get("amount_includes_vat", False), bool):
        value = table["amount_includes_vat"]
        yield _fault("amount_includes_vat", value, f"”{value}” är varken true eller false", "ange ett av dem")
    vehicles = table.get("vehicles", {})
    if not isinstance(vehicles, Mapping) or not all(isinstance(id_, str) for id_ in vehicles.values()):
        remedy = 'skriv åkeriets ord och bilens id, som "ABC 123" = "bil-1"'
        yield _fault("vehicles", vehicles, "det är ingen tabell med texter", remedy)


def _heading_faults(name: InvoiceField, value: object) -> Iterator[Fault]:
    headings = [value] if isinstance(value, str) else value
    if not isinstance(headings, list) or not all(isinstance(heading, str) for heading in headings):
        remedy = 'skriv rubriken som den står i fakturan, som "Belopp"'
        yield _fault(name, value, "rubriken är ingen text", remedy)
    elif not any(headings) and name not in MAY_BE_UNSTATED:
        remedy = "skriv kolumnens rubrik: utan den kan fakturan inte stämmas av"
        yield _fault(name, value, "rubriken är tom", remedy)


def _number_faults(name: str, value: object, most: int) -> Iterator[Fault]:
    if not isinstance(value, (int, Decimal)) or isinstance(value, bool):
        yield _fault(name, value, f"”{value}” är inget tal", "skriv det med siffror och decimalpunkt")
    elif not 0 <= value <= most:
        yield _fault(name, value, f"{value} är utanför gränserna", f"ange 0–{most}")
    elif name == "tolerance_kr" and (Fraction(value) * 100).denominator != 1:
        yield _fault(name, value, f"{value} är inte hela öre", "ange kronor med högst två decimaler")


def _fault(key: str, value: object, problem: str, remedy: str) -> Fault:
    return Fault(file=FILE, key=f"invoice.{key}", value=str(value), problem=problem, remedy=remedy)
