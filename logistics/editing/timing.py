"""Time a run whose stops stand in a given order: drive, wait, serve, and rest where the rule asks for it.

Every departure that can matter is tried with the rest on every leg: one at which some opening or closing time is
just met, and the whole five minutes after it. No solver is asked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from routes.check.reading import driving_spans, work_spans
from routes.fleet import Vehicle
from routes.places import Stop
from routes.plan import Break, Run, Visit
from routes.problem import Problem

MARK_S = 300  # a run leaves on a whole five minutes where that costs nothing
Call = tuple[Stop, tuple[int, int]]  # a stop, and the crates delivered and collected there


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Stops in the order in which a vehicle calls at them on a weekday."""

    problem: Problem
    vehicle: Vehicle
    weekday: int
    calls: tuple[Call, ...]


def time_run(order: Order, *, not_before_s: int = 0, departure_s: int | None = None) -> Run:
    """The run that breaks the rules on time least, and of those the shortest; it may break some."""
    first_s = max(order.vehicle.earliest_departure_s, not_before_s)
    runs = (
        run
        for rest in _rests(order)
        for depart_s in ([departure_s] if departure_s is not None else _departures(order, rest, first_s))
        for run in _rested(order, rest, depart_s)
    )
    return min(
        runs,
        key=lambda run: (
            _broken_s(order, run),
            run.return_s - run.depart_s,
            run.depart_s % MARK_S != 0,
            run.depart_s,
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rest:
    leg: int  # 0 is the first
    length_s: int


def _rests(order: Order) -> Iterator[_Rest | None]:
    yield None
    if order.vehicle.break_rule:
        for leg in range(len(order.calls) + 1):
            yield _Rest(leg=leg, length_s=order.vehicle.break_rule.length_s)


def _departures(order: Order, rest: _Rest | None, first_s: int) -> list[int]:
    """The first departure, and later ones that may be better."""
    found, waited_s = {first_s}, 0
    for visit in _driven(order, rest, first_s).visits:
        window = order.problem.stop(visit.stop_id).windows[order.weekday]
        on_the_way_s = visit.arrive_s - first_s - waited_s
        if window:
            found |= {window.opens_s - on_the_way_s, window.closes_s - on_the_way_s}
        waited_s += visit.begin_s - visit.arrive_s
    found |= {-(-depart_s // MARK_S) * MARK_S for depart_s in found}
    return sorted(depart_s for depart_s in found if depart_s >= first_s)


def _rested(order: Order, rest: _Rest | None, depart_s: int) -> Iterator[Run]:
    """The run; and where the work after its rest is too long, with a longer rest: that swallows waiting."""
    run = _driven(order, rest, depart_s)
    yield run
    rule = order.vehicle.break_rule
    if rest and rule and rule.counts == "work":
        too_long_s = work_spans(run, order.problem)[-1] - rule.after_s
        if too_long_s > 0:
            yield _driven(order, _Rest(leg=rest.leg, length_s=rest.length_s + too_long_s), depart_s)


def _driven(order: Order, rest: _Rest | None, depart_s: int) -> Run:
    ways = order.problem.ways(order.vehicle.id, order.weekday)
    hub = order.problem.hub.place_id
    now_s, driven_s, visits, taken = depart_s, 0, [], None
    for leg, (here, there) in enumerate(pairwise([hub, *(stop.place_id for stop, _ in order.calls), hub])):
        drives_s = ways.leg_s(here, there)
        if rest and rest.leg == leg:
            begin_s = now_s + _until_rest(order.vehicle, now_s - depart_s, driven_s, drives_s)
            taken = Break(begin_s=begin_s, end_s=begin_s + rest.length_s)
            now_s += rest.length_s
        now_s += drives_s
        driven_s += drives_s
        if leg < len(order.calls):
            visits.append(_visit(*order.calls[leg], order.weekday, now_s))
            now_s = visits[-1].leave_s
    return Run(
        weekday=order.weekday,
        vehicle_id=order.vehicle.id,
        depart_s=depart_s,
        return_s=now_s,
        visits=tuple(visits),
        rest=taken,
    )


def _until_rest(vehicle: Vehicle, worked_s: int, driven_s: int, drives_s: int) -> int:
    """How far into a leg the rest is taken: as late as the rule allows."""
    assert vehicle.break_rule is not None
    counted_s = worked_s if vehicle.break_rule.counts == "work" else driven_s
    return max(0, min(drives_s, vehicle.break_rule.after_s - counted_s))


def _visit(stop: Stop, crates: tuple[int, int], weekday: int, arrive_s: int) -> Visit:
    window = stop.windows[weekday]
    begin_s = max(arrive_s, window.opens_s) if window else arrive_s
    return Visit(
        stop_id=stop.id,
        arrive_s=arrive_s,
        begin_s=begin_s,
        leave_s=begin_s + stop.service_fixed_s + stop.service_per_crate_s * sum(crates),
        delivered_crates=crates[0],
        collected_crates=crates[1],
    )


def _broken_s(order: Order, run: Run) -> int:
    """Seconds by which closing times, hours, shift and the rule on rest are exceeded together."""
    vehicle = order.vehicle
    exceeded = [
        vehicle.earliest_departure_s - run.depart_s,
        run.return_s - order.problem.latest_return_s(vehicle),
        run.return_s - run.depart_s - vehicle.longest_shift_s,
    ]
    for (stop, _), visit in zip(order.calls, run.visits, strict=True):
        window = stop.windows[run.weekday]
        exceeded.append(visit.begin_s - window.closes_s if window else 0)
    if vehicle.break_rule:
        spans = work_spans if vehicle.break_rule.counts == "work" else driving_spans
        exceeded += [span_s - vehicle.break_rule.after_s for span_s in spans(run, order.problem)]
    return sum(max(0, seconds) for seconds in exceeded)
