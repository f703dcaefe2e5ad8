"""Part the weeks in two where the cheapest mixture is undecided: on runs, on visits, on stops that share a run.

Every week belongs to one of the two parts, and the mixture to neither, so both are bounded better than the whole
(branch and bound: Land & Doig 1960; on sums of many routes at once: Barnhart et al. 1998; on whether two stops are
served together: Ryan & Foster 1981).
"""

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from routes.solve.bounds.cuts import CapacityCut, Floats
from routes.solve.bounds.master import Master
from routes.solve.bounds.pricing import Runs
from routes.solve.inputs import Bools, Ints
from routes.solve.numbers import Numbers

UNDECIDED = 0.02  # sums closer than this to a whole number are left alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two stops on a day, in one run or not."""

    day: int
    stops: tuple[int, int]
    is_together: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """Some of the weeks: those of some choices, with so many runs, and with two stops together or apart."""

    numbers: Numbers
    held: tuple[CapacityCut, ...] = ()
    pair: Pair | None = None  # what parted it last, if two stops did

    def has(self, runs: Runs) -> Bools:
        """Which of the runs a week of the part may have."""
        called = np.zeros(len(self.numbers.place), dtype=np.bool_)
        called[self.numbers.call_of[self.numbers.call_of >= 0]] = True
        if not len(runs.prices):
            return np.zeros(0, dtype=np.bool_)
        kept = np.logical_and.reduceat(called[runs.calls], runs.first[:-1])
        if self.pair and self.pair.day == self.numbers.fleet_day[runs.fleet]:
            one, other = (
                np.logical_or.reduceat(self.numbers.place[runs.calls] == stop + 1, runs.first[:-1])
                for stop in self.pair.stops
            )
            kept &= (one == other) if self.pair.is_together else ~(one & other)
        return np.asarray(kept)


def halves(part: Part, master: Master, shares: Floats) -> tuple[Part, Part] | None:
    """The two parts on either side of the sum that is least decided; None if all are decided.

    First how many runs the week has, then those of each day; then how often and when each stop is visited; at last
    which stops share a run.
    """
    driven = np.flatnonzero(shares > UNDECIDED / 100)
    days = np.array([part.numbers.fleet_day[master.routes[k].fleet] for k in driven], dtype=np.int64)
    runs: Floats = np.zeros(len(part.numbers.most_runs))
    np.add.at(runs, days, shares[driven])
    least_decided = int(_doubt(runs).argmax())
    for scope in (frozenset(range(len(runs))), frozenset([least_decided])):
        number = float(runs[list(scope)].sum())
        if abs(number - round(number)) > UNDECIDED:
            return _by_runs(part, scope, number)
    return _by_visits(part, _visits(part.numbers, master, driven, shares)) or _by_pair(
        part, master, driven, shares
    )


def _by_runs(part: Part, days: frozenset[int], number: float) -> tuple[Part, Part]:
    """At most so many runs, or more: every run enters the set of all stops once."""
    stops = frozenset(range(len(part.numbers.first_choice) - 1))
    fewer = CapacityCut(days=days, stops=stops, runs=math.floor(number), is_most=True)
    more = CapacityCut(days=days, stops=stops, runs=math.ceil(number))
    fewer_part = replace(part, held=(*part.held, fewer), pair=None)
    return fewer_part, replace(fewer_part, held=(*part.held, more))


def _by_visits(part: Part, visits: Floats) -> tuple[Part, Part] | None:
    """Fewer visits to a stop or more, or a visit on one day or none; whatever its choices differ in."""
    pattern = part.numbers.call_of >= 0
    often = visits.sum(axis=1)
    sums = [
        (often[stop], stop, pattern.sum(axis=1) <= math.floor(often[stop])) for stop in _least_decided(often)
    ]
    for at in _least_decided(visits):
        stop, day = divmod(at, visits.shape[1])
        sums.append((visits[stop, day], stop, ~pattern[:, day]))
    for number, stop, rare in sums:
        own = np.zeros(len(pattern), dtype=np.bool_)
        own[part.numbers.first_choice[stop] : part.numbers.first_choice[stop + 1]] = True
        if (own & rare).any() and (own & ~rare).any() and abs(number - round(number)) > UNDECIDED:
            return _with_choices(part, ~own | rare), _with_choices(part, ~own | ~rare)
    return None


def _least_decided(sums: Floats) -> list[int]:
    """The places of the sums, least decided first."""
    return [int(at) for at in np.argsort(-_doubt(sums), axis=None, kind="stable")]


def _by_pair(part: Part, master: Master, driven: Ints, shares: Floats) -> tuple[Part, Part] | None:
    """Two stops in one run of a day, or not."""
    together: dict[tuple[int, int, int], float] = defaultdict(float)
    for k in driven:
        route = master.routes[k]
        stops = sorted(int(part.numbers.place[call]) - 1 for call in route.calls)
        for one, other in combinations(stops, 2):
            together[int(part.numbers.fleet_day[route.fleet]), one, other] += float(shares[k])
    undecided = {pair: share for pair, share in together.items() if UNDECIDED < share < 1 - UNDECIDED}
    if not undecided:
        return None
    day, *stops = min(undecided, key=lambda pair: (round(abs(undecided[pair] - 0.5), 6), pair))
    pair = Pair(day=day, stops=(stops[0], stops[1]), is_together=True)
    return replace(part, pair=pair), replace(part, pair=replace(pair, is_together=False))


def _with_choices(part: Part, kept: Bools) -> Part:
    numbers = part.numbers
    number_of_kept = np.concatenate(([0], np.cumsum(kept)))
    chosen = numbers._replace(
        first_choice=number_of_kept[numbers.first_choice].astype(np.int64), call_of=numbers.call_of[kept]
    )
    return replace(part, numbers=chosen, pair=None)


def _visits(numbers: Numbers, master: Master, driven: Ints, shares: Floats) -> Floats:
    """How often each stop is visited on each day, shape (n, D)."""
    visits = np.zeros((len(numbers.first_choice) - 1, len(numbers.most_runs)))
    for k in driven:
        calls = list(master.routes[k].calls)
        np.add.at(visits, (numbers.place[calls] - 1, numbers.call_day[calls]), shares[k])
    return visits


def _doubt(sums: Floats) -> Floats:
    """How far from a whole number."""
    return np.asarray(np.abs(sums - np.rint(sums)))
