"""Find the choices of service that no other choice beats: what more visits cost, and what they are worth.

The family of choices that is tried is written down in `logistics.questions.service`: the data set as it is,
every number of visits for each class of libraries, and one visit more or fewer for one library, from the data
set and from each choice that stands so far. Every choice gets the cheapest week that keeps all other rules; a
choice is beaten by one that costs no more, has no fewer visits a week and brings books no later, and is better in
one of them.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from logistics.dataset import DataSet
from logistics.planning import Planned, build_problem
from logistics.questions.arrivals import mean_days_to_arrival
from logistics.questions.service import AS_IS, Service, by_class, one_step_from
from routes.asking import Weeks
from routes.certificate import Certificate
from routes.check import find_violations
from routes.errors import ImpossiblePlan
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.progress import OutOfTime, Watch

LEAST_S_A_CHOICE, MOST_S_A_CHOICE = 5.0, 20.0
SHARE_A_CHOICE = 0.1  # of the time left, between those two


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Point:
    """One choice of service with its cheapest week."""

    service: Service
    plan: WeekPlan
    certificate: Certificate
    visits: int  # a week, over all libraries
    days: Fraction  # mean calendar days to arrival, sorted at the hub overnight
    direct_days: Fraction  # the same where books are dropped directly if their library comes later on the run

    @property
    def cost_ore(self) -> int:
        """What the week costs."""
        return self.certificate.cost_ore

    def beats(self, other: "Point") -> bool:
        """Whether this one is as good in cost, visits and days, and better in one of them."""
        is_as_good = (
            self.cost_ore <= other.cost_ore and self.visits >= other.visits and self.days <= other.days
        )
        own, theirs = (self.cost_ore, self.visits, self.days), (other.cost_ore, other.visits, other.days)
        return is_as_good and own != theirs


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frontier:
    """All choices that were tried and could be planned."""

    dataset: DataSet
    points: tuple[Point, ...]  # in the order in which they were tried
    impossible: tuple[Service, ...]
    tried_all: bool  # the time was enough for the whole family

    @property
    def best(self) -> tuple[Point, ...]:
        """The choices that no other beats, the cheapest first; of equal ones the first that was tried."""
        return unbeaten(self.points)

    def planned(self, point: Point) -> Planned:
        """A choice as a plan of its own, that can be saved."""
        dataset = point.service.of_dataset(self.dataset)
        return Planned(
            dataset=dataset, problem=build_problem(dataset), plan=point.plan, certificate=point.certificate
        )


Report = Callable[[int, int, float], None]  # choices tried, choices that stand, seconds


def find_frontier(
    dataset: DataSet,
    *,
    time_limit_s: float,
    seed: int,
    on_progress: Report = lambda _tried, _standing, _seconds: None,
) -> Frontier:
    """The choices of service for a data set, as many as the time allows.

    Raises
    ------
    ImpossiblePlan
        If no choice can be planned; it says why the data set's own cannot.
    """
    tried = _Tried(dataset, Watch(time_limit_s=time_limit_s), seed, on_progress)
    try:
        tried.all_of([AS_IS, *by_class(tried.problem)])
        tried.unproven_again()
        for start in [AS_IS, *(point.service for point in unbeaten(tried.points))]:
            tried.all_of(one_step_from(start, tried.problem))
        tried.unproven_again()
        tried_all = True
    except OutOfTime:
        tried_all = False
    if not tried.points:
        raise tried.refusal
    return Frontier(
        dataset=dataset,
        points=tuple(tried.points),
        impossible=tuple(tried.impossible),
        tried_all=tried_all,
    )


def unbeaten(points: Iterable[Point]) -> tuple[Point, ...]:
    """Those that no other beats, the cheapest first; of equal ones the first."""
    listed = list(points)
    found: dict[tuple[int, int, Fraction], Point] = {}
    for point in listed:
        if not any(other.beats(point) for other in listed):
            found.setdefault((point.cost_ore, point.visits, point.days), point)
    return tuple(sorted(found.values(), key=lambda point: (point.cost_ore, point.days)))


class _Tried:
    """What was tried so far."""

    def __init__(self, dataset: DataSet, watch: Watch, seed: int, on_progress: Report) -> None:
        self.dataset, self.watch, self.seed, self.on_progress = dataset, watch, seed, on_progress
        self.problem = build_problem(dataset)
        self.weeks = Weeks(self.problem)
        self.points: list[Point] = []
        self.impossible: list[Service] = []
        self.refusal = ImpossiblePlan(())
        self.seen: set[tuple[tuple[int, int, int], ...]] = set()

    def all_of(self, services: Iterable[Service]) -> None:
        """Try them, each different one once.

        Raises
        ------
        OutOfTime
            If the time is over before the last.
        """
        for service, problem in self._new(services):
            self.watch.check()
            try:
                self.points.append(self._point(service, problem))
            except ImpossiblePlan as refusal:
                if not self.impossible:
                    self.refusal = refusal
                self.impossible.append(service)
            standing = len(unbeaten(self.points))
            self.on_progress(len(self.points) + len(self.impossible), standing, self.watch.spent_s)

    def unproven_again(self) -> None:
        """Try what is not proven once more, beginning with the plans that were found since.

        Raises
        ------
        OutOfTime
            If the time is over before the last.
        """
        for number, point in enumerate(self.points):
            if not point.certificate.is_optimal:
                self.watch.check()
                self.points[number] = self._point(point.service, point.service.of_problem(self.problem))

    def _new(self, services: Iterable[Service]) -> Iterator[tuple[Service, Problem]]:
        for service in services:
            problem = service.of_problem(self.problem)
            key = tuple((s.visits_fewest, s.visits_most, s.longest_gap_days) for s in problem.stops)
            if key not in self.seen:
                self.seen.add(key)
                yield service, problem

    def _point(self, service: Service, problem: Problem) -> Point:
        left_s = self.watch.left_s
        time_limit_s = min(left_s, MOST_S_A_CHOICE, max(LEAST_S_A_CHOICE, SHARE_A_CHOICE * left_s))
        plan, certificate = self.weeks.plan(
            problem, time_limit_s=time_limit_s, seed=self.seed, known=self._known(problem)
        )
        flows = self.dataset.flows
        return Point(
            service=service,
            plan=plan,
            certificate=certificate,
            visits=sum(len(run.visits) for run in plan.runs),
            days=mean_days_to_arrival(plan, flows),
            direct_days=mean_days_to_arrival(plan, flows, dropped_directly=True),
        )

    def _known(self, problem: Problem) -> WeekPlan | None:
        """The cheapest plan so far that keeps the rules of this choice too."""
        for point in sorted(self.points, key=lambda point: point.cost_ore):
            if not find_violations(point.plan, problem):
                return point.plan
        return None
