"""A problem refuses what does not fit together."""

from dataclasses import replace

import pytest

from routes.problem import Problem
from tests.routes.hand_plan import ALBY, VAN, WEEK
from tests.routes.small import HUB, problem, spokes, stop, van


def test_stop_and_vehicle_are_found_by_id() -> None:
    """Everything else speaks in ids."""
    assert (ALBY, VAN) == (WEEK.stop("alby"), WEEK.vehicle("van"))


def test_unknown_ids_are_refused() -> None:
    """A misspelt id must not be taken for another."""
    with pytest.raises(KeyError, match="cedra"):
        WEEK.stop("cedra")
    with pytest.raises(KeyError, match="lorry"):
        WEEK.vehicle("lorry")


def test_two_stops_of_one_id_are_refused() -> None:
    """One of them would be served twice and the other never."""
    with pytest.raises(ValueError, match="stop id"):
        problem([stop("a"), stop("a")], spokes({"a": 10}))


def test_two_vehicles_of_one_id_are_refused() -> None:
    """One driver cannot make two runs."""
    with pytest.raises(ValueError, match="vehicle id"):
        problem([stop("a")], spokes({"a": 10}), van(), van())


def test_stops_without_ways_are_refused_by_place() -> None:
    """All missing places are named, the hub too."""
    with pytest.raises(ValueError, match=r"no travel for van to \['b', 'c'\]"):
        problem([stop("a"), stop("c"), stop("b")], spokes({"a": 10}))
    with pytest.raises(ValueError, match=r"no travel for van to \['hub'\]"):
        Problem(hub=HUB, stops=(), vehicles=(van(),), travel={"van": replace(spokes({}), place_ids=())})


def test_two_stops_may_share_a_place() -> None:
    """A library and a health centre in one house."""
    week = problem([stop("a"), stop("clinic", place_id="a")], spokes({"a": 10}))
    assert "a" == week.stop("clinic").place_id
