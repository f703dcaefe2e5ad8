"""State one day, whose stops and crates are known, as the numbers that the compiled search reads."""

from collections.abc import Mapping, Sequence

import numpy as np

from routes.problem import Problem
from routes.solve.day import Crates, spread_crates
from routes.solve.inputs import day_inputs, vehicle_kinds
from routes.solve.numbers import Numbers


def day_numbers(problem: Problem, weekday: int, crates: Mapping[int, Crates]) -> Numbers:
    """The numbers of a weekday on which these stops (indices into problem.stops) get and give these crates.

    The stops are those of `crates`, ascending; the day is the only one and is numbered 0.
    """
    stops = sorted(crates)
    n = len(stops)
    kinds = vehicle_kinds(problem, weekday)
    spread = spread_crates(problem, crates)
    inputs = [day_inputs(problem, alike[0], weekday, *spread).only(stops) for alike in kinds]
    slots = [
        (fleet, problem.vehicles.index(vehicle))
        for fleet, alike in enumerate(kinds)
        for vehicle in alike
        for _ in range(min(vehicle.runs_most, n))
    ]
    slot_fleet, slot_vehicle = np.array(slots, dtype=np.int64).reshape(-1, 2).T.copy()
    first = inputs[0]
    return Numbers(
        seconds=np.stack([each.seconds for each in inputs]),
        metres=np.stack([each.metres for each in inputs]),
        fleet_day=np.zeros(len(kinds), dtype=np.int64),
        fleet_ways=np.arange(len(kinds)),
        limits=np.stack([each.limits for each in inputs]),
        metre_price=np.array([each.metre_price for each in inputs], dtype=np.int64),
        second_price=np.array([each.second_price for each in inputs], dtype=np.int64),
        run_price=np.array([each.run_price for each in inputs], dtype=np.int64),
        turnaround=np.array([alike[0].turnaround_s for alike in kinds], dtype=np.int64),
        may_serve=np.stack([each.is_open for each in inputs]),
        slot_fleet=slot_fleet,
        slot_vehicle=slot_vehicle,
        first_slot=np.array([0, len(slots)], dtype=np.int64),
        most_runs=np.array([problem.most_runs.get(weekday, len(slots))], dtype=np.int64),
        before=first.before,
        first_choice=np.arange(n + 1, dtype=np.int64),
        call_of=np.arange(n, dtype=np.int64).reshape(-1, 1),
        first_call=np.arange(n + 1, dtype=np.int64),
        place=np.arange(1, n + 1, dtype=np.int64),
        call_day=np.zeros(n, dtype=np.int64),
        opens=first.opens,
        closes=first.closes,
        service=first.service,
        delivered=first.delivered,
        collected=first.collected,
    )


def only_stops(numbers: Numbers, stops: Sequence[int]) -> Numbers:
    """The numbers of the same day with only these of its stops, ascending."""
    kept = np.array(stops, dtype=np.int64)
    places = np.concatenate(([0], kept + 1))
    n = len(kept)
    return numbers._replace(
        seconds=np.ascontiguousarray(numbers.seconds[:, places[:, None], places]),
        metres=np.ascontiguousarray(numbers.metres[:, places[:, None], places]),
        may_serve=np.ascontiguousarray(numbers.may_serve[:, kept]),
        before=np.ascontiguousarray(numbers.before[np.ix_(kept, kept)])
        if numbers.before.size
        else numbers.before,
        first_choice=np.arange(n + 1, dtype=np.int64),
        call_of=np.arange(n, dtype=np.int64).reshape(-1, 1),
        first_call=np.arange(n + 1, dtype=np.int64),
        place=np.arange(1, n + 1, dtype=np.int64),
        call_day=np.zeros(n, dtype=np.int64),
        opens=numbers.opens[kept],
        closes=numbers.closes[kept],
        service=numbers.service[kept],
        delivered=numbers.delivered[kept],
        collected=numbers.collected[kept],
    )
