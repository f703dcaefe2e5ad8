"""What is proven without a solver is never more than what brute force finds, and on small weeks no less."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest

from routes.duals import Duals
from routes.progress import Watch
from routes.proof import Proven, by_runs, prove, proving
from routes.proof.numbers import ORE
from tests.routes.brute_force import BruteWeek
from tests.routes.drawn_rules import draw_ruled_week
from tests.routes.proof.worked import ONE_RUN_ORE, ONE_STOP, drawn_duals, drawn_gap_duals, proven, worth
from tests.routes.small import problem, spokes, stop, van, windows

WEEKS = {
    seed: (week, cost_ore)
    for seed in range(24)
    if (cost_ore := BruteWeek(week := draw_ruled_week(seed, stops=3, vans=2)).cost_ore()) is not None
}
HALF_RUNS_ORE = 2  # five runs there may be, each rounded by up to half an öre, in whole öre


def test_a_visit_worth_its_run_bounds_it_to_the_ore() -> None:
    """The stop pays a run's price, and no day can be had for less than its visits are worth."""
    found = proven(ONE_STOP, worth(ONE_RUN_ORE, "a"), ONE_RUN_ORE)
    assert Proven(dual_bound_ore=ONE_RUN_ORE - HALF_RUNS_ORE, bound_ore=ONE_RUN_ORE) == found


def test_a_visit_worth_less_bounds_less() -> None:
    """The stop pays what the visit is worth; the days earn nothing."""
    assert 20_000 - HALF_RUNS_ORE == proven(ONE_STOP, worth(20_000, "a"), 0).dual_bound_ore


def test_a_visit_worth_too_much_bounds_less() -> None:
    """On each of five days a run to the stop would earn 60 kr: 600 kr less five of these."""
    assert (
        ONE_RUN_ORE + 6_000 - 5 * 6_000 - HALF_RUNS_ORE
        == proven(ONE_STOP, worth(ONE_RUN_ORE + 6_000, "a"), 0).dual_bound_ore
    )


def test_visits_worth_nothing_prove_nothing() -> None:
    """No plan costs less than nothing; that much is always known."""
    assert Proven(dual_bound_ore=0, bound_ore=0) == proven(ONE_STOP, Duals(visits={}), 0)


def test_branching_proves_what_worthless_prices_cannot() -> None:
    """The branches are all weeks there are: each is priced."""
    assert Proven(dual_bound_ore=0, bound_ore=ONE_RUN_ORE) == proven(ONE_STOP, Duals(visits={}), ONE_RUN_ORE)


def test_a_cheaper_plan_is_found_out() -> None:
    """A plan that says it is the best at 700 kr, where one for 540 kr exists."""
    found = proven(ONE_STOP, worth(ONE_RUN_ORE, "a"), 70_000)
    assert (ONE_RUN_ORE, ONE_RUN_ORE) == (found.bound_ore, found.cheaper_ore)


def test_scarce_runs_have_a_price(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two stops on one run cost 980 kr. At 10 kr more for each visit and -20 kr for a run, one run gives it all
    back; where two runs may be made, they give back 40 kr. Each is rounded by up to half an öre.
    """  # fmt: skip
    monkeypatch.setattr(proving, "MOST_STOPS", 0)
    monday = [stop(name, windows=windows(days=(0,))) for name in "ab"]
    week = problem(monday, spokes({"a": 20, "b": 20}), van("x"), van("y"))
    both_ore = 10_000 + 80 * 1_100
    duals = replace(worth(both_ore // 2 + 1_000, "a", "b"), runs=(-2_000 * ORE, 0, 0, 0, 0))
    assert both_ore == proven(replace(week, most_runs={0: 1}), duals, both_ore).dual_bound_ore
    assert both_ore - 2_000 - 1 == proven(week, duals, both_ore).dual_bound_ore


@pytest.mark.parametrize("most_ore", [0, 3_000, 30_000])
def test_no_bound_is_above_the_cheapest_week(most_ore: int) -> None:
    """Whatever numbers the file holds: this is what makes the proof a proof."""
    for seed, (week, cost_ore) in WEEKS.items():
        found = proven(week, drawn_duals(week, seed, most_ore), cost_ore + 50, cost_ore)
        assert found.dual_bound_ore <= found.bound_ore <= cost_ore, seed
        assert found.cheaper_ore in (None, cost_ore), seed


def test_single_runs_are_proven_to_the_ore() -> None:
    """Where no vehicle goes twice, nothing is left to believe."""
    single = [w for w in WEEKS.items() if all(vehicle.runs_most == 1 for vehicle in w[1][0].vehicles)]
    assert single
    for seed, (week, cost_ore) in single:
        assert cost_ore == proven(week, drawn_duals(week, seed, 3_000), cost_ore).bound_ore, seed


@pytest.mark.parametrize("draw", [drawn_duals, drawn_gap_duals])
def test_runs_one_by_one_bound_no_more_than_the_cheapest_week(
    monkeypatch: pytest.MonkeyPatch, draw: Callable[..., Duals]
) -> None:
    """Many stops: the same argument with the smallest reduced cost of a run, by visit or by its gap."""
    monkeypatch.setattr(proving, "MOST_STOPS", 0)
    for seed, (week, cost_ore) in WEEKS.items():
        for most_ore in (3_000, 30_000):
            found = proven(week, draw(week, seed, most_ore), cost_ore)
            assert found.bound_ore is not None
            assert found.bound_ore <= cost_ore, seed


def test_worth_by_gap_bounds_few_stops_too() -> None:
    """Whatever the number of stops, any numbers give a valid bound."""
    for seed, (week, cost_ore) in list(WEEKS.items())[:6]:
        assert cost_ore >= proven(week, drawn_gap_duals(week, seed, 3_000), cost_ore).bound_ore


def test_runs_one_by_one_bound_a_stop_to_the_ore(monkeypatch: pytest.MonkeyPatch) -> None:
    """The figures on paper do not depend on how they are found."""
    monkeypatch.setattr(proving, "MOST_STOPS", 0)
    assert ONE_RUN_ORE - HALF_RUNS_ORE == proven(ONE_STOP, worth(ONE_RUN_ORE, "a"), ONE_RUN_ORE).bound_ore


def test_too_many_stops_are_left_to_the_solvers_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is claimed that was not looked at."""
    monkeypatch.setattr(proving, "MOST_STOPS", 0)
    monkeypatch.setattr(by_runs, "MOST_STOPS", 0)
    assert Proven(dual_bound_ore=None, bound_ore=None) == proven(ONE_STOP, worth(1, "a"), 1)


def test_no_time_proves_nothing() -> None:
    """The clock is asked before each day."""
    ticks = iter([0.0, *[100.0] * 100])
    watch = Watch(time_limit_s=1, clock=lambda: next(ticks))
    assert Proven(dual_bound_ore=None, bound_ore=None) == prove(ONE_STOP, worth(1, "a"), [1], watch)


def test_the_order_of_stops_changes_nothing() -> None:
    """Stops are branched on in an order of their own."""
    for seed, (week, cost_ore) in list(WEEKS.items())[:6]:
        duals = drawn_duals(week, seed, 3_000)
        turned = replace(week, stops=week.stops[::-1])
        assert proven(week, duals, cost_ore) == proven(turned, duals, cost_ore)


def test_no_solver_is_loaded() -> None:
    """Whoever verifies trusts neither OR-Tools nor our own search."""
    code = "import routes.proof, sys; print([m for m in sys.modules if m.startswith(('ortools', 'routes.solve'))])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "[]\n" == done.stdout
