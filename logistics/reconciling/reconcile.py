"""Reconcile the courier's invoices of a period with the timetable, and settle the year by what it cost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from logistics.errors import NothingHolds
from logistics.exchange.corrections import CorrectionRow
from logistics.exchange.invoices import Invoices
from logistics.exchange.vat import Sums, sums_of
from logistics.reconciling.decided import Decided
from logistics.reconciling.deviations import Deviation, DeviationKind, find_deviations
from logistics.reconciling.earlier import refuse_lost_corrections
from logistics.reconciling.matching import Match, Outcome, match_rows
from logistics.reconciling.planned_runs import planned_runs
from logistics.reconciling.volumes import CRATE_KEYS, counted_players
from logistics.seasons import Plans, seasons_note, weeks_of
from logistics.swedish import amount_text, count_text, dates_text
from subsidy.errors import SplitRefused
from subsidy.final import CostPart, FinalSettlement, YearCorrection, settle_finally
from subsidy.final_record import final_record
from subsidy.rules import ContributionRule

LEFT_OUT: Mapping[Outcome, str] = {
    "duplicate": "Avgår: dubbletter",
    "other_period": "Avgår: rader för annan tid",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceSums:
    """One invoice: what its rows come to, and the VAT that they state."""

    invoice: str
    n_rows: int
    sums: Sums
    stated_vat_ore: int | None  # None: not every row states it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reconciled:
    """Invoices and timetable of a period, matched."""

    plans: Plans
    first: date
    last: date
    invoices: Invoices
    matches: tuple[Match, ...]
    deviations: tuple[Deviation, ...]

    @property
    def planned_ore(self) -> int:
        """What the timetable's runs of the period cost by the price list."""
        return sum(match.planned_ore for match in self.matches)

    @property
    def invoiced_ore(self) -> int:
        """Everything that was read, without VAT."""
        return sum(match.invoiced_ore for match in self.matches)

    @property
    def actual_ore(self) -> int:
        """What the period really cost: all that was invoiced but duplicates and rows of other periods."""
        return sum(match.invoiced_ore for match in self.matches if match.is_cost)

    @property
    def cost_parts(self) -> tuple[CostPart, ...]:
        """From all that was invoiced to the actual cost."""
        parts = [CostPart(name="Fakturerat utan moms", amount_ore=self.invoiced_ore)]
        for outcome, name in LEFT_OUT.items():
            left_out_ore = sum(match.invoiced_ore for match in self.matches if match.outcome == outcome)
            parts.append(CostPart(name=name, amount_ore=-left_out_ore))
        return tuple(parts)

    @property
    def within_ore(self) -> int:
        """What the differences within the tolerances come to."""
        return self.invoiced_ore - self.planned_ore - sum(d.stake_ore for d in self.deviations)

    def of_kind(self, kind: DeviationKind) -> tuple[Deviation, ...]:
        """The deviations of one kind."""
        return tuple(deviation for deviation in self.deviations if deviation.kind == kind)

    @property
    def invoice_sums(self) -> tuple[InvoiceSums, ...]:
        """The sums of every invoice, in the order in which they were read."""
        numbers = dict.fromkeys(row.invoice for row in self.invoices.rows)
        return tuple(self._sums(number) for number in numbers)

    def _sums(self, number: str) -> InvoiceSums:
        rows = [row for row in self.invoices.rows if row.invoice == number]
        stated = [row.vat_ore for row in rows if row.vat_ore is not None]
        return InvoiceSums(
            invoice=number,
            n_rows=len(rows),
            sums=sums_of(sum(row.amount_ore for row in rows), self.invoices.columns),
            stated_vat_ore=sum(stated) if len(stated) == len(rows) else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FinalYear:
    """The final settlement of a reconciled year, and what is to be known of it."""

    final: FinalSettlement
    decided: Decided
    cost_parts: tuple[CostPart, ...]  # of the actual cost
    record: tuple[str, ...]  # of what the settlement is computed from, line by line
    notes: tuple[str, ...]  # Swedish


def reconcile_runs(plans: Plans, invoices: Invoices, first: date, last: date) -> Reconciled:
    """The rows of the invoices matched with the timetable's runs from `first` to `last`.

    Raises
    ------
    NothingHolds
        A vehicle has no price on a date.
    """
    runs = planned_runs(plans, first, last)
    matches = match_rows(runs, invoices.rows, (first, last))
    return Reconciled(
        plans=plans,
        first=first,
        last=last,
        invoices=invoices,
        matches=matches,
        deviations=find_deviations(matches, invoices.columns.tolerances),
    )


def settle_actual(
    reconciled: Reconciled,
    decided: Decided,
    corrections: Sequence[CorrectionRow] = (),
    *,
    as_of: date | None = None,
) -> FinalYear:
    """The awards of a whole period by its actual cost against those decided, and corrections.

    What the journal's settlements of the period have paid and claimed is settled; what differs from it is left.
    A day `as_of` before the last tells which runs are not invoiced because they are not driven.

    Raises
    ------
    NothingHolds
        The actual cost is so small that the floors of the rule lie above its caps.
    QuestionRefused
        Corrections that an earlier settlement of the period holds are left out.
    SplitRefused
        The actual cost cannot be shared, or a correction does not fit; every fault is named.
    """
    plans, budget = reconciled.plans, decided.settlement
    counted = counted_players([planned.dataset for planned, _ in weeks_of(plans)], budget.basis)
    corrected = [_correction(row) for row in corrections]
    earlier = decided.earlier
    try:
        final = settle_finally(
            budget,
            reconciled.actual_ore,
            players=counted.players,
            corrections=corrected,
            settled=earlier.settled if earlier else (),
        )
    except SplitRefused as refusal:
        if all(fault.rule == "floor_above_cap" for fault in refusal.faults):
            raise NothingHolds(_too_small(reconciled, len(refusal.faults))) from refusal
        raise
    if earlier:
        refuse_lost_corrections(final, earlier)
    notes = (
        *seasons_note(plans),
        *decided.changes,
        *decided.claims,
        *(earlier.sentences if earlier else ()),
        *((counted.sentence,) if _shares_by_crates(budget.rule) else ()),
        *_missing_notes(reconciled, as_of or reconciled.last),
    )
    parts = reconciled.cost_parts
    return FinalYear(
        final=final, decided=decided, cost_parts=parts, record=final_record(final, parts), notes=notes
    )


def mark_issued(year: FinalYear, note: str) -> FinalYear:
    """The same, whose documents say how it was issued."""
    record = final_record(year.final, year.cost_parts, (note,))
    return replace(year, notes=(note, *year.notes), record=record)


def _too_small(reconciled: Reconciled, n_municipalities: int) -> str:
    actual, planned = amount_text(reconciled.actual_ore), amount_text(reconciled.planned_ore)
    return (
        f"Slutavräkningen går inte att göra: fakturorna ger kostnaden {actual} (planerat {planned}), och då blir"
        f" bidragets golv högre än taket för {count_text(n_municipalities, 'kommun', 'kommuner')}. Ange periodens"
        " alla fakturor, eller stäm av en del av perioden med --until."
    )


def _correction(row: CorrectionRow) -> YearCorrection:
    return YearCorrection(
        date=row.date,
        year=row.year,
        id=row.scb_code,
        amount_ore=row.amount_ore,
        corrects=row.corrects,
        because=row.because,
    )


def _missing_notes(reconciled: Reconciled, as_of: date) -> Iterator[str]:
    missing = reconciled.of_kind("not_invoiced")
    ahead = [deviation for deviation in missing if deviation.match.date > as_of]
    if ahead:
        days = [deviation.match.date for deviation in ahead]
        yield (
            f"Perioden är inte över: {_runs_text(ahead)} {dates_text(min(days), max(days))} återstår och är inte"
            " med i kostnaden. Slutavräkningen blir en annan när de är fakturerade."
        )
    if late := [deviation for deviation in missing if deviation.match.date <= as_of]:
        invoiced = "fakturerad" if len(late) == 1 else "fakturerade"
        yield f"{_runs_text(late)} är inte {invoiced}. Kommer den fakturan ändras slutavräkningen."


def _runs_text(missing: Sequence[Deviation]) -> str:
    planned = amount_text(-sum(deviation.stake_ore for deviation in missing))
    return f"{count_text(len(missing), 'planerad tur', 'planerade turer')} ({planned})"


def _shares_by_crates(rule: ContributionRule) -> bool:
    return any(CRATE_KEYS.intersection(mix.names) for mix in (rule.cost_mix, rule.contribution_mix))
