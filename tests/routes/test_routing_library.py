"""What OR-Tools' routing library proposes for a day keeps loads, windows, shifts and breaks, or is no proposal."""

from collections.abc import Sequence

import numpy as np

from routes.fleet import Vehicle
from routes.places import Stop
from routes.solve.inputs import NEVER, DayInputs, day_inputs
from routes.solve.routing_library import Orders, propose_runs
from routes.solve.timing import cheapest_timing
from routes.travel import Travel
from tests.routes.small import FIVE_HOURS_WORK, at, problem, spokes, stop, travel, van, windows

ONE_WAY_ROUND = ((0, 10, 30), (30, 0, 10), (10, 30, 0))  # hub, a, b: a before b is the short way


def monday(
    stops: Sequence[Stop], ways: Travel, *vans: Vehicle, delivered: Sequence[int], collected: Sequence[int]
) -> list[DayInputs]:
    """The numbers of every van on a Monday with these crates."""
    week = problem(stops, ways, *vans)
    crates = [np.array(moved, dtype=np.int64) for moved in (delivered, collected)]
    return [day_inputs(week, vehicle, 0, *crates) for vehicle in week.vehicles]


def proposed(vans: Sequence[DayInputs]) -> Orders | None:
    """A proposal after little work."""
    return propose_runs(vans, solutions=5, time_limit_s=10)


def test_shortest_order_is_proposed() -> None:
    """Nothing but the way tells the two orders apart."""
    stops, ways = [stop("a"), stop("b")], travel(("hub", "a", "b"), ONE_WAY_ROUND)
    assert ((0, 1),) == proposed(monday(stops, ways, delivered=(0, 0), collected=(0, 0)))


def test_van_is_never_overfull_between_stops() -> None:
    """Ten crates leave the hub and ten return, but a first would leave sixteen on board after it (Min 1989)."""
    stops, ways = [stop("a"), stop("b")], travel(("hub", "a", "b"), ONE_WAY_ROUND)
    assert ((1, 0),) == proposed(monday(stops, ways, delivered=(2, 8), collected=(8, 2)))


def test_windows_decide_the_order() -> None:
    """Stop a opens only when b has closed, so the long way round is the only one."""
    early, late = windows("06:00-07:00"), windows("08:00-09:00")
    stops = [stop("a", windows=late), stop("b", windows=early)]
    ways = travel(("hub", "a", "b"), ONE_WAY_ROUND)
    assert ((1, 0),) == proposed(monday(stops, ways, delivered=(0, 0), collected=(0, 0)))


def test_shift_shares_the_stops_between_two_vans() -> None:
    """Each spoke takes two hours there and back, and a shift lasts three."""
    vans = [van(name, longest_shift_s=at("03:00")) for name in ("one", "two")]
    day = monday(
        [stop("a"), stop("b")], spokes({"a": 60, "b": 60}), *vans, delivered=(0, 0), collected=(0, 0)
    )
    runs = proposed(day)
    assert [(0,), (1,)] == sorted(runs or ())


def test_long_run_with_a_break_can_be_timed() -> None:
    """Eight hours of driving need a break, and the proposal leaves room for it."""
    driver = van(break_rule=FIVE_HOURS_WORK, longest_shift_s=at("09:00"))
    day = monday(
        [stop("a"), stop("b")], spokes({"a": 120, "b": 120}), driver, delivered=(0, 0), collected=(0, 0)
    )
    runs = proposed(day)
    assert runs is not None
    assert cheapest_timing(day[0], runs[0]).price < NEVER


def test_stop_left_out_means_no_proposal() -> None:
    """An unserved stop must never slip through as a cheap day."""
    stops, ways = [stop("a"), stop("b")], travel(("hub", "a", "b"), ONE_WAY_ROUND)
    assert proposed(monday(stops, ways, delivered=(6, 6), collected=(0, 0))) is None


def test_without_time_nothing_is_proposed() -> None:
    """A time limit that has passed is kept."""
    day = monday([stop("a")], spokes({"a": 10}), delivered=(0,), collected=(0,))
    assert propose_runs(day, solutions=5, time_limit_s=0) is None
