"""Have the problem of a data set solved, and keep the plan together with what it was made from."""

from collections.abc import Callable
from dataclasses import dataclass

from logistics.dataset import DataSet
from logistics.planning.problem import build_problem
from routes.certificate import Certificate
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress
from routes.week import plan_week


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Planned:
    """A week plan together with everything that it was made from."""

    dataset: DataSet
    problem: Problem
    plan: WeekPlan
    certificate: Certificate


def plan_dataset(
    dataset: DataSet,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Callable[[Progress], None] = lambda _progress: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Planned:
    """The base timetable of a data set, at the prices that hold when its season begins.

    Raises
    ------
    DataFaults
        If the data set asks for what no plan can give: see `build_problem`.
    RoutesError
        If no plan keeps every rule, or a plan that breaks one was proposed.
    """
    problem = build_problem(dataset)
    plan, certificate = plan_week(
        problem, time_limit_s=time_limit_s, seed=seed, on_progress=on_progress, is_cancelled=is_cancelled
    )
    return Planned(dataset=dataset, problem=problem, plan=plan, certificate=certificate)
