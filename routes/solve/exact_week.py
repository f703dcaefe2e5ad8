"""Answer exactly what a week costs at least, and what it would cost if something were otherwise.

Every set of stops is priced on every weekday (`routes.solve.week_tables`), visits get prices that bound the week
(`routes.solve.multipliers`), and a search over the patterns of the stops (`routes.solve.pattern_search`) leaves
nothing cheaper than what it found. The tables count the least crates; a choice of all patterns that might be
cheaper than the best week known is settled with its true crates (`routes.solve.settling`). If that happens often,
or stops are so free that it will, the week is bounded with the crates of every gap (`routes.solve.by_calls`).

A question about a week that differs from this one keeps everything that the difference does not touch: the runs of
a weekday and kind of vehicle are priced anew only if their windows, ways, crates, prices or rules changed, whole
days only if their runs or the number of vehicles did; fewer patterns change no table at all. The prices of visits
begin from this week's, and single runs with their crates are priced once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from routes.duals import Duals
from routes.errors import ImpossiblePlan
from routes.obstacles import no_week
from routes.places import WEEKDAYS
from routes.plan import Run
from routes.problem import Problem
from routes.progress import OutOfTime, Stage, Watch
from routes.solve.by_calls import bound_by_calls, prepare_bounds
from routes.solve.choices import LoadRange, list_choices, load_ranges, week_of
from routes.solve.day import spread_crates
from routes.solve.inputs import NEVER, ORE, Ints, day_inputs
from routes.solve.multipliers import Choosing, Priced, price_visits
from routes.solve.pattern_search import Parted, PatternSearch
from routes.solve.search import search_week
from routes.solve.sequencing import order_of, share_runs
from routes.solve.settling import Settler
from routes.solve.solution import NOTHING, Solution, bound_ore, exact_price
from routes.solve.week_tables import TableStore, WeekDay, least_second_price, surplus

FEW_STEPS = 3_000_000  # of the search before better bounds are worth their time
MANY_CHOICES = 8  # patterns of a stop on average: with more these come first
SEARCH_SHARE, CALLS_SHARE = 0.15, 0.8  # of the time left, for a closer week and then for these
SEED = 1
FEW_STOPS = 18
FEW_FLOORS, MANY_FLOORS = 2, 4  # tables of days with at least so many runs: memory for speed


@dataclass(slots=True, kw_only=True)
class _Best:
    """The cheapest week known, and what is proven about all weeks."""

    runs: tuple[Run, ...]
    price: int  # exact, in 1/3 600 000 öre; NEVER where no week is known
    bound: int | None = None  # None: no bound yet; NEVER: no week can be
    unfitted: int = NEVER  # the cheapest week whose second runs found no time: it may be possible otherwise
    duals: Duals | None = None  # prices that prove `dual_bound`
    dual_bound: int = 0

    def take(self, runs: tuple[Run, ...], price: int) -> None:
        """Take a week if it is cheaper."""
        if price < self.price:
            self.runs, self.price = runs, price


class ExactWeek:
    """One week's tables; `solve` plans it, `asked` is another week that shares what it can."""

    def __init__(self, problem: Problem, *, like: "ExactWeek | None" = None) -> None:
        self.problem = problem
        self.choices = list_choices(problem)
        own = load_ranges(problem, self.choices)
        self.loads: tuple[LoadRange, ...] = like.loads if like and _covers(like, problem, own) else own
        self.store: TableStore = like.store if like else TableStore()
        self.visits: Ints | None = (
            like.visits if like and len(like.problem.stops) == len(problem.stops) else None
        )
        self.settler: Settler = Settler(
            per_crate=np.array([stop.service_per_crate_s for stop in problem.stops], dtype=np.int64),
            second=least_second_price(problem),
            known=like.settler.known if like else {},
        )
        stops = [choice.stop for choice in self.choices]
        visits = [[day in choice.pattern for day in WEEKDAYS] for choice in self.choices]
        self.choosing = Choosing(
            first=np.searchsorted(stops, np.arange(len(problem.stops) + 1)).astype(np.int64),
            visits=np.array(visits, dtype=np.bool_).reshape(-1, len(WEEKDAYS)),
            by_day=np.array(
                [surplus(problem, self.loads, choice) for choice in self.choices], dtype=np.int64
            ).reshape(-1, len(WEEKDAYS)),
        )

    def asked(self, problem: Problem) -> "ExactWeek":
        """Another week, with whatever of this one's tables holds there too."""
        return ExactWeek(problem, like=self)

    def tables(self, watch: Watch) -> tuple[WeekDay, ...]:
        """The tables of every weekday; OutOfTime if the time limit passes before they are made."""
        most_floors = MANY_FLOORS if len(self.problem.stops) <= FEW_STOPS else FEW_FLOORS
        return self.store.days(self.problem, self.loads, watch, most_floors)

    def solve(self, watch: Watch, *, incumbent: Solution = NOTHING) -> Solution:
        """The cheapest week, or the best one known when the time is over, `incumbent` included; with a bound.

        There are no runs, or they are not proven the cheapest, where a vehicle may make several runs a day and
        the cheapest runs do not fit into its day one after the other: the bound holds for all weeks.

        Raises
        ------
        ImpossiblePlan
            If it is proven that no week keeps all rules.
        """
        if not self.problem.stops:
            return Solution(runs=(), bound_ore=0)
        if (np.diff(self.choosing.first) == 0).any():
            raise ImpossiblePlan((no_week(self.problem),))
        best = _Best(runs=incumbent.runs, price=exact_price(incumbent, self.problem))
        try:
            self._search(best, watch)
        except OutOfTime:
            pass  # what is known by now is the answer
        else:
            if best.bound == NEVER:
                raise ImpossiblePlan((no_week(self.problem),))
        return Solution(runs=best.runs, bound_ore=bound_ore(best.bound, self.problem), duals=best.duals)

    def _search(self, best: _Best, watch: Watch) -> None:
        calls_first = bool(best.runs) and len(self.choices) > MANY_CHOICES * len(self.problem.stops)
        if calls_first and self._is_settled_by_calls(best, watch):
            return
        self.report("tables", best.runs, best.price, best.bound, watch)
        days = self.tables(watch)
        floors = [day.floors[0] for day in days]
        priced = price_visits(self.choosing, floors, cost=best.price, begin=self.visits)
        if priced.bound < NEVER:
            self.visits = priced.visits
            best.duals, best.dual_bound = self._duals(priced.visits), priced.bound
        crates_vary = any(len(moved) > 1 for load in self.loads for moved in load.variants)
        steps = FEW_STEPS if crates_vary and not calls_first else None
        if not (
            self._search_within(priced, best, days, watch, steps) or self._is_settled_by_calls(best, watch)
        ):
            self._search_within(priced, best, days, watch, None)
        self.report("choose", best.runs, best.price, best.bound, watch)

    def _search_within(
        self,
        priced: Priced,
        best: _Best,
        days: Sequence[WeekDay],
        watch: Watch,
        most_steps: int | None,
    ) -> bool:
        """Look for anything cheaper than the best week; whether all was looked into."""
        best.bound = max(best.bound or 0, min(priced.bound, best.price))
        if priced.bound >= NEVER:
            return True
        self.report("bound", best.runs, best.price, best.bound, watch)
        search = PatternSearch(
            self.choices, self.loads, days, self.settler, self.choosing, priced.visits, best.price
        )
        try:
            return search.run(
                best.price, watch, lambda parted: self._learn(best, days, parted, watch), most_steps
            )
        finally:
            best.bound = max(best.bound, min(search.bound(best.price), best.price, best.unfitted))

    def _search_on(self, best: _Best, watch: Watch) -> None:
        """Look for a cheaper week by ruin and recreate: the closer it is, the fewer runs can matter."""
        try:
            found = search_week(self.problem, watch.part(SEARCH_SHARE), seed=SEED)
        except ImpossiblePlan:
            return  # a search proves nothing
        best.take(found.runs, exact_price(found, self.problem))

    def _is_settled_by_calls(self, best: _Best, watch: Watch) -> bool:
        """Bound the week with the crates of each gap, and take a cheaper one; whether nothing is cheaper then."""
        prepare_bounds(self.problem, watch)
        self._search_on(best, watch)
        known = best.price if best.runs else None
        self.report("bound", best.runs, best.price, best.bound, watch)
        found = bound_by_calls(self.problem, watch.part(CALLS_SHARE), known)
        best.bound = max(best.bound or 0, min(found.price, best.unfitted))
        if found.dual_price > best.dual_bound:
            best.duals, best.dual_bound = found.duals, found.dual_price
        best.take(found.runs, exact_price(Solution(runs=found.runs), self.problem))
        self.report("choose", best.runs, best.price, best.bound, watch)
        return best.bound >= best.price

    def _learn(self, best: _Best, days: Sequence[WeekDay], parted: Parted, watch: Watch) -> int:
        """Take a cheaper week, if second runs find their time; what the next one must cost less than."""
        runs = self.runs_of(days, parted)
        if runs:
            best.runs, best.price = runs, parted.price
            self.report("choose", best.runs, best.price, best.bound, watch)
        else:
            best.unfitted = min(best.unfitted, parted.price)
        return best.price

    def runs_of(self, days: Sequence[WeekDay], parted: Parted) -> tuple[Run, ...]:
        """The runs of a settled choice of patterns; none if second runs found no time."""
        runs: list[Run] = []
        for day, crates, parts in zip(days, week_of(parted.chosen), parted.parts, strict=True):
            orders = self.settler.orders(day, crates, parts)
            moved = spread_crates(self.problem, crates)
            for kind, own in zip(day.kinds, orders, strict=True):
                inputs = day_inputs(self.problem, kind.vehicles[0], day.weekday, *moved)
                ready = [order_of(inputs, stops) for stops in own]
                shared = share_runs(ready, kind.vehicles, self.problem, day.weekday)
                if len(shared) < len(own):
                    return ()
                runs.extend(shared)
        return tuple(runs)

    def report(
        self, stage: Stage, runs: tuple[Run, ...], price: int, bound: int | None, watch: Watch
    ) -> None:
        """Tell how far planning has come."""
        watch.report(
            stage, incumbent_ore=-(-price // ORE) if runs else None, bound_ore=bound_ore(bound, self.problem)
        )

    def _duals(self, visits: Ints) -> Duals:
        stops = self.problem.stops
        return Duals(visits={s.id: tuple(map(int, v)) for s, v in zip(stops, visits, strict=True)})


def _covers(week: ExactWeek, problem: Problem, loads: Sequence[LoadRange]) -> bool:
    """Whether a week's tables hold for these visits too: the same stops, and no crates that it does not know."""
    if [stop.id for stop in week.problem.stops] != [stop.id for stop in problem.stops]:
        return False
    return all(
        set(theirs) <= set(ours)
        for known, asked in zip(week.loads, loads, strict=True)
        for ours, theirs in zip(known.variants, asked.variants, strict=True)
    )
