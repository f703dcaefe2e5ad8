"""Say which rules a refusal is about, and what helps most often."""

from collections.abc import Mapping

from routes.conflicts.easings import Way, ways_to_ease
from routes.conflicts.rules import Kind, Rule
from routes.errors import Obstacle
from routes.problem import Problem

_ABOUT: Mapping[str, tuple[Kind, ...]] = {
    "no_vehicle": ("service_days",),
    "no_driving_day": ("service_days", "hub_days", "most_runs"),
    "no_pattern": ("visits", "longest_gap", "delivery_days"),
    "fixed_day_closed": ("delivery_days", "fixed_days"),
    "fixed_days_clash": ("fixed_days", "visits", "longest_gap"),
    "hub_closed_that_day": ("hub_days",),
    "no_runs_that_day": ("most_runs",),
    "no_allowed_vehicle": ("reserved_vehicles", "service_days"),
    "no_vehicle_that_day": ("service_days",),
    "no_moment_for_a_break": ("break",),
    "load_exceeds_capacity": ("capacity",),
    "window_unreachable": ("hours", "window"),
    "shift_too_short": ("shift",),
    "cutoff_too_early": ("cutoff", "window"),
    "return_too_late": ("hours", "window"),
}


def kinds_about(headline: Obstacle | None) -> tuple[Kind, ...]:
    """The kinds of rules that an obstacle is about; none where it is about the week as a whole."""
    return _ABOUT.get(headline.rule, ()) if headline else ()


def likely_ways(problem: Problem) -> tuple[Way, ...]:
    """More runs a day where they are limited, then more vehicles, then more runs of those there are."""
    limits = ways_to_ease(problem, Rule(kind="most_runs"))
    return (*limits[:1], *ways_to_ease(problem, Rule(kind="fleet")))
