"""Explain why a week cannot be planned: the rules that conflict, and what easing one of them would cost."""

from dataclasses import dataclass, replace
from itertools import combinations

from routes.conflicts.easings import Way, ease, ways_to_ease
from routes.conflicts.headlines import kinds_about, likely_ways
from routes.conflicts.plannable import Plannable
from routes.conflicts.quickxplain import minimal_conflict
from routes.conflicts.remedies import Remedies, Remedy, Together, cheapest_first
from routes.conflicts.rules import Kind, Rule, let_go, restricted, rules_of
from routes.errors import Fact, Obstacle
from routes.obstacles import find_obstacles
from routes.places import Stop
from routes.problem import Problem
from routes.progress import Watch
from routes.solve.day import MOST_STOPS

LIKELY_SHARE = 0.25  # of the time: for what helps most often
CONFLICT_SHARE = 0.5  # of the time left: the rest is for the remedies
PATIENT_S = 60.0  # of more time each answer gets its part
STOPS_SHARE = 0.5  # of the time left: for finding stops that can be left out of the conflict
PROOF_S = 5.0  # at most, to prove the conflict that was found
MOST_CONFLICTS = 4  # are eased one after another
MOST_PAIRED = 20  # stops: all pairs of more are not tried
LIKELY: tuple[Kind, ...] = (  # the rules that conflicts are most often about: the rest goes in one question
    "fleet",
    "visits",
    "shift",
    "hours",
    "fixed_days",
    "reserved_vehicles",
    "service_days",
    "cutoff",
    "hub_days",
    "most_runs",
    "window",
    "longest_gap",
    "delivery_days",
    "capacity",
    "break",
    "order",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot all be kept while these stops are served."""

    stop_ids: tuple[str, ...]  # without any one of them the rest could be served, if `is_minimal`
    rules: tuple[Rule, ...]  # without any one of them the stops could be served, if `is_minimal`
    is_proven: bool  # that no plan keeps them
    is_minimal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Why a week cannot be planned, and what would help."""

    conflict: Conflict
    remedies: tuple[Remedy, ...]  # the cheapest week first; each alone is enough
    tried_all: bool  # whether the time was enough for every way to ease a rule of the conflict
    together: Together | None = None  # where no easing alone is enough


def explain(
    problem: Problem, *, time_limit_s: float, seed: int, headline: Obstacle | None = None
) -> Explanation:
    """The conflict within a week that cannot be planned, and the remedies that were found in the time.

    Of several conflicts it is the one that `headline` is about, where that is told.
    Up to 20 stops are judged exactly. Of more, a conflict that is found among at most 20 of them is exact too;
    otherwise a search that finds no plan is taken for there being none, and `is_proven` is False.
    """
    watch = Watch(time_limit_s=time_limit_s)
    plannable = Plannable(watch=_part(watch, LIKELY_SHARE), patience=max(1, time_limit_s / PATIENT_S))
    ways = Remedies(problem=problem, core=problem, plannable=plannable, seed=seed)
    likely = () if find_obstacles(problem) else ways.find(likely_ways(problem))
    conflict = _conflict(problem, replace(plannable, watch=_part(watch, CONFLICT_SHARE)), headline)
    core = restricted(problem, conflict.stop_ids)
    ways = replace(ways, core=core, plannable=replace(plannable, watch=watch), tried_all=True)
    known = {remedy.way for remedy in likely}
    others = ways.find(way for way in _ways(core, conflict) if way not in known)
    remedies = cheapest_first((*likely, *others))
    several = None if remedies else _together(problem, conflict, ways)
    return Explanation(conflict=conflict, remedies=remedies, tried_all=ways.tried_all, together=several)


def _part(watch: Watch, share: float) -> Watch:
    return Watch(time_limit_s=max(share * watch.left_s, 1e-3))


def _ways(core: Problem, conflict: Conflict) -> list[Way]:
    return [way for rule in conflict.rules for way in ways_to_ease(core, rule)]


def _together(problem: Problem, conflict: Conflict, ways: Remedies) -> Together | None:
    """One conflict after another eased in the way that is cheapest for it alone; None if that ends nowhere."""
    changes: list[tuple[Way, int]] = []
    week, plannable = problem, ways.plannable
    for _ in range(MOST_CONFLICTS):
        found = _easings_alone(week, conflict, ways)
        if not found:
            return None
        changes.append((found[0].way, found[0].steps))
        week = ease(week, *changes[-1])
        if plannable.ask(week) is True:
            cost_ore = replace(ways, problem=week).cost_ore()
            return None if cost_ore is None else Together(changes=tuple(changes), cost_ore=cost_ore)
        conflict = _conflict(week, plannable)
    return None


def _easings_alone(week: Problem, conflict: Conflict, ways: Remedies) -> tuple[Remedy, ...]:
    """What mends the stops of one conflict; where they have others too, what mends this one."""
    core = restricted(week, conflict.stop_ids)
    alone = _Kept(core).keeping(conflict.rules)
    weeks = (replace(ways, problem=part, core=part) for part in (core, alone))
    return next((found for part in weeks if (found := part.find(_ways(core, conflict)))), ())


def _conflict(problem: Problem, plannable: Plannable, headline: Obstacle | None = None) -> Conflict:
    judge, about = _Judge(plannable), kinds_about(headline)
    named = headline.facts.get("stop") if headline else None
    week = _Kept(restricted(problem, _some_conflict(problem, judge, named)), about)
    # First which kinds of rules, in a few questions; then which stops, and which rules of those kinds.
    kinds = tuple(dict.fromkeys(rule.kind for rule in week.rules))
    kinds = minimal_conflict(kinds, lambda kept: judge.is_possible(week.keeping(week.of(kept))))
    relaxed, few = week.keeping(week.of(kinds)), judge.for_part_of_its_time(STOPS_SHARE)
    ids = tuple(stop.id for stop in relaxed.stops)
    ids = minimal_conflict(ids, lambda kept: few.is_possible(restricted(relaxed, kept)))
    week = _Kept(restricted(problem, ids), about)
    rules = minimal_conflict(week.of(kinds), lambda kept: judge.is_possible(week.keeping(kept)))
    proof = replace(plannable, watch=Watch(time_limit_s=PROOF_S))
    return Conflict(
        stop_ids=ids,
        rules=rules,
        is_proven=proof.ask(week.keeping(rules)) is False,
        is_minimal=judge.is_sure and few.is_sure,
    )


class _Kept:
    """A week of which only some rules are kept; a conflict of the first of them is found before others."""

    def __init__(self, problem: Problem, about: tuple[Kind, ...] = ()) -> None:
        self.problem = problem
        order = tuple(dict.fromkeys((*about, *LIKELY)))
        self.rules = tuple(sorted(rules_of(problem), key=lambda rule: order.index(rule.kind)))

    def of(self, kinds: tuple[Kind, ...]) -> tuple[Rule, ...]:
        """The rules of some kinds."""
        return tuple(rule for rule in self.rules if rule.kind in kinds)

    def keeping(self, rules: tuple[Rule, ...]) -> Problem:
        """The week with these rules only."""
        return let_go(self.problem, frozenset(self.rules) - frozenset(rules))


@dataclass(slots=True)
class _Judge:
    """Takes what is not known for possible, so that what is left conflicts; beyond the tables, for impossible."""

    plannable: Plannable
    is_sure: bool = True  # nothing was unknown so far

    def is_possible(self, problem: Problem) -> bool:
        """Whether the week is to be taken for possible."""
        answer = self.plannable.ask(problem)
        if answer is not None:
            return answer
        self.is_sure = False
        return len(problem.stops) <= MOST_STOPS or self.plannable.watch.left_s <= 0

    def for_part_of_its_time(self, share: float) -> "_Judge":
        """Another one that stops asking earlier."""
        return _Judge(replace(self.plannable, watch=_part(self.plannable.watch, share)))


def _some_conflict(problem: Problem, judge: _Judge, named: Fact | None) -> tuple[str, ...]:
    """Stops that cannot be served together: one or two if so few are enough, otherwise the hardest ones."""
    ids = _hardest_first(problem, named)
    sizes = (1, 2) if len(ids) <= MOST_PAIRED else (1,)
    for few in (group for size in sizes for group in combinations(ids, size)):
        if judge.plannable.ask(restricted(problem, few)) is False:
            return few
    # Tables double with every stop: grow until there is a conflict, rather than begin with all.
    for count in range(3, len(ids)):
        if not judge.is_possible(restricted(problem, ids[:count])):
            return ids[:count]
    return ids


def _hardest_first(problem: Problem, named: Fact | None) -> tuple[str, ...]:
    """The ids of the stops: the named one, then those that take most driving in a week."""

    def driving_s(stop: Stop) -> int:
        ways = [problem.travel[vehicle.id] for vehicle in problem.vehicles]
        hub, there = problem.hub.place_id, stop.place_id
        return stop.visits_fewest * min(way.leg_s(hub, there) + way.leg_s(there, hub) for way in ways)

    hardest = sorted(problem.stops, key=lambda stop: (stop.name == named, driving_s(stop)), reverse=True)
    return tuple(stop.id for stop in hardest)
