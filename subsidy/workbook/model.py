"""Compute what the sheets' formulas give, exactly, so that their values can be stored with them.

A cell holds a double: 15-16 digits. The formulas therefore treat amounts within `TOLERANCE_ORE` of each other
as equal. Below `LARGEST_ORE` the error of a double is at most a tenth of that, so a spreadsheet takes every
decision (whole öre, larger remainder, below floor, above cap) as the exact fractions here do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

TOLERANCE_ORE = Fraction(1, 10_000)
LARGEST_ORE = 10**10


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundedCells:
    """The columns of one rounding by largest remainder, row by row."""

    whole_ore: tuple[int, ...]
    rests_ore: tuple[Fraction, ...]
    tie_order: tuple[int, ...]  # 1..n: who goes first between equal rests
    ranks: tuple[int, ...]
    results_ore: tuple[int, ...]
    extra_ore: int  # handed out beyond the whole, unit by unit


def round_cells(exact_ore: Sequence[Fraction], ids: Sequence[str], *, unit_ore: int = 1) -> RoundedCells:
    """The rounding of a column of exact amounts to whole units, as the sheet's formulas do it."""
    whole = tuple(int((exact + TOLERANCE_ORE) / unit_ore) * unit_ore for exact in exact_ore)
    rests = tuple(exact - part for exact, part in zip(exact_ore, whole, strict=True))
    order = _tie_order(rests, ids)
    ranks = tuple(
        1 + sum(_goes_before(rests, order, other, i) for other in range(len(ids))) for i in range(len(ids))
    )
    extra = round(sum(rests, Fraction(0)) / unit_ore)
    results = tuple(part + unit_ore * (rank <= extra) for part, rank in zip(whole, ranks, strict=True))
    return RoundedCells(
        whole_ore=whole,
        rests_ore=rests,
        tie_order=order,
        ranks=ranks,
        results_ore=results,
        extra_ore=extra * unit_ore,
    )


def _goes_before(rests: Sequence[Fraction], order: Sequence[int], a: int, b: int) -> bool:
    difference = rests[a] - rests[b]
    return difference > TOLERANCE_ORE or (abs(difference) <= TOLERANCE_ORE and order[a] < order[b])


def _tie_order(rests: Sequence[Fraction], ids: Sequence[str]) -> tuple[int, ...]:
    by_id = sorted(range(len(ids)), key=lambda i: ids[i])
    # A cell may not tell these apart although they differ; then the exact order stands in the sheet.
    blurred = any(
        0 < rests[later] - rests[earlier] <= 2 * TOLERANCE_ORE
        for place, earlier in enumerate(by_id)
        for later in by_id[place + 1 :]
    )
    ordered = sorted(by_id, key=lambda i: -rests[i]) if blurred else by_id
    return tuple(ordered.index(i) + 1 for i in range(len(ids)))


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundCells:
    """The columns of one round within floors and caps, row by row."""

    rest_ore: int
    free: tuple[int, ...]  # 1 or 0
    shares: tuple[Fraction, ...]  # 0 when not free
    amounts_ore: tuple[Fraction, ...]
    lifts_ore: tuple[Fraction, ...]
    cuts_ore: tuple[Fraction, ...]
    bounds: tuple[str, ...]  # "golv", "tak" or ""
    locked_ore: tuple[int, ...]


def play_rounds(
    total_ore: int, shares: Sequence[Fraction], bounds_ore: Sequence[tuple[int, int]], n: int
) -> tuple[RoundCells, ...]:
    """`n` rounds as the sheet's formulas play them; `bounds_ore` holds each row's floor and cap."""
    rounds: list[RoundCells] = []
    free, rest_ore = (1,) * len(shares), total_ore
    for _ in range(n):
        rounds.append(_play_round(rest_ore, free, shares, bounds_ore))
        rest_ore -= sum(rounds[-1].locked_ore)
        free = tuple(
            int(is_free and not bound) for is_free, bound in zip(free, rounds[-1].bounds, strict=True)
        )
    return tuple(rounds)


def exact_amounts(rounds: Sequence[RoundCells]) -> tuple[Fraction, ...]:
    """Each row's amount after the last round: what it was locked to, or its part of the last rest."""
    last = rounds[-1]
    locked = [sum(cells.locked_ore[i] for cells in rounds) for i in range(len(last.free))]
    return tuple(
        Fraction(ore) + (last.amounts_ore[i] if last.free[i] and not last.bounds[i] else 0)
        for i, ore in enumerate(locked)
    )


def _play_round(
    rest_ore: int, free: Sequence[int], shares: Sequence[Fraction], bounds_ore: Sequence[tuple[int, int]]
) -> RoundCells:
    active = tuple(share * is_free for share, is_free in zip(shares, free, strict=True))
    sum_of_shares = sum(active)
    amounts = tuple(
        Fraction(rest_ore * share, sum_of_shares) if sum_of_shares else Fraction(0) for share in active
    )
    rows = range(len(free))
    lifts = tuple(_beyond(bounds_ore[i][0] - amounts[i]) * free[i] for i in rows)
    cuts = tuple(_beyond(amounts[i] - bounds_ore[i][1]) * free[i] for i in rows)
    excess = sum(lifts) - sum(cuts)
    bounds = tuple(_bound(lifts[i], cuts[i], Fraction(excess)) for i in rows)
    locked = tuple({"golv": bounds_ore[i][0], "tak": bounds_ore[i][1], "": 0}[bounds[i]] for i in rows)
    return RoundCells(
        rest_ore=rest_ore,
        free=tuple(free),
        shares=active,
        amounts_ore=amounts,
        lifts_ore=lifts,
        cuts_ore=cuts,
        bounds=bounds,
        locked_ore=locked,
    )


def _beyond(difference: Fraction) -> Fraction:
    return difference if difference > TOLERANCE_ORE else Fraction(0)


def _bound(lift: Fraction, cut: Fraction, excess: Fraction) -> str:
    if lift and excess >= -TOLERANCE_ORE:
        return "golv"
    return "tak" if cut and excess <= TOLERANCE_ORE else ""
