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


def test_detours_must_reach_every_place() -> None:
    """A closed road may lengthen a way; a place it cuts off has no window that day, but a way all the same."""
    week = problem([stop("a"), stop("b")], spokes({"a": 10, "b": 10}))
    with pytest.raises(ValueError, match=r"no detour for van on weekday 2 to \['b'\]"):
        replace(week, detours={("van", 2): spokes({"a": 20})})


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"detours": {("lorry", 2): spokes({"a": 10})}}, "lorry"),
        ({"most_runs": {5: 1}}, "weekday 5"),
        ({"most_runs": {1: -1}}, "-1 runs"),
    ],
)
def test_rules_about_what_is_not_there_are_refused(change: dict[str, object], named: str) -> None:
    """A slip in a rule would otherwise be a rule that nothing keeps."""
    with pytest.raises(ValueError, match=named):
        replace(problem([stop("a")], spokes({"a": 10})), **change)


@pytest.mark.parametrize("rule", [{"before": frozenset({"x"})}, {"vehicle_ids": frozenset({"lorry"})}])
def test_stops_that_name_unknown_stops_or_vehicles_are_refused(rule: dict[str, frozenset[str]]) -> None:
    """By the id that is not there."""
    with pytest.raises(ValueError, match=r"x|lorry"):
        problem([stop("a", **rule)], spokes({"a": 10}))
