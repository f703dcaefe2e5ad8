"""Answer what a plan would cost under a wish: the cheapest plan that fulfils it, beside the plan there is."""

from collections.abc import Callable
from dataclasses import dataclass

from logistics.planning import Planned
from logistics.questions.likeness import adapted, closest_to
from logistics.questions.moves import Move, moves_between
from logistics.questions.wish import Wish, wished
from routes.asking import Weeks
from routes.certificate import Certificate
from routes.cost import plan_cost_ore, run_distance_m
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import Progress


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a week comes to."""

    cost_ore: int
    distance_m: int
    driver_s: int  # paid shifts of all drivers
    runs: int
    visits: int

    def less(self, other: "Figures") -> "Figures":
        """This week's figures less another's; each may be negative."""
        return Figures(
            cost_ore=self.cost_ore - other.cost_ore,
            distance_m=self.distance_m - other.distance_m,
            driver_s=self.driver_s - other.driver_s,
            runs=self.runs - other.runs,
            visits=self.visits - other.visits,
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Answer:
    """The cheapest plan found under a wish, and how it differs from the plan that was asked about."""

    wish: Wish
    asked: Planned
    problem: Problem  # under the wish
    plan: WeekPlan
    certificate: Certificate  # of `plan`, under the wish
    before: Figures
    after: Figures
    moves: tuple[Move, ...]  # of all stops, the wish's own included

    @property
    def difference(self) -> Figures:
        """The wish's week less the plan's own, negative where the wish saves."""
        return self.after.less(self.before)

    @property
    def shares_run(self) -> bool:
        """Whether some run serves the wish's stop and one that it is to come before."""
        stops = [{visit.stop_id for visit in run.visits} for run in self.plan.runs]
        return any(self.wish.stop_id in served and served & self.wish.before for served in stops)


class Questions:
    """Answers questions about one plan; keep it while more are asked."""

    def __init__(self, asked: Planned, *, seed: int = 1) -> None:
        self.asked, self.seed = asked, seed
        self.before = figures_of(asked.plan, asked.problem)
        self._weeks = Weeks(asked.problem)

    def ask(
        self,
        wish: Wish,
        *,
        time_limit_s: float,
        on_progress: Callable[[Progress], None] = lambda _progress: None,
    ) -> Answer:
        """The answer to one wish.

        Raises
        ------
        ImpossiblePlan
            If no plan keeps every rule under the wish; it says which rules.
        KeyError
            If the wish names a stop or vehicle that is not there.
        """
        problem = wished(self.asked.problem, wish)
        found, certificate = self._weeks.plan(
            problem,
            time_limit_s=time_limit_s,
            seed=self.seed,
            known=self._known(wish, problem),
            on_progress=on_progress,
        )
        plan = closest_to(self.asked.plan, found, problem)
        return Answer(
            wish=wish,
            asked=self.asked,
            problem=problem,
            plan=plan,
            certificate=certificate,
            before=self.before,
            after=figures_of(plan, problem),
            moves=moves_between(self.asked.plan, plan),
        )

    def _known(self, wish: Wish, problem: Problem) -> WeekPlan:
        """The plan asked about, adapted to the wish if that takes little: it is kept where nothing costs less."""
        plan = self.asked.plan
        return plan if wish.without or wish.stop_id is None else adapted(plan, problem, wish.stop_id)


def figures_of(plan: WeekPlan, problem: Problem) -> Figures:
    """The figures of a plan."""
    return Figures(
        cost_ore=plan_cost_ore(plan, problem),
        distance_m=sum(run_distance_m(run, problem) for run in plan.runs),
        driver_s=sum(run.return_s - run.depart_s for run in plan.runs),
        runs=len(plan.runs),
        visits=sum(len(run.visits) for run in plan.runs),
    )
