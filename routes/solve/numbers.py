"""State a week as the whole numbers that the compiled search and the bounds read.

A *call* is one stop on one weekday with the crates of one gap; a run is an order of calls. A *choice* is one
pattern of one stop: a call on each of its days. A *fleet* is the vehicles that are alike on one day, and a *slot*
one run that one of them may make. The arrays hold for any number of days and any unit of time, load and price, so
that published instances can be stated too.
"""

from typing import NamedTuple

import numpy as np

from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.solve.choices import Choice, list_choices
from routes.solve.day import Crates
from routes.solve.inputs import Bools, Ints, before_matrix, day_inputs, vehicle_kinds
from routes.solve.limits import NOBODY


class Numbers(NamedTuple):
    """What holds for every week: D days, n stops, c choices, k calls, F fleets, R slots, w kinds of ways."""

    seconds: Ints  # shape (w, n + 1, n + 1), row = from; 0 is the hub, i + 1 the i-th stop
    metres: Ints  # shape (w, n + 1, n + 1)
    fleet_day: Ints  # shape (F,)
    fleet_ways: Ints  # shape (F,): index of the first axis of `seconds`
    limits: Ints  # shape (F, 9), see routes.solve.limits
    metre_price: Ints  # shape (F,), in 1/3 600 000 öre, as are all prices
    second_price: Ints  # shape (F,): one paid second
    run_price: Ints  # shape (F,): one run
    turnaround: Ints  # shape (F,), seconds at the hub between two runs of a vehicle
    may_serve: Bools  # shape (F, n): the stop takes deliveries that day, and from this fleet
    slot_fleet: Ints  # shape (R,), the slots of a day together
    slot_vehicle: Ints  # shape (R,): slots of one vehicle follow each other and are driven in that order
    first_slot: Ints  # shape (D + 1,): day d has the slots first_slot[d] to first_slot[d + 1] - 1
    most_runs: Ints  # shape (D,): at most so many runs a day
    before: (
        Bools  # shape (n, n): on a run with both, the row comes before the column; (0, 0) for no such rule
    )
    first_choice: Ints  # shape (n + 1,): stop i has the choices first_choice[i] to first_choice[i + 1] - 1
    call_of: Ints  # shape (c, D): the call of a choice on a day, or NOBODY
    first_call: Ints  # shape (n + 1,): the calls of stop i in the same way
    place: Ints  # shape (k,): stop + 1
    call_day: Ints  # shape (k,)
    opens: Ints  # shape (k,), seconds after midnight
    closes: Ints  # shape (k,)
    service: Ints  # shape (k,), seconds
    delivered: Ints  # shape (k,), crates
    collected: Ints  # shape (k,), crates

    def crates(self, calls: tuple[int, ...]) -> dict[int, Crates]:
        """The stops of the calls, in their order, with the crates of each."""
        return {int(self.place[c]) - 1: (int(self.delivered[c]), int(self.collected[c])) for c in calls}


def week_numbers(problem: Problem) -> Numbers:
    """The numbers of a problem."""
    n, choices = len(problem.stops), list_choices(problem)
    calls = sorted({(c.stop, day, *c.on(day)) for c in choices for day in c.pattern})
    number = {call: k for k, call in enumerate(calls)}
    stop, day, delivered, collected = np.array(calls, dtype=np.int64).reshape(-1, 4).T.copy()
    windows = [problem.stops[s].windows[d] for s, d, *_ in calls]
    per_crate = np.array([s.service_per_crate_s for s in problem.stops], dtype=np.int64)
    fixed = np.array([s.service_fixed_s for s in problem.stops], dtype=np.int64)
    nothing = np.zeros(n, dtype=np.int64)
    fleets = [(d, alike) for d in WEEKDAYS for alike in vehicle_kinds(problem, d)]
    inputs = [day_inputs(problem, alike[0], d, nothing, nothing) for d, alike in fleets]
    slots = [
        (f, problem.vehicles.index(vehicle))
        for f, (_, alike) in enumerate(fleets)
        for vehicle in alike
        for _ in range(min(vehicle.runs_most, n))
    ]
    slot_fleet, slot_vehicle = np.array(slots, dtype=np.int64).reshape(-1, 2).T.copy()
    fleet_day = np.array([d for d, _ in fleets], dtype=np.int64)
    return Numbers(
        seconds=np.stack([each.seconds for each in inputs]),
        metres=np.stack([each.metres for each in inputs]),
        fleet_day=fleet_day,
        fleet_ways=np.arange(len(fleets)),
        limits=np.stack([each.limits for each in inputs]),
        metre_price=np.array([each.metre_price for each in inputs], dtype=np.int64),
        second_price=np.array([each.second_price for each in inputs], dtype=np.int64),
        run_price=np.array([each.run_price for each in inputs], dtype=np.int64),
        turnaround=np.array([alike[0].turnaround_s for _, alike in fleets], dtype=np.int64),
        may_serve=np.stack([each.is_open for each in inputs]),
        slot_fleet=slot_fleet,
        slot_vehicle=slot_vehicle,
        first_slot=np.searchsorted(fleet_day[slot_fleet], np.arange(len(WEEKDAYS) + 1)).astype(np.int64),
        most_runs=np.array([problem.most_runs.get(d, len(slots)) for d in WEEKDAYS], dtype=np.int64),
        before=before_matrix(problem),
        first_choice=np.searchsorted([c.stop for c in choices], np.arange(n + 1)).astype(np.int64),
        call_of=np.array([_calls_of(choice, number) for choice in choices], dtype=np.int64).reshape(
            -1, len(WEEKDAYS)
        ),
        first_call=np.searchsorted(stop, np.arange(n + 1)).astype(np.int64),
        place=stop + 1,
        call_day=day,
        opens=np.array([w.opens_s if w else 0 for w in windows], dtype=np.int64),
        closes=np.array([w.closes_s if w else 0 for w in windows], dtype=np.int64),
        service=fixed[stop] + per_crate[stop] * (delivered + collected),
        delivered=delivered,
        collected=collected,
    )


def _calls_of(choice: Choice, number: dict[tuple[int, int, int, int], int]) -> list[int]:
    return [
        number[choice.stop, day, *choice.on(day)] if day in choice.pattern else NOBODY for day in WEEKDAYS
    ]
