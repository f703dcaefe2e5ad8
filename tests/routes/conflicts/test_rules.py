"""Every rule can be let go of, alone."""

from dataclasses import replace
from fractions import Fraction

import pytest

from routes.conflicts.rules import Rule, let_go, restricted, rules_of
from routes.places import DAY_S, Hub
from tests.routes.small import FIVE_HOURS_WORK, at, problem, spokes, stop, van, windows

RULED = stop(
    "a",
    windows=windows(days=(0, 1, 2)),
    visits_fewest=2,
    visits_most=2,
    longest_gap_days=3,
    fixed_weekdays=frozenset({0}),
    vehicle_ids=frozenset({"van"}),
    before=frozenset({"b"}),
)
VAN = van(weekdays=frozenset({0, 2}), break_rule=FIVE_HOURS_WORK, longest_shift_s=at("10:00"))
WEEK = replace(
    problem([RULED, stop("b")], spokes({"a": 30, "b": 20}), VAN),
    hub=Hub(name="Hub", place_id="hub", weekdays=frozenset({0, 2, 4}), cutoff_s=at("17:00")),
    most_runs={0: 1},
)
OF_A = {"window", "delivery_days", "visits", "fixed_days", "longest_gap", "reserved_vehicles", "order"}
OF_VAN = {"break", "shift", "hours", "capacity", "service_days"}
OF_WEEK = {"cutoff", "hub_days", "most_runs", "fleet"}


def test_every_rule_is_listed_once():
    """What is not listed can never be named as the cause."""
    listed = [rule for rule in rules_of(WEEK) if rule.of != "b"]
    expected = (
        {("a", kind) for kind in OF_A} | {("van", kind) for kind in OF_VAN} | {("", k) for k in OF_WEEK}
    )
    assert expected == {(rule.of, rule.kind) for rule in listed}
    assert len(expected) == len(listed)


def test_a_stop_without_wishes_has_only_its_window_and_its_visits():
    """A rule that forbids nothing is none."""
    assert {"window", "visits"} == {rule.kind for rule in rules_of(WEEK) if rule.of == "b"}


LET_GO = {
    "window": lambda p: p.stops[0].windows[0].closes_s == DAY_S and p.stops[0].windows[4] is None,
    "delivery_days": lambda p: p.stops[0].windows[4] == p.stops[0].windows[0],
    "visits": lambda p: (p.stops[0].visits_fewest, p.stops[0].visits_most) == (1, 5),
    "fixed_days": lambda p: p.stops[0].fixed_weekdays == frozenset(),
    "longest_gap": lambda p: p.stops[0].longest_gap_days == 5,
    "reserved_vehicles": lambda p: p.stops[0].vehicle_ids is None,
    "order": lambda p: p.stops[0].before == frozenset(),
    "break": lambda p: p.vehicles[0].break_rule is None,
    "shift": lambda p: p.vehicles[0].longest_shift_s == at("10:30"),  # two fives and the half hour between
    "hours": lambda p: p.vehicles[0].latest_return_s == DAY_S,
    "capacity": lambda p: p.vehicles[0].capacity_crates > 10**5,
    "service_days": lambda p: p.vehicles[0].weekdays == frozenset(range(5)),
    "cutoff": lambda p: p.hub.cutoff_s == DAY_S,
    "hub_days": lambda p: p.hub.weekdays == frozenset(range(5)),
    "most_runs": lambda p: p.most_runs == {},
    "fleet": lambda p: len(p.vehicles) == 4 and "van+3" in p.stops[0].vehicle_ids,
}


@pytest.mark.parametrize("kind", LET_GO)
def test_letting_go_of_a_rule_changes_that_rule_only(kind):
    """Letting go of it once more finds nothing left."""
    (rule,) = (rule for rule in rules_of(WEEK) if rule.kind == kind and rule.of != "b")
    free = let_go(WEEK, [rule])
    assert LET_GO[kind](free)
    others = {r for r in rules_of(WEEK) if r != rule and "fleet" not in (r.kind, kind)}
    assert others <= set(rules_of(free)) | {Rule(kind="delivery_days", of="a")}


def test_without_its_break_a_shift_may_last_all_day():
    """The law's limit comes from the break, whichever is let go of first."""
    both = [Rule(kind="shift", of="van"), Rule(kind="break", of="van")]
    assert DAY_S == let_go(WEEK, both).vehicles[0].longest_shift_s


def test_a_week_of_some_stops_forgets_the_others():
    """An order that names a stop which is not there would be refused."""
    assert frozenset() == restricted(WEEK, ["a"]).stops[0].before


def test_crates_are_no_rule():
    """What libraries send is a fact; only what the van holds can be let go of."""
    heavy = problem([stop("a", crates_in_per_week=Fraction(99))], spokes({"a": 10}))
    assert Rule(kind="capacity", of="van") in rules_of(heavy)
