"""Tell whether weeks can be planned at all, whatever they cost."""

from dataclasses import dataclass, field

from routes.errors import ImpossiblePlan
from routes.patterns import allowed_patterns
from routes.problem import Problem
from routes.progress import OutOfTime, Progress, Watch
from routes.solve.day import MOST_STOPS
from routes.solve.exact_week import ExactWeek
from routes.week import plan_week

EXACT_S, SEARCH_S = 3.0, 5.0  # at most, for one answer of a patience of 1


@dataclass(slots=True, kw_only=True)
class Plannable:
    """Answers whether weeks that differ in a rule or a few stops can be planned; tables are kept between them."""

    watch: Watch
    patience: float = 1  # how many times longer one answer may take
    weeks: dict[tuple[str, ...], ExactWeek] = field(default_factory=dict)  # by the ids of their stops

    def ask(self, problem: Problem) -> bool | None:
        """Whether some plan keeps every rule; None if that could not be found out in the time there is."""
        left_s = self.watch.left_s
        if left_s <= 0:
            return None
        if not all(allowed_patterns(stop) for stop in problem.stops):
            return False
        try:
            limit_s = min(self.answer_s(problem), left_s)
            if len(problem.stops) <= MOST_STOPS:
                return self._exactly(problem, limit_s)
            return self._searched(problem, limit_s)
        except ImpossiblePlan as refusal:
            return None if any(o.rule == "no_plan_found" for o in refusal.obstacles) else False

    def answer_s(self, problem: Problem) -> float:
        """How long one answer may take at most."""
        return self.patience * (EXACT_S if len(problem.stops) <= MOST_STOPS else SEARCH_S)

    def _exactly(self, problem: Problem, time_limit_s: float) -> bool | None:
        ids = tuple(stop.id for stop in problem.stops)
        if ids not in self.weeks:
            self.weeks[ids] = ExactWeek(problem)
        watch = Watch(time_limit_s=time_limit_s, on_progress=_end_with_a_plan)
        solution = self.weeks[ids].asked(problem).solve(watch)
        return True if solution.runs or not ids else None

    def _searched(self, problem: Problem, time_limit_s: float) -> bool:
        plan_week(problem, time_limit_s=time_limit_s, seed=1)
        return True


def _end_with_a_plan(progress: Progress) -> None:
    """Any plan answers the question: no time for a cheaper one."""
    if progress.incumbent_ore is not None:
        raise OutOfTime
