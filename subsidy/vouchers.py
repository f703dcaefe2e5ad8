"""Turn bookings into vouchers for the bookkeeping."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from subsidy.bookings import Booking

# What the SIE standard lets each dimension mean; the others below 20 are not for everyone's use.
STANDARD_DIMENSIONS = {
    1: "Kostnadsställe",
    6: "Projekt",
    7: "Anställd",
    8: "Kund",
    9: "Leverantör",
    10: "Faktura",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account of the chart of accounts."""

    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CostObject:
    """One object of a dimension: a cost centre, a project, a receiver."""

    dimension: int
    number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookkeeping:
    """How the region books what it pays; everything in it comes from the user."""

    company: str
    orgnr: str  # with hyphen
    accounts: tuple[Account, ...]
    grant_account: str  # debited with every payout of the year's awards
    paying_account: str  # credited with the sum of the day
    claim_account: str | None = None  # debited with what is claimed back; None: as what is paid
    earlier_years_account: str | None = None  # of what is carried from the year before; None: nothing can be
    objects: tuple[CostObject, ...] = ()  # on every row of a grant
    own_dimensions: tuple[tuple[int, str], ...] = ()  # numbers from 20, and their names
    receiver_dimension: int | None = None  # where every receiver is an object by its SCB code; None = nowhere
    series: str = ""  # empty: the receiving program chooses

    @property
    def dimensions(self) -> dict[int, str]:
        """The name of every dimension that may be used."""
        return STANDARD_DIMENSIONS | dict(self.own_dimensions)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherRow:
    """One row; positive is debit, negative is credit."""

    account: str
    amount_ore: int
    objects: tuple[CostObject, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """What is booked on one day."""

    date: date
    text: str
    rows: tuple[VoucherRow, ...]

    @property
    def imbalance_ore(self) -> int:
        """Debit less credit; 0 when the voucher balances."""
        return sum(row.amount_ore for row in self.rows)


def build_vouchers(bookings: Iterable[Booking], bookkeeping: Bookkeeping, text: str) -> tuple[Voucher, ...]:
    """One voucher for each day, in order of date: each booking, and the sum that is paid in credit.

    Raises
    ------
    ValueError
        The bookkeeping has no account for something that is booked.
    """
    ordered = sorted(bookings, key=lambda booking: booking.date)
    by_date = groupby(ordered, key=lambda booking: booking.date)
    return tuple(_voucher(day, tuple(booked), bookkeeping, text) for day, booked in by_date)


def _voucher(day: date, bookings: Sequence[Booking], bookkeeping: Bookkeeping, text: str) -> Voucher:
    rows = tuple(row for booking in bookings for row in _rows_of(booking, bookkeeping))
    paid_ore = sum(booking.paid_ore for booking in bookings)
    paid = VoucherRow(account=bookkeeping.paying_account, amount_ore=-paid_ore, objects=(), text=text)
    return Voucher(date=day, text=text, rows=(*rows, paid) if paid_ore else rows)


def _rows_of(booking: Booking, bookkeeping: Bookkeeping) -> Iterator[VoucherRow]:
    receiver = _receiver(booking.id, booking.name, bookkeeping)
    whole = (*bookkeeping.objects, *receiver)
    for account, amount_ore, objects in (
        (bookkeeping.grant_account, booking.grant_ore, whole),
        (bookkeeping.earlier_years_account, booking.earlier_ore, whole),
        (bookkeeping.claim_account or bookkeeping.paying_account, booking.claim_ore, receiver),
    ):
        if amount_ore == 0:
            continue
        if account is None:
            raise ValueError(f"no account for all of {booking}")
        yield VoucherRow(account=account, amount_ore=amount_ore, objects=objects, text=booking.text)


def _receiver(id_: str, name: str, bookkeeping: Bookkeeping) -> tuple[CostObject, ...]:
    """The receiver as an object, where the bookkeeping has a dimension for that."""
    if bookkeeping.receiver_dimension is None:
        return ()
    return (CostObject(dimension=bookkeeping.receiver_dimension, number=id_, name=name),)
