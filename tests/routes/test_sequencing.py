"""Runs of a day are given to vehicles that find the time for them."""

from dataclasses import replace

import numpy as np
import pytest

from routes.fleet import Vehicle
from routes.plan import Run
from routes.problem import Problem
from routes.solve.inputs import DayInputs, day_inputs
from routes.solve.sequencing import order_of, share_runs
from tests.routes.small import MIN, at, problem, spokes, stop, van, windows

A = stop("a", windows=windows("08:00-09:00"))  # an hour away: a run takes two hours, and leaves 07:00-08:00
B = stop("b", windows=windows("10:00-11:00"))


def shared(*vehicles: Vehicle) -> tuple[Run, ...]:
    """One run to each of the two stops, given to these vehicles."""
    week = problem([A, B], spokes({"a": 60, "b": 60}), *vehicles)
    return share_runs([order_of(numbers(week), (k,)) for k in (1, 0)], week.vehicles, week, 0)


def numbers(week: Problem) -> DayInputs:
    nothing = np.zeros(2, dtype=np.int64)
    return day_inputs(week, week.vehicles[0], 0, nothing, nothing)


TWICE = van(runs_most=2, turnaround_s=30 * MIN)


def test_two_vans_take_one_run_each() -> None:
    assert {"x", "y"} == {run.vehicle_id for run in shared(van("x"), van("y"))}


def test_one_van_goes_twice_one_run_after_the_other() -> None:
    """Back from A by 10:00 at the latest, away to B from 09:00 to 10:00, half an hour between."""
    first, second = sorted(shared(TWICE), key=lambda run: run.depart_s)
    assert ("a", "b") == (first.visits[0].stop_id, second.visits[0].stop_id)
    assert second.depart_s - first.return_s >= 30 * MIN
    assert first.depart_s + 120 * MIN == first.return_s


def test_one_run_a_day_is_one_run() -> None:
    assert () == shared(van())


def test_turnaround_just_kept_and_just_broken() -> None:
    """Away at 07:00, back at 09:00, away again at 10:00 at the latest."""
    assert 2 == len(shared(replace(TWICE, turnaround_s=60 * MIN)))
    assert () == shared(replace(TWICE, turnaround_s=60 * MIN + 1))


def test_longest_shift_of_the_day_just_kept_and_just_broken() -> None:
    """Two runs of two hours with half an hour between take four and a half hours at least."""
    assert 2 == len(shared(replace(TWICE, longest_shift_s=270 * MIN)))
    assert () == shared(replace(TWICE, longest_shift_s=270 * MIN - 1))


def test_order_that_cannot_be_timed_is_refused() -> None:
    """A price that was never found must not be read as one."""
    week = problem([A], spokes({"a": 60}), van(latest_return_s=at("08:00")))
    nothing = np.zeros(1, dtype=np.int64)
    with pytest.raises(ValueError, match="no allowed timing"):
        order_of(day_inputs(week, week.vehicles[0], 0, nothing, nothing), (0,))
