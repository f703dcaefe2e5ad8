"""Part the weeks in two where the cheapest mixture is undecided: more runs or fewer, this day or not.

Every week belongs to one of the two parts, and the mixture to neither, so both are bounded better than the whole
(branch and bound: Land & Doig 1960; on sums of many routes at once: Barnhart et al. 1998).
"""

import math
from dataclasses import dataclass, replace

import numpy as np

from routes.solve.bounds.cuts import CapacityCut, Floats
from routes.solve.bounds.master import Master
from routes.solve.inputs import Bools, Ints
from routes.solve.numbers import Numbers

UNDECIDED = 0.02  # sums closer than this to a whole number are left alone


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Part:
    """Some of the weeks: those of some choices, with so many runs."""

    numbers: Numbers
    held: tuple[CapacityCut, ...] = ()


def halves(part: Part, master: Master, shares: Floats) -> tuple[Part, Part] | None:
    """The two parts on either side of the sum that is least decided; None if all are decided.

    First how many runs the week has, then those of each day; then how often and when each stop is visited.
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
    return _by_visits(part, _visits(part.numbers, master, driven, shares))


def _by_runs(part: Part, days: frozenset[int], number: float) -> tuple[Part, Part]:
    """At most so many runs, or more: every run enters the set of all stops once."""
    stops = frozenset(range(len(part.numbers.first_choice) - 1))
    fewer = CapacityCut(days=days, stops=stops, runs=math.floor(number), is_most=True)
    more = CapacityCut(days=days, stops=stops, runs=math.ceil(number))
    return replace(part, held=(*part.held, fewer)), replace(part, held=(*part.held, more))


def _by_visits(part: Part, visits: Floats) -> tuple[Part, Part] | None:
    """Fewer visits to a stop or more, or a visit on one day or none."""
    often = visits.sum(axis=1)
    stop, day = (int(at) for at in np.unravel_index(_doubt(visits).argmax(), visits.shape))
    most_doubted = int(_doubt(often).argmax())
    pattern = part.numbers.call_of >= 0
    if _doubt(often)[most_doubted] > UNDECIDED:
        stop, rare = most_doubted, pattern.sum(axis=1) <= math.floor(often[most_doubted])
    elif _doubt(visits)[stop, day] > UNDECIDED:
        rare = ~pattern[:, day]
    else:
        return None
    own = np.zeros(len(pattern), dtype=np.bool_)
    own[part.numbers.first_choice[stop] : part.numbers.first_choice[stop + 1]] = True
    return _with_choices(part, ~own | rare), _with_choices(part, ~own | ~rare)


def _with_choices(part: Part, kept: Bools) -> Part:
    numbers = part.numbers
    number_of_kept = np.concatenate(([0], np.cumsum(kept)))
    chosen = numbers._replace(
        first_choice=number_of_kept[numbers.first_choice].astype(np.int64), call_of=numbers.call_of[kept]
    )
    return replace(part, numbers=chosen)


def is_kept(numbers: Numbers) -> Bools:
    """Which calls some choice makes."""
    kept = np.zeros(len(numbers.place), dtype=np.bool_)
    kept[numbers.call_of[numbers.call_of >= 0]] = True
    return kept


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
