"""Match the rows of invoices with the runs of the timetable: by date and vehicle, each at most once."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from logistics.exchange.invoices import InvoiceRow
from logistics.exchange.run_words import NO_RUN
from logistics.reconciling.planned_runs import PlannedRun

Outcome = Literal[
    "matched", "not_invoiced", "not_planned", "duplicate", "credit", "credited", "beside", "other_period"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A run and the row that charges it, or one of them alone, and why."""

    outcome: Outcome
    planned: PlannedRun | None = None
    row: InvoiceRow | None = None

    def __post_init__(self) -> None:
        has = (self.planned is not None, self.row is not None)
        if has != {"matched": (True, True), "not_invoiced": (True, False)}.get(self.outcome, (False, True)):
            raise ValueError(f"{self.outcome} needs another run or row: {self}")

    @property
    def date(self) -> date:
        """The day it is about."""
        if self.planned is not None:
            return self.planned.date
        assert self.row is not None
        return self.row.date

    @property
    def planned_ore(self) -> int:
        """What the timetable's run costs; 0 where there is none."""
        return 0 if self.planned is None else self.planned.cost_ore

    @property
    def invoiced_ore(self) -> int:
        """What the courier charges without VAT; 0 where there is no row."""
        return 0 if self.row is None else self.row.net_ore

    @property
    def is_cost(self) -> bool:
        """Whether the row counts as an actual cost: not what is charged twice, nor what is of another period."""
        return self.outcome not in ("duplicate", "other_period")


def match_rows(
    runs: Sequence[PlannedRun], rows: Sequence[InvoiceRow], period: tuple[date, date]
) -> tuple[Match, ...]:
    """Every run and every row exactly once, by date; rows of one date in the order of their files.

    A credit of the same amount, date and vehicle as a charge cancels it. Of what remains, a row that names
    its run takes that one; else the row and the run of the same date and vehicle whose amounts lie nearest
    are matched first. A row that is left over and says the same as another is a duplicate.
    """
    first, last = period
    matches = [Match(outcome="other_period", row=row) for row in rows if not first <= row.date <= last]
    matches += [
        Match(outcome="beside", row=row)
        for row in rows
        if first <= row.date <= last and row.vehicle_id == NO_RUN
    ]
    groups: dict[tuple[date, str], tuple[list[PlannedRun], list[InvoiceRow]]] = {}
    for run in runs:
        groups.setdefault((run.date, run.vehicle_id), ([], []))[0].append(run)
    for row in rows:
        if first <= row.date <= last and row.vehicle_id != NO_RUN:
            groups.setdefault((row.date, row.vehicle_id), ([], []))[1].append(row)
    for of_group, charges in groups.values():
        matches += _match_group(of_group, charges)
    order = {id(row): number for number, row in enumerate(rows)}
    return tuple(sorted(matches, key=lambda match: _place(match, order)))


def _place(match: Match, order: dict[int, int]) -> tuple[date, str, int, int]:
    vehicle_id = match.planned.vehicle_id if match.planned else match.row.vehicle_id if match.row else ""
    number = match.planned.number if match.planned else 99
    return match.date, vehicle_id, number, order.get(id(match.row), -1)


def _match_group(runs: Sequence[PlannedRun], rows: Sequence[InvoiceRow]) -> Iterator[Match]:
    charges = [row for row in rows if row.amount_ore >= 0]
    for credit in (row for row in rows if row.amount_ore < 0):
        cancelled = next((row for row in charges if row.amount_ore == -credit.amount_ore), None)
        if cancelled is None:
            yield Match(outcome="credit", row=credit)
            continue
        charges = [row for row in charges if row is not cancelled]
        yield Match(outcome="credited", row=cancelled)
        yield Match(outcome="credited", row=credit)
    pairs = _pairs(runs, charges)
    yield from (Match(outcome="matched", planned=run, row=row) for run, row in pairs)
    taken_runs, taken_rows = {id(run) for run, _ in pairs}, {id(row) for _, row in pairs}
    yield from (Match(outcome="not_invoiced", planned=run) for run in runs if id(run) not in taken_runs)
    said = {_figures(row) for _, row in pairs}
    for row in (row for row in charges if id(row) not in taken_rows):
        yield Match(outcome="duplicate" if _figures(row) in said else "not_planned", row=row)
        said.add(_figures(row))


def _pairs(runs: Sequence[PlannedRun], rows: Sequence[InvoiceRow]) -> list[tuple[PlannedRun, InvoiceRow]]:
    """Runs with the rows that charge them: those that are named, then the nearest amounts."""
    distances = sorted(
        (row.run_number != run.number, abs(run.cost_ore - row.net_ore), run.number, place)
        for run in runs
        for place, row in enumerate(rows)
        if row.run_number in (None, run.number)
    )
    by_number = {run.number: run for run in runs}
    pairs: dict[int, int] = {}
    for _, _, number, place in distances:
        if number not in pairs and place not in pairs.values():
            pairs[number] = place
    return [(by_number[number], rows[place]) for number, place in pairs.items()]


def _figures(row: InvoiceRow) -> Hashable:
    return row.kilometres, row.hours, row.amount_ore
