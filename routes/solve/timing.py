"""Time a run through given stops in a given order: when it leaves, where the break goes, when it arrives."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numba import njit

from routes.plan import Break, Run, Visit
from routes.problem import Problem
from routes.solve import part_run
from routes.solve.inputs import NEVER, DayInputs
from routes.solve.limits import BREAK_MODE, HUB, LAST_OPENING, NO_BREAK, NOBODY, RETURN, START_BY, WORK_BREAK
from routes.solve.part_run import Label

ROUND_S = 300  # a run leaves on a whole five minutes where that costs nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """One way to drive an order of stops."""

    rest_leg: int | None  # the leg with the break: 0 is the first; None: no break
    price: int  # in 1/3 600 000 öre; NEVER where a rule is broken
    waits: bool  # whether some of the paid time is waiting
    departs: tuple[int, int]  # the cheapest departures, from and to, seconds after midnight
    lasts_s: int  # from departure to return, if it leaves then


def timings(inputs: DayInputs, order: tuple[int, ...]) -> tuple[Timing, ...]:
    """The run without a break and with the break on each of its legs."""
    return tuple(_time(inputs, order, rest_leg) for rest_leg in (None, *range(len(order) + 1)))


def cheapest_timing(inputs: DayInputs, order: tuple[int, ...]) -> Timing:
    """The cheapest allowed timing of an order; its price is NEVER if no timing is allowed."""
    return min(timings(inputs, order), key=lambda timing: timing.price)


def time_run(
    inputs: DayInputs,
    order: tuple[int, ...],
    problem: Problem,
    *,
    vehicle_id: str,
    weekday: int,
    depart_s: int | None = None,
) -> Run:
    """The run of an order as a plan holds it, leaving at `depart_s` or when its cheapest timing best does.

    Raises
    ------
    ValueError
        If no timing of the order is allowed.
    """
    timing = cheapest_timing(inputs, order)
    if timing.price >= NEVER:
        raise ValueError(f"no allowed timing for {order} on weekday {weekday}")
    first_s, last_s = timing.departs
    if depart_s is None:
        depart_s = min(last_s, -(-first_s // ROUND_S) * ROUND_S)
    rest = _place_break(inputs, order, timing, depart_s)
    visits, now_s = [], depart_s
    for leg, (here, there) in enumerate(_legs(order)):
        now_s += int(inputs.seconds[here, there])
        if rest and leg == timing.rest_leg:
            now_s += rest.end_s - rest.begin_s
        if there == HUB:
            break
        stop = there - 1
        begin_s = max(now_s, int(inputs.opens[stop]))
        leave_s = begin_s + int(inputs.service[stop])
        visits.append(
            Visit(
                stop_id=problem.stops[stop].id,
                arrive_s=now_s,
                begin_s=begin_s,
                leave_s=leave_s,
                delivered_crates=int(inputs.delivered[stop]),
                collected_crates=int(inputs.collected[stop]),
            )
        )
        now_s = leave_s
    return Run(
        weekday=weekday,
        vehicle_id=vehicle_id,
        depart_s=depart_s,
        return_s=now_s,
        visits=tuple(visits),
        rest=rest,
    )


def _time(inputs: DayInputs, order: tuple[int, ...], rest_leg: int | None) -> Timing:
    leg = NOBODY if rest_leg is None else rest_leg
    label, allowed = _walk(np.array(order, dtype=np.int64), leg, inputs)
    return _timing(inputs, label, rest_leg, allowed=bool(allowed))


@njit(cache=True, nogil=True)
def _walk(order, rest_leg, inputs):
    ends = inputs.limits.copy()
    ends[START_BY] = ends[RETURN]
    limits = part_run.read_limits(ends)
    label = part_run.start(limits)
    allowed = rest_leg == NOBODY or limits.mode != NO_BREAK
    here, service_s, picked = HUB, 0, 0
    for leg in range(order.size):
        stop = order[leg]
        way, leg_s = inputs.metres[here, stop + 1], inputs.seconds[here, stop + 1]
        label = part_run.drive(label, way, leg_s, leg == rest_leg, limits)
        opens, closes, lasts = inputs.opens[stop], inputs.closes[stop], inputs.service[stop]
        allowed &= inputs.is_open[stop] and label.earliest <= closes
        label = part_run.serve(label, stop, opens, closes, lasts, limits)
        picked += inputs.collected[stop]
        label = part_run.load(label, inputs.delivered[stop], picked)
        allowed &= part_run.is_allowed(label, 0, limits)
        service_s += lasts
        for earlier in range(leg if inputs.before.size else 0):
            allowed &= not inputs.before[stop, order[earlier]]
        here = stop + 1
    way, leg_s = inputs.metres[here, HUB], inputs.seconds[here, HUB]
    whole, is_whole = part_run.go_home(label, way, leg_s, rest_leg == order.size, service_s, limits)
    return whole, allowed and is_whole


def _timing(inputs: DayInputs, label: Label, rest_leg: int | None, *, allowed: bool) -> Timing:
    duration_s = int(part_run.lasts(label))
    earliest, total, latest = int(label.earliest), int(label.total), int(label.latest)
    first_s = max(int(label.after), min(latest, earliest - total))
    last_s = latest if duration_s == total else first_s
    price = inputs.run_price + inputs.metre_price * int(label.way) + inputs.second_price * duration_s
    return Timing(
        rest_leg=rest_leg,
        price=price if allowed else NEVER,
        waits=duration_s > total,
        departs=(first_s, max(first_s, last_s)),
        lasts_s=duration_s,
    )


def _legs(order: tuple[int, ...]) -> list[tuple[int, int]]:
    places = [HUB, *(stop + 1 for stop in order), HUB]
    return list(pairwise(places))


def _place_break(inputs: DayInputs, order: tuple[int, ...], timing: Timing, depart_s: int) -> Break | None:
    """The break as late on its leg as the rule allows, lengthened where it can swallow waiting."""
    if timing.rest_leg is None:
        return None
    mode, after_s, length_s = (int(x) for x in inputs.limits[BREAK_MODE:LAST_OPENING])
    now_s, worked_s, begin_s = depart_s, 0, 0
    for leg, (here, there) in enumerate(_legs(order)):
        leg_s = int(inputs.seconds[here, there])
        if leg == timing.rest_leg:
            counted_s = now_s - depart_s if mode == WORK_BREAK else worked_s
            begin_s = now_s + min(leg_s, after_s - counted_s)
            now_s += length_s
        now_s += leg_s
        worked_s += leg_s
        if there != HUB:
            now_s = max(now_s, int(inputs.opens[there - 1])) + int(inputs.service[there - 1])
    end_s = begin_s + length_s
    if mode == WORK_BREAK:
        end_s = max(end_s, now_s - after_s)
    return Break(begin_s=begin_s, end_s=end_s)
