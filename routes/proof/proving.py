"""Prove what no week plan costs less than, from dual prices and the problem alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from routes.duals import Duals
from routes.places import WEEKDAYS
from routes.problem import Problem
from routes.progress import OutOfTime, Watch
from routes.proof.bound import by_stop, price_day, reduced, stop_prices, whole_ore
from routes.proof.by_runs import bound_by_runs
from routes.proof.numbers import MOST_WORTH, NEVER, ORE, Ints, TooLarge
from routes.proof.options import Option
from routes.proof.relaxed import Week, relax
from routes.proof.tree import branch, fold
from routes.proof.weeks import TrueDays

MOST_STOPS = 20  # whose sets can all be priced
MOST_LEAVES = 20_000
MOST_TARGET_ORE = NEVER // ORE  # what is dearer need not be told apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """What was proven; None where there was no time or the week is too large."""

    dual_bound_ore: int | None  # no plan costs less, by the dual prices alone
    bound_ore: int | None  # no plan costs less, by branching as well
    cheaper_ore: int | None = None  # what some plan costs that is cheaper than was asked about


NOTHING_PROVEN = Proven(dual_bound_ore=None, bound_ore=None)


def prove(problem: Problem, duals: Duals, targets_ore: Sequence[int], watch: Watch) -> Proven:
    """The highest bound that can be proven, but not above the first of the targets that can be settled.

    A target is a cost that no plan is thought to be below, dearest first. Where some stop has no choice of
    weekdays there is no plan, and nothing is proven of what plans cost.

    Raises
    ------
    TooLarge
        The numbers of the week, or what its visits are worth, cannot be added up safely.
    """
    if any(abs(worth) > MOST_WORTH for worth in _numbers_of(duals)):
        raise TooLarge
    targets_ore = [min(target_ore, MOST_TARGET_ORE) for target_ore in targets_ore]
    try:
        week = relax(problem)
        if not all(week.options):
            return NOTHING_PROVEN
        if duals.by_gap or max((len(day.stops) for day in week.days), default=0) > MOST_STOPS:
            bound_ore = bound_by_runs(problem, week, duals, max(targets_ore, default=0), watch)
            return Proven(dual_bound_ore=bound_ore, bound_ore=bound_ore)
        tree = _Tree(problem, week, duals, watch)
    except OutOfTime:
        return NOTHING_PROVEN
    if len(problem.stops) > MOST_STOPS:
        return Proven(dual_bound_ore=tree.root_ore, bound_ore=tree.root_ore)
    return tree.settle(targets_ore)


class _Tree:
    """The week with the price of every set of stops on every day."""

    def __init__(self, problem: Problem, week: Week, duals: Duals, watch: Watch) -> None:
        self.problem, self.week, self.watch = problem, week, watch
        worth = by_stop(problem, duals)
        self.prices = prices = stop_prices(week, worth)
        known: dict[bytes, Ints] = {}
        self.tables = []
        for day in week.days:
            watch.report("tables")
            watch.check()
            whole = price_day(day, known)
            self.tables.append(reduced(whole, [worth[stop][day.weekday] for stop in day.stops]))
        root = sum(min(own, default=NEVER) for own in prices) + sum(int(table.min()) for table in self.tables)
        self.root_ore = whole_ore(root, week.runs)

    def settle(self, targets_ore: Sequence[int]) -> Proven:
        """The proof for the first target whose branches are few enough."""
        # Stops with few choices first: what is certain anyway costs no branches.
        order = sorted(range(len(self.prices)), key=lambda stop: len(self.prices[stop]))
        at = {stop: place for place, stop in enumerate(order)}
        days = self.week.days
        folded = fold(
            [
                _spread(table, [at[stop] for stop in day.stops], len(order))
                for day, table in zip(days, self.tables, strict=True)
            ]
        )
        for target_ore in targets_ore:
            self.watch.report("choose", bound_ore=self.root_ore)
            if target_ore <= self.root_ore:
                break
            found = branch(
                folded,
                [self.prices[stop] for stop in order],
                [
                    [[day in option.days for day in WEEKDAYS] for option in self.week.options[s]]
                    for s in order
                ],
                below=_not_below(target_ore, self.week.runs),
                most_leaves=MOST_LEAVES,
            )
            if found.is_complete:
                weeks = [
                    [own[leaf[at[stop]]] for stop, own in enumerate(self.week.options)]
                    for leaf in found.leaves
                ]
                return self._settled(weeks, target_ore)
        return Proven(dual_bound_ore=self.root_ore, bound_ore=self.root_ore)

    def _settled(self, weeks: Sequence[Sequence[Option]], target_ore: int) -> Proven:
        """What no plan costs less than, when only these weeks can be below a target."""
        days = TrueDays(problem=self.problem)
        cheapest_ore = NEVER
        try:
            for week in weeks:
                self.watch.check()
                cheapest_ore = min(cheapest_ore, days.week_ore(week))
        except OutOfTime:
            return Proven(dual_bound_ore=self.root_ore, bound_ore=self.root_ore)
        # With second runs the shifts are left out of the price: such a week need not be one that can be driven.
        is_a_plan = all(vehicle.runs_most == 1 for vehicle in self.problem.vehicles)
        return Proven(
            dual_bound_ore=self.root_ore,
            bound_ore=max(self.root_ore, min(cheapest_ore, target_ore)),
            cheaper_ore=cheapest_ore if is_a_plan and cheapest_ore < target_ore else None,
        )


def _numbers_of(duals: Duals) -> Iterator[int]:
    """Everything that a visit or a run is worth."""
    by_gap = chain.from_iterable(duals.by_gap.values())
    return chain(duals.runs, *duals.visits.values(), *by_gap)


def _not_below(cost_ore: int, runs: int) -> int:
    """The exact price from which on no plan rounds below a cost, each of its runs rounded once."""
    return (2 * (cost_ore - 1) + runs) * ORE // 2 + 1


def _spread(table: Ints, places: Sequence[int], n: int) -> Ints:
    """The table of some stops as one of n stops, each of them at its place."""
    masks = np.zeros(1, dtype=np.int64)
    for place in places:
        masks = np.concatenate((masks, masks | 1 << place))
    spread = np.full(1 << n, NEVER, dtype=np.int64)
    spread[masks] = table
    return spread
