"""A week plan tells its runs by day and each stop's days."""

import pytest

from routes.plan import Run
from tests.routes.hand_plan import MONDAY, PLAN, THURSDAY


def test_runs_on_a_weekday() -> None:
    """The page of a day shows that day's runs."""
    assert [(MONDAY,), (), (THURSDAY,)] == [PLAN.runs_on(0), PLAN.runs_on(1), PLAN.runs_on(3)]


def test_pattern_of_a_stop() -> None:
    """The library's page says on which days the van comes."""
    assert [(0, 3), (0,)] == [PLAN.pattern_of("alby"), PLAN.pattern_of("berga")]


def test_stop_that_is_never_visited_has_no_days() -> None:
    """The check, not this question, says that it is missing."""
    assert () == PLAN.pattern_of("cedra")


def test_run_without_visits_is_refused() -> None:
    """A van that drives nowhere costs money and moves nothing."""
    with pytest.raises(ValueError, match="at least one stop"):
        Run(weekday=0, vehicle_id="van", depart_s=0, return_s=0, visits=())
