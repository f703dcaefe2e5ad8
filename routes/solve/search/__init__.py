"""Search for cheap weeks by ruin and recreate, and recombine what was found; nothing is proven here."""

from routes.solve.search.cycles import Effort, Found
from routes.solve.search.steps import CallsOfRun, search_by_steps
from routes.solve.search.weeks import (
    full_effort,
    prepare_search,
    quick_effort,
    search_numbers,
    search_week,
    timed_runs,
)

__all__ = [
    "CallsOfRun",
    "Effort",
    "Found",
    "full_effort",
    "prepare_search",
    "quick_effort",
    "search_by_steps",
    "search_numbers",
    "search_week",
    "timed_runs",
]
