"""Name who takes part, and what a peer may be asked."""

from collections.abc import Callable
from importlib import import_module

from tests.benchmarks.cases import CannotState, Case, Routes

OURS, BOUND = "ours", "bound"
MODULES = {
    OURS: "tests.benchmarks.ours",
    "pyvrp": "tests.benchmarks.peer_pyvrp",
    "vroom": "tests.benchmarks.peer_vroom",
    "ortools": "tests.benchmarks.peer_ortools",
}
PEERS = tuple(name for name in MODULES if name != OURS)

Solve = Callable[..., Routes | None]  # solve(case, seconds=, seed=, threads=): the runs of each day, or None


def contender(name: str) -> Solve:
    """The function by which a contender solves a case.

    Raises
    ------
    CannotState
        If its package is not installed.
    """
    try:
        module = import_module(MODULES[name])
    except ModuleNotFoundError as missing:
        raise CannotState(f"{missing.name} is not installed") from missing
    solve: Solve = module.solve
    return solve


def days_to_choose(case: Case) -> tuple[tuple[int, ...], ...]:
    """For each customer the days of which one is to be chosen.

    Raises
    ------
    CannotState
        If some customer is visited more than once: a plain routing tool has no patterns.
    """
    if any(len(pattern) > 1 for allowed in case.patterns for pattern in allowed):
        raise CannotState("some customers are visited more than once, and visits have no patterns there")
    return tuple(tuple(pattern[0] for pattern in allowed) for allowed in case.patterns)
