"""Why a week cannot be planned, on cases worked out by hand, and on weeks drawn by chance."""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest

from routes.conflicts import Kind, explain
from routes.conflicts.easings import ease
from routes.conflicts.explanation import LIKELY
from routes.conflicts.rules import let_go, restricted, rules_of
from routes.errors import ImpossiblePlan, Obstacle
from routes.places import Hub
from routes.week import plan_week
from tests.routes.drawn import draw_week
from tests.routes.small import at, problem, spokes, stop, van, windows

EARLY = {"windows": windows("08:00-08:10", [0])}

LATE_VAN = problem(
    [stop("torsby", windows=windows("08:00-10:00")), stop("kil")],
    spokes({"torsby": 84, "kil": 20}),
    van(earliest_departure_s=at("09:00")),
)
TWO_AT_ONCE = problem(
    [stop("a", **EARLY), stop("b", **EARLY), stop("c")], spokes({"a": 60, "b": 60, "c": 20})
)
DAILY = {"visits_fewest": 5, "visits_most": 5, "longest_gap_days": 1}
FOUR_DAILY = problem(
    [stop(name, **DAILY) for name in "abcd"],
    spokes(dict.fromkeys("abcd", 70)),
    van(longest_shift_s=at("08:00")),
)


def found(week):
    """The conflict as stops, kinds of rules, and what is known of it."""
    conflict = explain(week, time_limit_s=60, seed=1).conflict
    kinds = {(rule.kind, rule.of) for rule in conflict.rules}
    return set(conflict.stop_ids), kinds, conflict.is_proven, conflict.is_minimal


def remedies(week):
    """Change, of what, steps and cost of every remedy."""
    explanation = explain(week, time_limit_s=60, seed=1)
    assert explanation.tried_all
    return {(r.way.change, r.way.of, r.way.weekday): (r.steps, r.cost_ore) for r in explanation.remedies}


def test_a_late_van_and_an_early_door():
    """Torsby is reached at 10:24 at the earliest; Kil, the shift and the number of vans have no part in it."""
    expected = {"torsby"}, {("window", "torsby"), ("hours", "van")}, True, True
    assert expected == found(LATE_VAN)


def test_a_late_van_is_helped_by_twenty_five_minutes():
    """24 minutes are missing, in steps of five; then one run of 208 km and minutes: 100 + 2 080 + 208 kr."""
    expected = {
        ("closes_later", "torsby", None): (5, 238_800),
        ("departs_earlier", "van", None): (5, 238_800),
    }
    assert expected == remedies(LATE_VAN)


def test_two_doors_open_at_the_same_time():
    """One van cannot be at both at eight; another day, another time or another van would do."""
    stops, rules, *known = found(TWO_AT_ONCE)
    assert ({"a", "b"}, [True, True]) == (stops, known)
    both = {(kind, of) for kind in ("window", "delivery_days") for of in "ab"}
    assert both | {("fleet", "")} == rules


def test_two_doors_are_helped_by_time_day_or_van():
    """From a to b takes two hours: 10:00, 110 minutes after 08:10. One run: 280 km and minutes, 3 180 kr.

    Two runs, or one on another day, are 120 and 160 of both: 3 280 kr. Opening earlier does not help: the van
    is nowhere before seven.
    """
    assert {
        **{("closes_later", of, None): (22, 318_000) for of in "ab"},
        **{("delivery_day", of, day): (1, 328_000) for of in "ab" for day in (1, 2, 3, 4)},
        ("more_vehicles", "van", None): (1, 328_000),
    } == {way: found for way, found in remedies(TWO_AT_ONCE).items() if way[0] != "more_runs_a_day"}


def test_four_daily_visits_need_a_longer_shift():
    """Four spokes of 140 minutes are 560; the van has 480: 80 minutes more, sixteen steps."""
    stops, rules, is_proven, is_minimal = found(FOUR_DAILY)
    assert (set("abcd"), True, True) == (stops, is_proven, is_minimal)
    assert {("shift", "van"), ("fleet", "")} < rules
    assert (16, 5 * (10_000 + 560_000 + 56_000)) == remedies(FOUR_DAILY)["longer_shift", "van", None]


MONDAY = {"windows": windows(days=[0])}
TWO = spokes({"a": 60, "b": 60})
SORTED_EARLY = Hub(name="Hub", place_id="hub", cutoff_s=at("07:45"))
OTHERS = {
    "six crates and six in a van for ten": (
        problem([stop(s, crates_in_per_week=Fraction(6), **MONDAY) for s in "ab"], TWO),
        {("capacity", "van"), ("fleet", ""), ("delivery_days", "a"), ("delivery_days", "b")},
        ("more_crates", "van", None, 2, 10_000 + 240_000 + 24_000),
    ),
    "one run on Mondays, two doors at eight": (
        replace(
            problem([stop("a", **EARLY), stop("b", **EARLY)], TWO, van("one"), van("two")), most_runs={0: 1}
        ),
        {("most_runs", ""), *((kind, s) for kind in ("window", "delivery_days") for s in "ab")},
        ("more_runs", "", 0, 1, 2 * (10_000 + 120_000 + 12_000)),
    ),
    "reserved for a van that goes on another day": (
        problem(
            [stop("a", vehicle_ids=frozenset({"two"}), **MONDAY)],
            TWO,
            van("one"),
            van("two", weekdays=frozenset({1})),
        ),
        {("reserved_vehicles", "a"), ("delivery_days", "a"), ("service_days", "two")},
        ("any_vehicle", "a", None, 1, 10_000 + 120_000 + 12_000),
    ),
    "each before the other": (
        problem(
            [stop("a", before=frozenset({"b"}), **MONDAY), stop("b", before=frozenset({"a"}), **MONDAY)], TWO
        ),
        {("order", "a"), ("order", "b"), ("fleet", ""), ("delivery_days", "a"), ("delivery_days", "b")},
        ("any_order", "a", None, 1, 10_000 + 240_000 + 24_000),
    ),
    "back a quarter past the sorting": (
        replace(problem([stop("a", **MONDAY)], TWO), hub=SORTED_EARLY),
        {("cutoff", ""), ("hours", "van")},
        ("later_cutoff", "", None, 3, 10_000 + 120_000 + 12_000),
    ),
}


def test_a_run_more_every_day_is_tried_before_the_conflict_is_known():
    """Both doors on both days: a run more on one day only is not enough."""
    doors = windows("08:00-08:10", [0, 3])
    twice = {"visits_fewest": 2, "visits_most": 2, "longest_gap_days": 3}
    stops = [stop(name, windows=doors, **twice) for name in "ab"]
    week = replace(problem(stops, TWO, van("one"), van("two")), most_runs={0: 1, 3: 1})
    (first, *_) = [r for r in explain(week, time_limit_s=60, seed=1).remedies if r.way.change == "more_runs"]
    assert (None, 1, 4 * (10_000 + 120_000 + 12_000)) == (first.way.weekday, first.steps, first.cost_ore)


HEADLINES = {
    "the closed day": ("fixed_day_closed", {("fixed_days", "b"), ("delivery_days", "b")}),
    "the gap": ("no_pattern", {("visits", "b"), ("longest_gap", "b")}),
}


@pytest.mark.parametrize("case", HEADLINES)
def test_of_several_conflicts_the_one_asked_about_is_told(case):
    """b is fixed on a closed day, and one visit leaves a gap of five; a takes more driving and has a gap too."""
    once = {"visits_fewest": 1, "visits_most": 1, "longest_gap_days": 2}
    wednesday = {"windows": windows(days=[0, 1, 3, 4]), "fixed_weekdays": frozenset({2})}
    week = problem([stop("a", **once), stop("b", **once, **wednesday)], TWO)
    rule, expected = HEADLINES[case]
    headline = Obstacle(rule=rule, sentence="", remedy="", facts={"stop": "B"})
    conflict = explain(week, time_limit_s=60, seed=1, headline=headline).conflict
    assert (("b",), expected) == (conflict.stop_ids, {(rule.kind, rule.of) for rule in conflict.rules})


TWO_FAULTS = problem(
    [
        stop("a", windows=windows("06:00-06:10", [1])),
        stop("b", vehicle_ids=frozenset({"two"}), **MONDAY),
    ],
    spokes({"a": 60, "b": 100}),
    van("one"),
    van("two", weekdays=frozenset({4})),
)


def test_several_conflicts_are_eased_one_after_another():
    """a is reached fifty minutes late, b by nobody: no single change mends both; 1 420 and 2 300 kr."""
    explanation = explain(TWO_FAULTS, time_limit_s=60, seed=1)
    assert ((), True) == (explanation.remedies, explanation.tried_all)
    together = explanation.together
    assert together is not None
    assert {"a", "b"} == {"b" if way.of in ("b", "two") else "a" for way, _ in together.changes}
    assert 142_000 + 230_000 == together.cost_ore


@pytest.mark.parametrize("case", OTHERS)
def test_other_rules_conflict_and_are_eased(case):
    """Each with the rules that take part, and one way out with its price worked out by hand."""
    week, rules, (change, of, weekday, steps, cost_ore) = OTHERS[case]
    assert (rules, True, True) == found(week)[1:]
    assert (steps, cost_ore) == remedies(week)[change, of, weekday]


def test_every_kind_of_rule_has_its_turn():
    """One that is in no order could not be asked about."""
    assert set(get_args(Kind)) == set(LIKELY)
    assert len(LIKELY) == len(set(LIKELY))


def test_the_cheapest_comes_first():
    """A planner reads the first line."""
    explanation = explain(TWO_AT_ONCE, time_limit_s=60, seed=1)
    costs = [remedy.cost_ore for remedy in explanation.remedies]
    assert sorted(costs) == costs
    assert all(remedy.is_cheapest for remedy in explanation.remedies)


def test_a_van_without_days_is_the_whole_story():
    """Nobody drives at all."""
    idle = problem([stop("a")], spokes({"a": 10}), van(weekdays=frozenset()))
    stops, rules, *_ = found(idle)
    assert ({"a"}, {("service_days", "van")}) == (stops, rules)
    assert (1, 10_000 + 20_000 + 2_000) == remedies(idle)["service_day", "van", 3]


def test_no_time_gives_an_answer_that_claims_nothing():
    """Everything may then be part of the conflict."""
    explanation = explain(FOUR_DAILY, time_limit_s=1e-6, seed=1)
    assert not explanation.conflict.is_minimal
    assert not explanation.tried_all
    assert () == explanation.remedies


def is_possible(week):
    try:
        plan_week(week, time_limit_s=60, seed=1)
    except ImpossiblePlan:
        return False
    return True


WORKED = {"late": LATE_VAN, "at once": TWO_AT_ONCE, "daily": FOUR_DAILY}


@pytest.fixture(scope="module")
def drawn():
    """Weeks drawn by chance that cannot be planned."""
    weeks = (draw_week(seed, stops=3, vans=1 + seed % 2, alike=bool(seed % 3)) for seed in range(45))
    return [week for week in weeks if not is_possible(week)]


def assert_is_a_conflict(week):
    """The planner's own answer to each week: the whole impossible, without any rule or stop possible."""
    conflict = explain(week, time_limit_s=60, seed=1).conflict
    assert (True, True) == (conflict.is_proven, conflict.is_minimal)
    core = restricted(week, conflict.stop_ids)
    others = set(rules_of(core)) - set(conflict.rules)
    assert not is_possible(let_go(core, others))
    for rule in conflict.rules:
        assert is_possible(let_go(core, {*others, rule})), rule
    for stop_id in conflict.stop_ids:
        rest = restricted(core, set(conflict.stop_ids) - {stop_id})
        assert is_possible(let_go(rest, others)), stop_id


def assert_remedies_are_just_enough(week):
    """With each the week can be planned at that cost; with a step less it cannot."""
    for remedy in explain(week, time_limit_s=60, seed=1).remedies:
        _, certificate = plan_week(ease(week, remedy.way, remedy.steps), time_limit_s=60, seed=1)
        assert remedy.cost_ore == certificate.cost_ore
        assert remedy.steps == 1 or not is_possible(ease(week, remedy.way, remedy.steps - 1))


@pytest.mark.parametrize("week", WORKED.values(), ids=WORKED)
def test_nothing_in_a_worked_conflict_can_be_left_out(week):
    """A rule that has no part in it would send the planner the wrong way."""
    assert_is_a_conflict(week)


def test_nothing_in_a_drawn_conflict_can_be_left_out(drawn):
    """The same for weeks that nobody thought of."""
    assert len(drawn) > 6
    for week in drawn:
        assert_is_a_conflict(week)


@pytest.mark.parametrize("week", [LATE_VAN, TWO_AT_ONCE], ids=["late", "at once"])
def test_a_remedy_of_a_worked_conflict_is_just_enough(week):
    """Nobody is asked for more than it takes."""
    assert_remedies_are_just_enough(week)


def test_a_remedy_of_a_drawn_conflict_is_just_enough(drawn):
    """The same for weeks that nobody thought of."""
    for week in drawn[:12]:
        assert_remedies_are_just_enough(week)


def test_one_of_two_stops_alone_is_found_before_any_pair():
    """The smallest conflict is the easiest to mend."""
    far = replace(stop("far"), windows=windows("06:00-06:10"))
    week = problem([stop("a", **EARLY), stop("b", **EARLY), far], spokes({"a": 60, "b": 60, "far": 90}))
    assert {"far"} == found(week)[0]
