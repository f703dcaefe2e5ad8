"""Hold what a tier found: runs, and a bound where it has one."""

from dataclasses import dataclass

from routes.cost import plan_cost_ore
from routes.duals import Duals
from routes.plan import Run, WeekPlan
from routes.problem import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The runs of a week and what no week costs less than."""

    runs: tuple[Run, ...]  # empty where none were found
    bound_ore: int | None = None  # None where none was computed
    duals: Duals | None = None  # prices of visits that the bound can be recomputed from, where there are any

    def cost_ore(self, problem: Problem) -> int:
        """What the runs cost."""
        return plan_cost_ore(WeekPlan(runs=self.runs), problem)


NOTHING = Solution(runs=())
