"""Hold what a tier found: runs, and a bound where it has one."""

from dataclasses import dataclass

from routes.cost import plan_cost_ore, price, rounding_ore, run_distance_m
from routes.duals import Duals
from routes.plan import Run, WeekPlan
from routes.problem import Problem
from routes.solve.inputs import NEVER, ORE


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


def bound_ore(bound: int | None, problem: Problem) -> int | None:
    """A bound in whole öre, lowered by what rounding each run may take off its exact price."""
    if bound is None or bound >= NEVER:
        return None
    return max(0, bound // ORE - rounding_ore(problem) // 2)


def exact_price(solution: Solution, problem: Problem) -> int:
    """What the runs cost before rounding, in 1/3 600 000 öre; NEVER where there are none."""
    if not solution.runs:
        return NEVER
    return sum(
        int(
            ORE
            * price(
                problem.vehicle(run.vehicle_id),
                distance_m=run_distance_m(run, problem),
                shift_s=run.return_s - run.depart_s,
            )
        )
        for run in solution.runs
    )
