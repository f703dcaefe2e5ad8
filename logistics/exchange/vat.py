"""Take the VAT out of rows, so that the rows of an invoice sum to the invoice."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from logistics.exchange.invoice_columns import InvoiceColumns


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """An invoice without VAT, its VAT, and both."""

    net_ore: int
    vat_ore: int

    @property
    def gross_ore(self) -> int:
        """With VAT."""
        return self.net_ore + self.vat_ore


def sums_of(amount_ore: int, columns: InvoiceColumns) -> Sums:
    """The sums of an invoice whose rows sum to `amount_ore`; the VAT in whole öre, a half öre upward.

    >>> sums_of(100_000, InvoiceColumns())
    Sums(net_ore=100000, vat_ore=25000)
    >>> sums_of(125_000, InvoiceColumns(includes_vat=True))
    Sums(net_ore=100000, vat_ore=25000)
    """
    if columns.includes_vat:
        vat_ore = half_away_ore(amount_ore * columns.vat_percent / (100 + columns.vat_percent))
        return Sums(net_ore=amount_ore - vat_ore, vat_ore=vat_ore)
    return Sums(net_ore=amount_ore, vat_ore=half_away_ore(amount_ore * columns.vat_percent / 100))


def without_vat(rows: Sequence[tuple[str, int]], columns: InvoiceColumns) -> tuple[int, ...]:
    """Each row's part of its invoice without VAT; `rows` are invoice numbers and öre as they stand.

    What is left of whole öre goes along from row to row, so that the parts always sum to the invoice.
    """
    stood: dict[str, int] = {}
    given: dict[str, int] = {}
    parts = []
    for invoice, amount_ore in rows:
        stood[invoice] = stood.get(invoice, 0) + amount_ore
        parts.append(sums_of(stood[invoice], columns).net_ore - given.get(invoice, 0))
        given[invoice] = given.get(invoice, 0) + parts[-1]
    return tuple(parts)


def half_away_ore(amount: Fraction) -> int:
    """Whole öre, a half away from nought as spreadsheets round: a credit is the opposite of its invoice."""
    size = (2 * abs(amount.numerator) + amount.denominator) // (2 * amount.denominator)
    return -size if amount < 0 else size
