"""Say in Swedish what was found when invoices and timetable were compared."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from logistics.calendar import holiday_names
from logistics.exchange.invoices import InvoiceRow, Invoices
from logistics.reconciling.deviations import Deviation, DeviationKind, listed_ore
from logistics.reconciling.matching import Match, Outcome
from logistics.reconciling.reconcile import Reconciled
from logistics.swedish import amount_text, number_text, weekday_name

KIND_NAMES: Mapping[DeviationKind, str] = {
    "not_planned": "Inte planerad",
    "not_invoiced": "Inte fakturerad",
    "duplicate": "Dubblett",
    "kilometres": "Kilometer",
    "hours": "Timmar",
    "price": "Pris",
    "credit": "Kredit",
    "beside": "Utöver turerna",
    "other_period": "Annan tid",
}
OUTCOME_NAMES: Mapping[Outcome, str] = {
    "matched": "Matchad",
    "not_invoiced": KIND_NAMES["not_invoiced"],
    "not_planned": KIND_NAMES["not_planned"],
    "duplicate": KIND_NAMES["duplicate"],
    "credit": KIND_NAMES["credit"],
    "credited": "Krediterad",
    "beside": KIND_NAMES["beside"],
    "other_period": KIND_NAMES["other_period"],
}
_SATURDAY = 5


def deviation_sentence(deviation: Deviation, reconciled: Reconciled) -> str:
    """What differs, in one or two sentences."""
    match = deviation.match
    row, run = match.row, match.planned
    if row is None:
        return "Turen finns i tidtabellen, men ingen rad i fakturorna gäller den."
    if run is not None:
        return _matched_sentence(deviation.kind, match)
    if deviation.kind == "not_planned":
        if taken := _taken(row, reconciled):
            return (
                f"Fakturan har en tur för mycket: bilens tur den dagen är redan fakturerad i {taken.place}."
            )
        return f"Fakturan har en tur som inte finns i tidtabellen{_why_not(match)}."
    if deviation.kind == "duplicate":
        return f"Samma dag, bil, kilometer, timmar och belopp som i {_twin(row, reconciled).place}."
    if deviation.kind == "credit":
        return "Krediten har inte samma belopp som någon rad för samma dag och bil."
    if deviation.kind == "beside":
        return f"”{row.run}” hör inte till någon tur."
    return f"Raden är daterad {row.date}, utanför den tid som stäms av. Den räknas inte i kostnaden."


def vat_words(invoices: Invoices) -> str:
    """The rate of the VAT, and whether anybody has stated it."""
    rate = invoices.columns.vat_text
    if not invoices.is_vat_assumed:
        return rate
    return f"{rate}, som är antagen: ingen kolumn i fakturorna och ingen vat_percent i finance.toml anger den"


def number_words(number: Fraction, decimals: int) -> str:
    """An exact number with a decimal comma, rounded for the eye."""
    return number_text(Decimal(number.numerator) / Decimal(number.denominator), decimals)


def _matched_sentence(kind: DeviationKind, match: Match) -> str:
    row, run = match.row, match.planned
    assert row is not None
    assert run is not None
    if kind == "kilometres" and row.kilometres is not None:
        more = _more(row.kilometres - run.kilometres, 1)
        stated, planned = number_words(row.kilometres, 1), number_words(run.kilometres, 1)
        return f"{stated} km i fakturan, {planned} i planen: {more}."
    if kind == "hours" and row.hours is not None:
        more = _more(row.hours - run.hours, 2)
        stated, planned = number_words(row.hours, 2), number_words(run.hours, 2)
        return f"{stated} timmar i fakturan, {planned} i planen: {more}."
    return (
        f"Prislistan ger {amount_text(listed_ore(match))} för fakturans kilometer och timmar; fakturan har"
        f" {amount_text(row.net_ore)}."
    )


def _more(number: Fraction, decimals: int) -> str:
    return f"{number_words(abs(number), decimals)} {'mer' if number > 0 else 'mindre'}"


def _why_not(match: Match) -> str:
    if match.date.weekday() >= _SATURDAY:
        return f"; dagen är en {weekday_name(match.date.weekday())}"
    holiday = holiday_names(match.date, match.date).get(match.date)
    return f"; dagen är {holiday[0].lower()}{holiday[1:]}" if holiday else ""


def _taken(row: InvoiceRow, reconciled: Reconciled) -> InvoiceRow | None:
    """A row that charges the run which another row seems to mean, if there is one."""
    of_run = (match.row for match in reconciled.matches if match.outcome == "matched")
    return next((r for r in of_run if r and (r.date, r.vehicle_id) == (row.date, row.vehicle_id)), None)


def _twin(row: InvoiceRow, reconciled: Reconciled) -> InvoiceRow:
    """The first other row that says the same."""

    def said(other: InvoiceRow) -> tuple[object, ...]:
        return other.date, other.vehicle_id, other.kilometres, other.hours, other.amount_ore

    return next(other for other in reconciled.invoices.rows if other is not row and said(other) == said(row))
