"""The route table holds the cheapest run through every set of stops: what every proof stands on."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from routes.fleet import BreakRule, Vehicle
from routes.places import Stop
from routes.problem import Problem
from routes.solve.cheapest_run import cheapest_run as cheapest_run_of
from routes.solve.inputs import NEVER, ORE, DayInputs, day_inputs, stops_of
from routes.solve.route_table import RouteTable, route_table
from routes.travel import Travel
from tests.routes.brute_run import Cheapest, cheapest_run
from tests.routes.drawn import draw_monday
from tests.routes.small import FIVE_HOURS_WORK, MIN, at, problem, spokes, stop, travel, van, windows

HOUR = 60 * MIN
BLOCKS = [range(first, first + 40) for first in range(0, 400, 40)]


def monday_inputs(week: Problem) -> DayInputs:
    """What the table reads of the first vehicle on a Monday."""
    delivered, collected = (
        np.array([int(getattr(stop, name)) for stop in week.stops], dtype=np.int64)
        for name in ("crates_in_per_week", "crates_out_per_week")
    )
    return day_inputs(week, week.vehicles[0], 0, delivered, collected)


def by_hand(week: Problem, mask: int) -> Cheapest:
    """The cheapest Monday run through a set, by trying everything."""
    stops = [(i, week.stops[i]) for i in stops_of(mask)]
    loads = [(i, (int(s.crates_in_per_week), int(s.crates_out_per_week))) for i, s in stops]
    return cheapest_run(week, week.vehicles[0], 0, loads)


def in_ore(price: int) -> Fraction | None:
    return None if price >= NEVER else Fraction(int(price), ORE)


def every_set(table: RouteTable) -> range:
    return range(1, len(table.price))


def hours_paid(vehicle: Vehicle, ways: Travel, *stops: Stop) -> Fraction | None:
    """The hours of the cheapest run through all stops, for vans whose only price is 60 kr an hour."""
    table = route_table(monday_inputs(problem(stops, ways, replace(vehicle, fixed_ore=0, per_km_ore=0))))
    price = in_ore(table.price[-1])
    return None if price is None else price / 6_000


@pytest.mark.parametrize("seeds", BLOCKS, ids=str)
def test_every_set_has_its_cheapest_run(seeds: range) -> None:
    """A price too high or too low here is a false proof everywhere."""
    for seed in seeds:
        week = draw_monday(seed)
        table = route_table(monday_inputs(week))
        expected = {mask: by_hand(week, mask).price for mask in every_set(table)}
        assert expected == {mask: in_ore(table.price[mask]) for mask in every_set(table)}, f"seed {seed}"


@pytest.mark.parametrize("seeds", BLOCKS[:5], ids=str)
def test_unwaited_price_leaves_out_waiting_only(seeds: range) -> None:
    """The relaxation bounds the week with these prices: one too high would cut off the optimum."""
    for seed in seeds:
        week = draw_monday(seed)
        table = route_table(monday_inputs(week))
        expected = {mask: by_hand(week, mask).unwaited for mask in every_set(table)}
        assert expected == {mask: in_ore(table.price_unwaited[mask]) for mask in every_set(table)}, (
            f"seed {seed}"
        )


def test_drawn_problems_try_every_rule() -> None:
    """A comparison with brute force proves nothing about rules that no instance touches."""
    seen = set()
    for seed in range(400):
        week = draw_monday(seed)
        rule = week.vehicles[0].break_rule
        unruled = replace(week, vehicles=(replace(week.vehicles[0], break_rule=None),))
        found, without = by_hand(week, 2 ** len(week.stops) - 1), by_hand(unruled, 2 ** len(week.stops) - 1)
        counts = rule.counts if rule else "nothing"
        if found.price is None:
            seen.add((counts, "impossible"))
        elif found.price > without.price:
            seen.add((counts, "dearer for its break"))
        elif found.price != found.unwaited:
            seen.add((counts, "waits"))
    outcomes = ("impossible", "waits")
    expected = {(counts, outcome) for counts in ("nothing", "work", "driving") for outcome in outcomes}
    assert seen == expected | {("work", "dearer for its break"), ("driving", "dearer for its break")}


def test_five_hours_need_no_break() -> None:
    """A break that the law does not ask for is paid for nothing."""
    assert 5 == hours_paid(
        van(break_rule=FIVE_HOURS_WORK, longest_shift_s=10 * HOUR), spokes({"a": 150}), stop("a")
    )


def test_five_hours_and_a_second_need_a_break() -> None:
    """One second too much work without a break is against the law."""
    ruled = van(break_rule=FIVE_HOURS_WORK, longest_shift_s=10 * HOUR)
    hours = hours_paid(ruled, spokes({"a": 150}), stop("a", service_fixed_s=1))
    assert Fraction(5 * HOUR + 1 + 30 * MIN, HOUR) == hours


def test_driving_break_does_not_count_service() -> None:
    """Regulation 561/2006 counts time at the wheel: an hour of unloading is none."""
    lorry = van(break_rule=BreakRule(after_s=270 * MIN, length_s=45 * MIN, counts="driving"))
    assert Fraction(11, 2) == hours_paid(lorry, spokes({"a": 135}), stop("a", service_fixed_s=HOUR))


def test_four_and_a_half_hours_at_the_wheel_and_a_minute_need_a_break() -> None:
    """One minute more of driving costs the 45 minutes too."""
    lorry = van(break_rule=BreakRule(after_s=270 * MIN, length_s=45 * MIN, counts="driving"))
    ways = travel(("hub", "a"), [[0, 135], [136, 0]])
    assert Fraction(271 + 45, 60) == hours_paid(lorry, ways, stop("a"))


def test_a_break_swallows_waiting() -> None:
    """A driver who must wait anyway rests then, and the run gets no longer.

    A closes at 07:00, an hour away; B, half an hour further, opens at 09:00 and is an hour from the hub.
    """
    ways = travel(("hub", "a", "b"), [[0, 60, 60], [60, 0, 30], [60, 30, 0]])
    a, b = stop("a", windows=windows("06:00-07:00")), stop("b", windows=windows("09:00-18:00"))
    ruled = van(
        break_rule=BreakRule(after_s=2 * HOUR, length_s=30 * MIN, counts="work"), longest_shift_s=4 * HOUR
    )
    assert 4 == hours_paid(ruled, ways, a, b)


def test_a_break_moves_to_where_both_spans_just_fit() -> None:
    """With 119 minutes of work allowed only a break from 07:59 to 08:01, while waiting, keeps the rule."""
    ways = travel(("hub", "a", "b"), [[0, 60, 60], [60, 0, 30], [60, 30, 0]])
    a, b = stop("a", windows=windows("06:00-07:00")), stop("b", windows=windows("09:00-18:00"))
    rule = BreakRule(after_s=119 * MIN, length_s=2 * MIN, counts="work")
    assert 4 == hours_paid(van(break_rule=rule, longest_shift_s=4 * HOUR), ways, a, b)


def test_longest_shift_just_kept() -> None:
    """Two hours out and back fit a shift of two hours."""
    assert 2 == hours_paid(van(longest_shift_s=2 * HOUR), spokes({"a": 60}), stop("a"))


def test_longest_shift_just_broken() -> None:
    """One second of service is one second too much."""
    second = stop("a", service_fixed_s=1)
    assert hours_paid(van(longest_shift_s=2 * HOUR), spokes({"a": 60}), second) is None


def test_latest_return_just_kept_and_just_broken() -> None:
    """A stop that opens at 16:00, an hour away, lets the van be back at 17:00 and not before."""
    late = stop("a", windows=windows("16:00-17:00"))
    assert 2 == hours_paid(van(latest_return_s=at("17:00")), spokes({"a": 60}), late)
    assert hours_paid(van(latest_return_s=at("17:00") - 1), spokes({"a": 60}), late) is None


def test_window_just_reached_and_just_missed() -> None:
    """Service may begin when the window closes, and not a second later."""
    early = stop("a", windows=windows("06:30-07:00"))
    assert 2 == hours_paid(van(), spokes({"a": 60}), early)
    assert hours_paid(van(earliest_departure_s=at("06:00") + 1), spokes({"a": 60}), early) is None


ROUND = travel(("hub", "a", "b"), [[0, 10, 30], [30, 0, 10], [10, 30, 0]])  # cheap only by A first
A_GIVES = stop("a", crates_in_per_week=Fraction(4), crates_out_per_week=Fraction(6))
B_TAKES = stop("b", crates_in_per_week=Fraction(5), crates_out_per_week=Fraction(1))


def test_load_peaks_in_the_middle_of_a_run() -> None:
    """By A first the van carries 9, 11, 7 crates: eleven must fit though fewer leave and return."""
    assert Fraction(30, 60) == hours_paid(van(capacity_crates=11), ROUND, A_GIVES, B_TAKES)


def test_a_full_van_takes_the_dearer_order() -> None:
    """By B first it carries 9, 5, 7 crates; ten are enough, and the run costs three times as long."""
    assert Fraction(90, 60) == hours_paid(van(capacity_crates=10), ROUND, A_GIVES, B_TAKES)
    assert Fraction(90, 60) == hours_paid(van(capacity_crates=9), ROUND, A_GIVES, B_TAKES)


def test_a_van_too_small_for_any_order_never_drives() -> None:
    """Nine crates leave the hub in any order."""
    assert hours_paid(van(capacity_crates=8), ROUND, A_GIVES, B_TAKES) is None


def test_closed_stop_is_never_visited() -> None:
    """Monday has no run to a stop that takes deliveries on other days."""
    assert hours_paid(van(), spokes({"a": 60}), stop("a", windows=windows(days=(1, 2, 3, 4)))) is None


def test_order_of_an_impossible_set_is_refused() -> None:
    """A route that does not exist must not be read as an empty one."""
    table = route_table(monday_inputs(problem([stop("a")], spokes({"a": 60}), van(longest_shift_s=HOUR))))
    with pytest.raises(KeyError):
        table.order(1)


def test_order_is_the_one_that_was_priced() -> None:
    """The price of one order with the stops of another would be a wrong timetable."""
    table = route_table(monday_inputs(problem([A_GIVES, B_TAKES], ROUND, van(capacity_crates=11))))
    assert (0, 1) == table.order(0b11)


@pytest.mark.parametrize("seeds", BLOCKS[:5], ids=str)
def test_cheapest_run_through_all_stops_is_the_tables(seeds: range) -> None:
    """Routes are priced again one by one; dropping dear partial runs early must not drop the cheapest."""
    for seed in seeds:
        week = draw_monday(seed)
        price, order = cheapest_run_of(monday_inputs(week))
        assert by_hand(week, 2 ** len(week.stops) - 1).price == in_ore(price), f"seed {seed}"
        assert price >= NEVER or set(order) == set(range(len(week.stops)))


def test_cheapest_run_is_found_up_to_its_own_price_and_not_below() -> None:
    """A limit is a limit: a run for just as much is kept, one for a trifle more is not."""
    tried = 0
    for seed in range(120):
        inputs = monday_inputs(draw_monday(seed))
        price = cheapest_run_of(inputs)[0]
        if price < NEVER:
            assert price == cheapest_run_of(inputs, at_most=price)[0], f"seed {seed}"
            assert (NEVER, ()) == cheapest_run_of(inputs, at_most=price - 1), f"seed {seed}"
            tried += 1
    assert tried > 20
