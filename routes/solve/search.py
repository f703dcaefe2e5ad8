"""Search."""

from routes.problem import Problem
from routes.progress import Watch
from routes.solve.exact import Solution


def search_week(problem: Problem, watch: Watch, *, seed: int) -> Solution:
    raise NotImplementedError
