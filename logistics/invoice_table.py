"""Read the table `[invoice]` of finance.toml: how the courier lays out invoices, and how far they may stray."""

from collections.abc import Mapping
from fractions import Fraction

from logistics.exchange.invoice_columns import (
    DEFAULT_HEADINGS,
    FIELDS,
    MAY_BE_UNSTATED,
    InvoiceColumns,
    InvoiceField,
    Tolerances,
)
from subsidy.kinds import KRONOR, Kind, Misread, exact, shown
from subsidy.rulebook.fields import Fields

_MOST_KM, _MOST_HOURS, _MOST_KR = 1000, 24, 1_000_000
_STAND_IN = InvoiceColumns()


def read_invoice_columns(fields: Fields) -> InvoiceColumns:
    """The columns of the table; what is not named is as in `InvoiceColumns`, and faults are left in `fields`."""
    read = InvoiceColumns(
        headings=tuple(
            (name, fields.optional(name, _headings(name), DEFAULT_HEADINGS[name])) for name in FIELDS
        ),
        includes_vat=fields.optional("amount_includes_vat", _YES_OR_NO, _STAND_IN.includes_vat),
        vat_percent=fields.optional("vat_percent", _number(100), _STAND_IN.vat_percent),
        vehicles=fields.optional("vehicles", _VEHICLES, _STAND_IN.vehicles),
        tolerances=_tolerances(fields),
        stated=frozenset(fields.values),
    )
    fields.refuse_unknown()
    return read


def _tolerances(fields: Fields) -> Tolerances:
    default = _STAND_IN.tolerances
    return Tolerances(
        kilometres=fields.optional("tolerance_km", _number(_MOST_KM), default.kilometres),
        hours=fields.optional("tolerance_hours", _number(_MOST_HOURS), default.hours),
        price_ore=fields.optional("tolerance_kr", _TOLERANCE_KR, default.price_ore),
    )


def _headings(name: InvoiceField) -> Kind[tuple[str, ...]]:
    allowed = "rubriken som den står i fakturan, inom citattecken"

    def read(value: object) -> tuple[str, ...]:
        stated = value if isinstance(value, list) else [value]
        headings = tuple(heading for heading in stated if isinstance(heading, str))
        if len(headings) < len(stated):
            raise Misread("rubriken är ingen text", f"ange {allowed}")
        if not any(headings) and name not in MAY_BE_UNSTATED:
            raise Misread("rubriken är tom", "skriv kolumnens rubrik: utan den kan fakturan inte stämmas av")
        return tuple(heading for heading in headings if heading)

    return Kind(read=read, allowed=allowed, stand_in=())


def _number(most: int) -> Kind[Fraction]:
    allowed = f"ett tal, 0–{most}"

    def read(value: object) -> Fraction:
        number = exact(value, allowed)
        if not 0 <= number <= most:
            raise Misread(f"{shown(value)} är utanför gränserna", f"ange {allowed}")
        return number

    return Kind(read=read, allowed=allowed, stand_in=Fraction())


def _read_tolerance_kr(value: object) -> int:
    ore = KRONOR.read(value)
    if ore > _MOST_KR * 100:
        raise Misread(f"{shown(value)} är utanför gränserna", f"ange {_TOLERANCE_KR.allowed}")
    return ore


def _read_yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise Misread(f"{shown(value)} är varken true eller false", f"ange {_YES_OR_NO.allowed}")
    return value


def _read_vehicles(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping) or not all(isinstance(id_, str) for id_ in value.values()):
        raise Misread("det är ingen tabell med texter", f"skriv {_VEHICLES.allowed}")
    return tuple((str(word), str(vehicle_id)) for word, vehicle_id in value.items())


_TOLERANCE_KR = Kind(
    read=_read_tolerance_kr, allowed=f"kronor med högst två decimaler, 0–{_MOST_KR}", stand_in=0
)
_YES_OR_NO = Kind(read=_read_yes_or_no, allowed="true eller false, utan citattecken", stand_in=False)
_VEHICLES: Kind[tuple[tuple[str, str], ...]] = Kind(
    read=_read_vehicles, allowed='åkeriets ord och bilens id, som "ABC 123" = "bil-1"', stand_in=()
)
