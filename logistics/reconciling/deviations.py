"""Find where invoices and timetable differ beyond the stated tolerances, and what each difference is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from logistics.exchange.invoice_columns import Tolerances
from logistics.exchange.vat import half_away_ore
from logistics.reconciling.matching import Match
from logistics.reconciling.planned_runs import priced_ore

DeviationKind = Literal[
    "not_planned",
    "not_invoiced",
    "duplicate",
    "kilometres",
    "hours",
    "price",
    "credit",
    "beside",
    "other_period",
]
KINDS: tuple[DeviationKind, ...] = get_args(DeviationKind)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Why a run's invoice differs from its plan: they sum to the difference, to the öre."""

    kilometres_ore: int
    hours_ore: int
    price_ore: int  # by another price than the price list's


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One difference that somebody should look at; `stake_ore` is positive where the courier charges more."""

    kind: DeviationKind
    place: int  # of its match
    match: Match
    stake_ore: int


def parts_of(match: Match) -> Parts:
    """Why the invoice of a matched run differs from its plan; what is not stated differs in price only."""
    run, row = match.planned, match.row
    if run is None or row is None:
        return Parts(kilometres_ore=0, hours_ore=0, price_ore=0)
    kilometres_ore = half_away_ore(run.price.per_km_ore * _more(row.kilometres, run.kilometres))
    price_ore = row.net_ore - listed_ore(match)
    return Parts(
        kilometres_ore=kilometres_ore,
        # The rest, so that a part of an öre that rounding left is nowhere lost.
        hours_ore=row.net_ore - run.cost_ore - kilometres_ore - price_ore,
        price_ore=price_ore,
    )


def listed_ore(match: Match) -> int:
    """What the price list makes of the kilometres and hours that a matched row states."""
    run, row = match.planned, match.row
    assert run is not None
    assert row is not None
    kilometres = run.kilometres if row.kilometres is None else row.kilometres
    return priced_ore(run.price, kilometres, run.hours if row.hours is None else row.hours)


def find_deviations(matches: Sequence[Match], tolerances: Tolerances) -> tuple[Deviation, ...]:
    """Every deviation: the most at stake first, then by date.

    A run that was not planned, a credit, a charge beside the runs and a row of another period always deviate,
    whatever their amount; kilometres, hours and prices only beyond their tolerances, to which
    comes what the rounding of the stated kilometres and hours can make.
    """
    found = [
        deviation
        for place, match in enumerate(matches)
        for deviation in _deviations_of(place, match, tolerances)
    ]
    return tuple(sorted(found, key=lambda deviation: (-abs(deviation.stake_ore), deviation.place)))


def _deviations_of(place: int, match: Match, tolerances: Tolerances) -> Iterator[Deviation]:
    if match.outcome == "matched":
        for kind, stake_ore in _beyond(match, tolerances):
            yield Deviation(kind=kind, place=place, match=match, stake_ore=stake_ore)
    elif match.outcome != "credited":
        stake_ore = match.invoiced_ore - match.planned_ore
        yield Deviation(kind=match.outcome, place=place, match=match, stake_ore=stake_ore)


def _beyond(match: Match, tolerances: Tolerances) -> Iterator[tuple[DeviationKind, int]]:
    run, row = match.planned, match.row
    assert run is not None
    assert row is not None
    parts = parts_of(match)
    km, hours = row.kilometres_rounding, row.hours_rounding
    if abs(_more(row.kilometres, run.kilometres)) > tolerances.kilometres + km:
        yield "kilometres", parts.kilometres_ore
    if abs(_more(row.hours, run.hours)) > tolerances.hours + hours:
        yield "hours", parts.hours_ore
    rounding_ore = km * run.price.per_km_ore + hours * run.price.per_hour_ore
    if abs(parts.price_ore) > tolerances.price_ore + rounding_ore:
        yield "price", parts.price_ore


def _more(stated: Fraction | None, planned: Fraction) -> Fraction:
    return Fraction() if stated is None else stated - planned
