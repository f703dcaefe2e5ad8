"""Weeks small enough to bound on paper.

A van costs 100 kr a run and 11 kr for each minute on the road: 10 kr for the kilometre, 1 kr for the time.
"""

from random import Random

from routes.duals import Duals
from routes.problem import Problem
from routes.progress import Watch
from routes.proof import Proven, prove
from routes.proof.numbers import ORE
from tests.routes.small import problem, spokes, stop

ONE_RUN_ORE = 10_000 + 40 * 1_100  # to a stop twenty minutes away, and back
ONE_STOP = problem([stop("a")], spokes({"a": 20}))


def worth(ore: int, *stop_ids: str) -> Duals:
    """Every visit worth the same."""
    return Duals(visits=dict.fromkeys(stop_ids, (ore * ORE,) * 5))


def drawn_duals(week: Problem, seed: int, most_ore: int) -> Duals:
    """Any numbers at all."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    return Duals(
        visits={
            each.id: tuple(random.randint(-most_ore // 3, most_ore) * ORE for _ in range(5))
            for each in week.stops
        },
        runs=tuple(-random.choice((0, random.randint(0, most_ore))) * ORE for _ in range(5)),
    )


def drawn_gap_duals(week: Problem, seed: int, most_ore: int) -> Duals:
    """Any numbers for each gap between visits."""
    random = Random(seed)  # noqa: S311  # a test instance, no secret
    return Duals(
        visits={},
        by_gap={
            each.id: tuple(tuple(random.randint(0, most_ore) * ORE for _ in range(5)) for _ in range(5))
            for each in week.stops
        },
    )


def proven(week: Problem, duals: Duals, *targets_ore: int) -> Proven:
    """The proof, with time enough."""
    return prove(week, duals, targets_ore, Watch(time_limit_s=60))
