"""Plan one week after another that differ a little, and keep what they have in common between them."""

from collections.abc import Callable

from routes.certificate import Certificate
from routes.check import find_violations
from routes.errors import ImpossiblePlan
from routes.obstacles import find_obstacles
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.solve.day import MOST_STOPS
from routes.solve.exact_week import ExactWeek
from routes.solve.solution import NOTHING, Solution
from routes.week import certify, plan_week


class Weeks:
    """Plans the weeks of questions about one week: same stops, in the same order, under other rules.

    Up to 20 stops the tables of the exact tier are kept, so that most answers take a fraction of a second.
    Larger weeks are searched anew each time. Not for several threads at once.
    """

    def __init__(self, problem: Problem) -> None:
        self._first = ExactWeek(problem) if len(problem.stops) <= MOST_STOPS else None

    def plan(
        self,
        problem: Problem,
        *,
        time_limit_s: float,
        seed: int,
        known: WeekPlan | None = None,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> tuple[WeekPlan, Certificate]:
        """The same as `routes.week.plan_week`, which see; `known` is kept where no plan costs less.

        A known plan that breaks a rule of this problem is left aside.

        Raises
        ------
        ImpossiblePlan
            If no plan keeps every hard rule, or the search found none.
        BrokenPlan
            If what the solver proposed breaks a rule: a mistake of ours, never to be shown.
        """
        watch = Watch(time_limit_s=time_limit_s, on_progress=on_progress)
        obstacles = find_obstacles(problem)
        if obstacles:
            raise ImpossiblePlan(obstacles)
        incumbent = Solution(runs=known.runs) if known and not find_violations(known, problem) else NOTHING
        solution = self._first.asked(problem).solve(watch, incumbent=incumbent) if self._first else NOTHING
        if problem.stops and not solution.runs:
            left_s = max(watch.left_s, time_limit_s / 10)
            return plan_week(problem, time_limit_s=left_s, seed=seed, on_progress=on_progress)
        return certify(solution, problem, watch, seed)
