"""How long a book travels, worked out on paper."""

from fractions import Fraction

import pytest

from logistics.dataset import Flow
from logistics.questions.arrivals import mean_days_to_arrival
from routes.plan import Run, Visit, WeekPlan


def run(weekday, *stop_ids):
    """A run that serves these stops in this order."""
    visits = (
        Visit(stop_id=s, arrive_s=0, begin_s=0, leave_s=0, delivered_crates=0, collected_crates=0)
        for s in stop_ids
    )
    return Run(weekday=weekday, vehicle_id="van", depart_s=0, return_s=0, visits=tuple(visits))


def flow(from_stop, to_stop, crates):
    return Flow(from_stop=from_stop, to_stop=to_stop, crates_per_week=Fraction(crates))


ARVIKA_BORGVIK = WeekPlan(runs=(run(0, "a"), run(1, "b"), run(3, "a")))


@pytest.mark.parametrize(
    ("flows", "expected"),
    [
        # Mon: that day's van, to b on Tuesday: 1. Tue: Thursday's van, next Tuesday: 7. Then 6, 5, and 4.
        ([flow("a", "b", 1)], Fraction(1 + 7 + 6 + 5 + 4, 5)),
        # Mon: Tuesday's van, to a on Thursday: 3. Tue: 2. Wed: Tuesday, Thursday next week: 8. Thu: 7. Fri: 6.
        ([flow("b", "a", 1)], Fraction(3 + 2 + 8 + 7 + 6, 5)),
        # Three crates of the second for one of the first: (4.6 + 3 x 5.2) / 4.
        ([flow("a", "b", 1), flow("b", "a", 3)], Fraction(101, 20)),
        # No crates at all: both ways alike.
        ([], Fraction(49, 10)),
        ([flow("a", "b", 0)], Fraction(49, 10)),
    ],
)
def test_two_libraries_on_paper(flows, expected):
    """a on Mondays and Thursdays, b on Tuesdays."""
    assert expected == mean_days_to_arrival(ARVIKA_BORGVIK, flows)


ONE_RUN = WeekPlan(runs=(run(0, "a", "b"),))


def test_sorted_at_the_hub_a_book_waits_for_the_next_week():
    """Collected on Monday, delivered the Monday after: 7 days, and up to 13 for one handed in on Tuesday."""
    assert Fraction(7 + 13 + 12 + 11 + 10, 5) == mean_days_to_arrival(ONE_RUN, [flow("a", "b", 1)])


def test_dropped_directly_it_arrives_the_day_it_is_collected():
    """b comes after a on the run: 0 days on Monday, 6 on Tuesday …"""
    days = mean_days_to_arrival(ONE_RUN, [flow("a", "b", 1)], dropped_directly=True)
    assert Fraction(0 + 6 + 5 + 4 + 3, 5) == days


def test_nothing_is_dropped_where_the_van_has_already_been():
    """a comes before b, so a book from b to a is sorted at the hub in any case."""
    flows = [flow("b", "a", 1)]
    sorted_days = mean_days_to_arrival(ONE_RUN, flows)
    assert sorted_days == mean_days_to_arrival(ONE_RUN, flows, dropped_directly=True)


def test_another_run_of_the_day_drops_nothing():
    """The book is in the other van."""
    two = WeekPlan(runs=(run(0, "a"), run(0, "b")))
    flows = [flow("a", "b", 1)]
    assert mean_days_to_arrival(two, flows) == mean_days_to_arrival(two, flows, dropped_directly=True)


def test_daily_visits_take_a_day_and_weekends():
    """Next day, except from Friday to Monday: (1 + 1 + 1 + 1 + 3) / 5."""
    daily = WeekPlan(runs=tuple(run(day, "a", "b") for day in range(5)))
    assert Fraction(7, 5) == mean_days_to_arrival(daily, [flow("b", "a", 2)])


def test_one_library_alone_sends_nothing():
    """No pairs, no days."""
    assert 0 == mean_days_to_arrival(WeekPlan(runs=(run(0, "a"),)), [])
