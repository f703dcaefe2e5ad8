"""A wish changes what it names, and nothing else."""

from dataclasses import replace

import pytest

from logistics.planning import build_problem
from logistics.questions.alternative import dataset_under
from logistics.questions.wish import Wish, wished
from routes.places import Window
from tests.routes.small import problem, spokes, stop, van, windows

WEEK = problem(
    [stop("a", windows=windows(days=(0, 1, 2)), vehicle_ids=frozenset({"one", "two"})), stop("b")],
    spokes({"a": 30, "b": 20}),
    van("one"),
    van("two"),
)


def changed(wish):
    """Every field of stop a that the wish changes, with its new value."""
    before, after = WEEK.stops[0], wished(WEEK, wish).stops[0]
    assert WEEK.stops[1] == wished(WEEK, wish).stops[1]
    fields = type(before).__slots__
    return {name: getattr(after, name) for name in fields if getattr(after, name) != getattr(before, name)}


def test_days_are_those_days_and_no_others():
    """Tuesdays and Wednesdays means two visits."""
    wish = Wish(stop_id="a", weekdays=frozenset({1, 2}))
    assert {"fixed_weekdays": frozenset({1, 2}), "visits_fewest": 2, "visits_most": 2} == changed(wish)


def test_days_with_more_visits_leave_the_others_free():
    """Tuesday and one day more."""
    wish = Wish(stop_id="a", weekdays=frozenset({1}), visits=2)
    assert {"fixed_weekdays": frozenset({1}), "visits_fewest": 2, "visits_most": 2} == changed(wish)


def test_a_window_holds_on_the_days_that_take_deliveries():
    """A closed day stays closed."""
    morning = Window(opens_s=0, closes_s=3600)
    expected = {"windows": (morning, morning, morning, None, None)}
    assert expected == changed(Wish(stop_id="a", window=morning))


def test_wishes_hold_together():
    """Three visits by one van before b."""
    wish = Wish(stop_id="a", visits=3, vehicle_ids=frozenset({"two"}), before=frozenset({"b"}))
    assert {
        "visits_fewest": 3,
        "visits_most": 3,
        "vehicle_ids": frozenset({"two"}),
        "before": frozenset({"b"}),
    } == changed(wish)


def test_without_a_vehicle_nobody_waits_for_it():
    """Also stops that are reserved for it and another."""
    found = wished(WEEK, Wish(without=frozenset({"one"})))
    assert (["two"], frozenset({"two"})) == ([v.id for v in found.vehicles], found.stops[0].vehicle_ids)


@pytest.mark.parametrize(
    "wish",
    [
        {},
        {"stop_id": "a"},
        {"visits": 2},
        {"stop_id": "a", "weekdays": frozenset()},
        {"stop_id": "a", "weekdays": frozenset({5})},
        {"stop_id": "a", "visits": 6},
        {"stop_id": "a", "visits": 1, "weekdays": frozenset({0, 2})},
        {"stop_id": "a", "before": frozenset({"a", "b"})},
        {"stop_id": "a", "vehicle_ids": frozenset({"one"}), "without": frozenset({"one", "two"})},
    ],
)
def test_half_a_wish_is_refused(wish):
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"wish|weekdays|visits"):
        Wish(**wish)


@pytest.mark.parametrize("wish", [Wish(stop_id="x", visits=1), Wish(without=frozenset({"x"}))])
def test_unknown_names_are_refused(wish):
    """A vehicle that is not there cannot be missed."""
    with pytest.raises(KeyError):
        wished(WEEK, wish)


WISHES = [
    Wish(stop_id="KIL", weekdays=frozenset({0, 2})),
    Wish(stop_id="KIL", visits=2),
    Wish(stop_id="KIL", before=frozenset({"KAR"}), vehicle_ids=frozenset({"bil-1"})),
    Wish(stop_id="SAF", window=Window(opens_s=9 * 3600, closes_s=12 * 3600)),
    Wish(without=frozenset({"bil-2"})),
    Wish(stop_id="SAF", vehicle_ids=frozenset({"bil-1"}), without=frozenset({"bil-2"})),
]


@pytest.mark.parametrize("wish", WISHES)
def test_a_data_set_under_a_wish_is_the_wished_problem(small, wish):
    """A saved alternative is read back as the week that was asked about."""
    asked, saved = wished(build_problem(small), wish), build_problem(dataset_under(small, wish))
    assert (asked.stops, asked.vehicles, asked.hub) == (saved.stops, saved.vehicles, saved.hub)


def test_a_reservation_survives_without_another_vehicle(small):
    """An empty list of vehicles would mean any: it must not become one."""
    rows = tuple(replace(row, vehicles=frozenset({"bil-1", "bil-2"})) for row in small.stops)
    found = dataset_under(replace(small, stops=rows), Wish(without=frozenset({"bil-2"})))
    assert {frozenset({"bil-1"})} == {row.vehicles for row in found.stops}
