"""Turn payouts into vouchers for the bookkeeping."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from subsidy.payout import Payout, group_by_date

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
    grant_account: str  # debited with every payout
    paying_account: str  # credited with the sum of the day
    objects: tuple[CostObject, ...] = ()  # on every debited row
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


def build_vouchers(payouts: Iterable[Payout], bookkeeping: Bookkeeping, text: str) -> tuple[Voucher, ...]:
    """One voucher for each day of payouts, in order of date: each payout in debit, their sum in credit."""
    by_date = group_by_date(payouts)
    return tuple(_voucher(day, paid, bookkeeping, text) for day, paid in by_date.items())


def _voucher(day: date, payouts: Sequence[Payout], bookkeeping: Bookkeeping, text: str) -> Voucher:
    debit = tuple(_debit_row(payout, bookkeeping) for payout in payouts)
    credit = VoucherRow(
        account=bookkeeping.paying_account,
        amount_ore=-sum(row.amount_ore for row in debit),
        objects=(),
        text=text,
    )
    return Voucher(date=day, text=text, rows=(*debit, credit))


def _debit_row(payout: Payout, bookkeeping: Bookkeeping) -> VoucherRow:
    objects = bookkeeping.objects
    if bookkeeping.receiver_dimension is not None:
        receiver = CostObject(dimension=bookkeeping.receiver_dimension, number=payout.id, name=payout.name)
        objects = (*objects, receiver)
    return VoucherRow(
        account=bookkeeping.grant_account,
        amount_ore=payout.amount_ore,
        objects=objects,
        text=f"{payout.name}, del {payout.part} av {payout.parts}",
    )
