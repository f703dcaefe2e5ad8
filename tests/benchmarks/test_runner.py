"""Results are judged by the checker, and gaps are told only where they mean something."""

from pathlib import Path

import pytest

from tests.benchmarks import runner
from tests.benchmarks.best_known import BestKnown
from tests.benchmarks.runner import Order, Result, gap_percent, run_once
from tests.benchmarks.tiny import case
from tests.benchmarks.variants import Variant


def judged(said: dict[str, object], monkeypatch: pytest.MonkeyPatch) -> Result:
    """The result when a contender answers this on the tiny case: out and back is 6, 8 and 16."""
    monkeypatch.setattr(runner.Order, "answer", lambda _order: said)
    order = Order(path=Path("x"), contender="ours", seconds=5, seed=1, cores=(0,), variant=Variant())
    return run_once(order, case(), BestKnown(cost=24.0), instance="folder/x")


def test_cost_and_gap_come_from_the_checker(monkeypatch: pytest.MonkeyPatch) -> None:
    result = judged({"solution": [[[1], [2], [3]]], "seconds": 5.0}, monkeypatch)
    assert (30.0, 3, "", "folder") == (result.cost, result.vehicles, result.note, result.family)
    assert result.gap_percent == pytest.approx(25.0)


def test_a_broken_rule_is_no_result(monkeypatch: pytest.MonkeyPatch) -> None:
    result = judged({"solution": [[[1, 2], [3]]], "seconds": 5.0}, monkeypatch)
    assert (None, None) == (result.cost, result.gap_percent)
    assert "the load reaches 12" in result.note


def test_overtime_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "" == judged({"solution": [[[1], [2], [3]]], "seconds": 5.4}, monkeypatch).note
    assert "over time" == judged({"solution": [[[1], [2], [3]]], "seconds": 5.6}, monkeypatch).note


def test_a_core_that_was_shared_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    fair = {"solution": [[[1], [2], [3]]], "seconds": 5.0, "cpu_seconds": 4.6}
    assert "" == judged(fair, monkeypatch).note
    assert "had 50 % of a core" == judged({**fair, "cpu_seconds": 2.5}, monkeypatch).note


def test_why_nothing_was_found_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    result = judged({"note": "cannot be stated: x"}, monkeypatch)
    assert (None, "cannot be stated: x") == (result.cost, result.note)


def test_a_gap_needs_the_same_number_of_vehicles_when_they_come_first() -> None:
    known = BestKnown(cost=100, vehicles=3)
    assert (None, "+1 vehicles") == gap_percent(90, 4, known, vehicles_first=True)
    gap, _ = gap_percent(90, 4, known, vehicles_first=False)
    assert gap == pytest.approx(-10)
    gap, _ = gap_percent(101, 3, known, vehicles_first=True)
    assert gap == pytest.approx(1)


def test_a_gap_needs_the_same_unit() -> None:
    gap, note = gap_percent(6356200, 4, BestKnown(cost=635.62), vehicles_first=False)
    assert gap is None
    assert "--unit" in note
