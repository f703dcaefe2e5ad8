"""Say how the courier's invoices are laid out, and how far they may stray from the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, get_args

from logistics.swedish import NO_BREAK_SPACE, number_text

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
# From a file, without a word, unless finance.toml names their headings.
MAY_BE_MISSING: frozenset[InvoiceField] = frozenset({"invoice", "vat"})
MAY_BE_UNSTATED: frozenset[InvoiceField] = frozenset({"kilometres", "hours", "invoice", "vat"})


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
    stated: frozenset[str] = frozenset()  # the names that finance.toml states itself; the others are usual

    def headings_of(self, name: InvoiceField) -> tuple[str, ...]:
        """The headings that a column may have; none when the courier does not state it."""
        return dict(self.headings)[name]

    @property
    def vat_text(self) -> str:
        """The rate of the VAT in words: `25 %`."""
        percent = self.vat_percent
        number = Decimal(percent.numerator) / percent.denominator
        return f"{number_text(number, 0 if percent.denominator == 1 else 2)}{NO_BREAK_SPACE}%"

    @property
    def needed(self) -> frozenset[str]:
        """The columns that every file must have."""
        may_be_missing = MAY_BE_MISSING - self.stated
        return frozenset(name for name, headings in self.headings if headings and name not in may_be_missing)
