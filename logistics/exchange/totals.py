"""Know the sums that stand below an invoice's rows, and compare them with the rows."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from logistics.dataset.numerals import Unreadable
from logistics.errors import Fault
from logistics.exchange.invoice_columns import FILE, InvoiceColumns
from logistics.exchange.tables import FoundTable
from logistics.exchange.values import read_kronor
from logistics.exchange.vat import sums_of
from logistics.swedish import amount_text

_SUM = re.compile(r"(delsumma|summa|totalt?|moms|att betala|öresavrundning|avrundning)\b.*", re.IGNORECASE)
_ROUNDING_ORE = 100  # VAT and what is to be paid may be rounded to whole kronor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sum:
    """A sum below the rows, and what it should be."""

    row: int
    text: str  # the amount as it stands
    label: str
    amount_ore: int | None


def is_total(table: FoundTable, texts: Sequence[str]) -> bool:
    """Whether a line is a sum of those above it: it has a word for that, and no date."""
    return _label(texts) is not None and not _looks_dated(table.text(texts, "date"))


def total_faults(table: FoundTable, columns: InvoiceColumns) -> list[Fault]:
    """A fault for each sum below the rows that is not theirs; subtotals count from the subtotal before."""
    return list(_total_faults(table, columns))


def _total_faults(table: FoundTable, columns: InvoiceColumns) -> Iterator[Fault]:
    whole_ore = part_ore = 0
    for row, texts in table.lines:
        text = table.text(texts, "amount")
        label = _label(texts)
        if label is None or not is_total(table, texts):
            part_ore += read_kronor(text)
            whole_ore += read_kronor(text)
            continue
        found = _read_sum(row, text, label)
        if found.amount_ore is None or _fits(found, (whole_ore, part_ore), columns):
            part_ore = 0 if _is_plain(label) and found.amount_ore is not None else part_ore
            continue
        should_ore = _should_ore(label, whole_ore, columns)
        problem = f"”{label}” är {text}, men raderna ovanför ger {amount_text(should_ore)}"
        yield table.fault(row, "amount", text, problem, _remedy(label, columns))


def _read_sum(row: int, text: str, label: str) -> _Sum:
    try:
        amount_ore = read_kronor(text) if text else None
    except Unreadable:
        amount_ore = None  # a sum in another column, or words: nothing to compare
    return _Sum(row=row, text=text, label=label, amount_ore=amount_ore)


def _fits(found: _Sum, sums_ore: tuple[int, int], columns: InvoiceColumns) -> bool:
    assert found.amount_ore is not None
    if "avrundning" in found.label.casefold():
        return abs(found.amount_ore) < _ROUNDING_ORE
    slack_ore = 0 if _is_plain(found.label) else _ROUNDING_ORE
    return any(
        abs(found.amount_ore - _should_ore(found.label, sum_ore, columns)) <= slack_ore
        for sum_ore in sums_ore
    )


def _should_ore(label: str, sum_ore: int, columns: InvoiceColumns) -> int:
    sums, folded = sums_of(sum_ore, columns), label.casefold()
    if "avrundning" in folded:
        return 0
    if folded.startswith("moms"):
        return sums.vat_ore
    if folded.startswith("att betala") or "inkl" in folded:
        return sums.gross_ore
    return sums.net_ore if "exkl" in folded else sum_ore


def _remedy(label: str, columns: InvoiceColumns) -> str:
    if _is_plain(label) or "vat_percent" in columns.stated:
        return "rätta raden eller summan"
    return (
        f"rätta raden eller summan; är momsen en annan än {columns.vat_text}, ange vat_percent under [invoice]"
        f" i {FILE}"
    )


def _is_plain(label: str) -> bool:
    folded = label.casefold()
    return not (
        "inkl" in folded or "exkl" in folded or folded.startswith(("moms", "att betala", "öres", "avr"))
    )


def _label(texts: Sequence[str]) -> str | None:
    return next((text for text in texts if _SUM.fullmatch(text)), None)


def _looks_dated(text: str) -> bool:
    return not _SUM.fullmatch(text) and any(letter.isdigit() for letter in text)
