"""Say in Swedish which rules conflict where a week cannot be planned, and what would help."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from logistics.sentences import refusal_sentences
from logistics.swedish import (
    amount_text,
    clock,
    clock_span,
    count_text,
    duration_text,
    list_text,
    weekdays_text,
)
from routes.conflicts import Change, Conflict, Explanation, Kind, Rule, Way, explain
from routes.errors import ImpossiblePlan
from routes.fleet import Vehicle
from routes.places import DAY_S, Stop
from routes.problem import Problem

MOST_REMEDIES = 6  # are shown
STEP_MIN = 5


def explained(
    refusal: ImpossiblePlan, problem: Problem, *, time_limit_s: float, seed: int
) -> tuple[str, ...]:
    """What the refusal says, then the rules that conflict and what easing one of them would cost."""
    if not problem.vehicles or not problem.stops:
        return refusal_sentences(refusal)
    found = explain(problem, time_limit_s=time_limit_s, seed=seed, headline=refusal.obstacles[0])
    return (
        *headline_sentences(refusal, found, problem),
        *conflict_sentences(found.conflict, problem),
        *remedy_sentences(found, problem),
    )


def headline_sentences(refusal: ImpossiblePlan, found: Explanation, problem: Problem) -> tuple[str, ...]:
    """What the refusal says; where more runs a day are enough, that their limit is the cause."""
    if not any(remedy.way.change == "more_runs" for remedy in found.remedies):
        return refusal_sentences(refusal)
    limits = {"run_limits": list_text(_run_limits(problem))}
    bound = (replace(obstacle, facts={**obstacle.facts, **limits}) for obstacle in refusal.obstacles)
    return refusal_sentences(ImpossiblePlan(tuple(bound)))


def conflict_sentences(conflict: Conflict, problem: Problem) -> Iterator[str]:
    """The rules that cannot all be kept, a line for each kind."""
    if not conflict.is_proven:
        return  # nothing is known of them, so nothing is said
    names = list_text(problem.stop(id_).name for id_ in conflict.stop_ids)
    yield f"De här reglerna går inte att följa tillsammans när {names} ska besökas:"
    for kind in dict.fromkeys(rule.kind for rule in conflict.rules):
        yield f"  {_rules_text(kind, [rule for rule in conflict.rules if rule.kind == kind], problem)}"
    if not conflict.is_minimal:
        yield "  (Tiden räckte inte till att pröva om någon av dem kan undvaras.)"


def remedy_sentences(found: Explanation, problem: Problem) -> Iterator[str]:
    """What would make the week possible, the cheapest week first."""
    if found.remedies:
        yield "Något av det här räcker, billigast först:"
        for remedy in found.remedies[:MOST_REMEDIES]:
            about = "" if remedy.is_cheapest else "högst "
            text = way_text(remedy.way, remedy.steps, problem)
            yield f"  {text}: veckan kostar {about}{amount_text(remedy.cost_ore)}"
    elif found.together:
        yield "Ingen enda ändring räcker, men de här tillsammans (andra kan vara billigare):"
        yield from (f"  {way_text(way, steps, problem)}" for way, steps in found.together.changes)
        yield f"  Då kostar veckan högst {amount_text(found.together.cost_ore)}."
    elif found.tried_all:
        yield "Ingen liten ändring av en enda av reglerna räcker."
    if not found.tried_all:
        yield "Alla ändringar hann inte prövas; med längre tid (--time-limit) kan fler hittas."


def way_text(way: Way, steps: int, problem: Problem) -> str:
    """An easing in words."""
    stops = {stop.id: stop for stop in problem.stops}
    vehicles = {vehicle.id: vehicle for vehicle in problem.vehicles}
    days = problem.most_runs if way.weekday is None else [way.weekday]
    words = {"minutes": f"{steps * STEP_MIN} minuter", "days": weekdays_text(sorted(days)), "name": ""}
    if way.of in stops:
        stop = stops[way.of]
        words["name"] = stop.name
        words["opens"] = _new_time({window.opens_s for window in stop.windows if window}, "från", -steps)
        words["closes"] = _new_time({window.closes_s for window in stop.windows if window}, "till", steps)
        words["fewer"] = str(stop.visits_fewest - steps)
        words["more"] = str(stop.visits_most + steps)
        words["gap"] = count_text(stop.longest_gap_days + steps, "vardag", "vardagar")
    elif way.of in vehicles:
        words["name"] = vehicles[way.of].name
        words["runs"] = str(vehicles[way.of].runs_most + steps)
        words["crates"] = count_text(steps, "låda", "lådor")
        words["vehicles"] = count_text(steps, "bil", "bilar")
    else:
        words["runs"] = count_text(steps, "tur", "turer")
    return _REMEDIES[way.change].format_map(words)


_REMEDIES: Mapping[Change, str] = {
    "opens_earlier": "{name} tar emot {minutes} tidigare{opens}",
    "closes_later": "{name} tar emot {minutes} längre{closes}",
    "delivery_day": "{name} tar emot också på {days}",
    "fewer_visits": "{name} får minst {fewer} besök i veckan",
    "more_visits": "{name} får högst {more} besök i veckan",
    "no_fixed_days": "{name} har inga fasta dagar",
    "longer_gap": "{name} väntar högst {gap} mellan besöken",
    "any_vehicle": "{name} får besökas av alla bilar",
    "any_order": "{name} får komma var som helst på turen",
    "longer_shift": "{name} får ett {minutes} längre arbetspass",
    "departs_earlier": "{name} får åka {minutes} tidigare",
    "returns_later": "{name} får vara tillbaka {minutes} senare",
    "more_crates": "{name} rymmer {crates} till",
    "service_day": "{name} går också på {days}",
    "more_runs_a_day": "{name} får göra {runs} turer om dagen",
    "later_cutoff": "navet tar emot {minutes} senare",
    "hub_day": "navet är bemannat också på {days}",
    "more_runs": "{runs} till får gå på {days}",
    "more_vehicles": "{vehicles} till som {name}",
}


def _new_time(times_s: set[int], word: str, steps: int) -> str:
    """The new time of day, where every day has the same."""
    if len(times_s) > 1:
        return ""
    (time_s,) = times_s
    return f", {word} {clock(min(DAY_S, max(0, time_s + steps * STEP_MIN * 60)))}"


def _rules_text(kind: Kind, rules: list[Rule], problem: Problem) -> str:
    if kind in _OF_STOPS:
        head, of_stop = _OF_STOPS[kind]
        told = [f"{stop.name} {of_stop(stop)}" for stop in (problem.stop(rule.of) for rule in rules)]
    elif kind in _OF_VEHICLES:
        head, of_vehicle = _OF_VEHICLES[kind]
        told = [f"{van.name} {of_vehicle(van)}" for van in (problem.vehicle(rule.of) for rule in rules)]
    else:
        head, of_week = _OF_WEEKS[kind]
        told = [text for rule in rules for text in of_week(problem, rule)]
    return f"{head}: {list_text(told)}"


def _visits(stop: Stop) -> str:
    same = stop.visits_fewest == stop.visits_most
    return str(stop.visits_fewest) if same else f"{stop.visits_fewest}–{stop.visits_most}"


def _windows(stop: Stop) -> str:
    spans = (clock_span(window.opens_s, window.closes_s) for window in stop.windows if window)
    return " eller ".join(dict.fromkeys(spans))


def _delivery_days(stop: Stop) -> str:
    return weekdays_text(day for day, window in enumerate(stop.windows) if window)


def _break(vehicle: Vehicle) -> str:
    rule = vehicle.break_rule
    if rule is None:
        raise ValueError(f"{vehicle.id} has no break rule")
    counted = "arbete" if rule.counts == "work" else "körning"
    return f"{duration_text(rule.length_s)} senast efter {duration_text(rule.after_s)} {counted}"


def _orders(problem: Problem, rule: Rule) -> Iterator[str]:
    later = list_text(problem.stop(id_).name for id_ in sorted(problem.stop(rule.of).before))
    yield f"{problem.stop(rule.of).name} före {later}"


def _reserved(problem: Problem, rule: Rule) -> Iterator[str]:
    stop = problem.stop(rule.of)
    names = list_text(problem.vehicle(id_).name for id_ in sorted(stop.vehicle_ids or ()))
    yield f"{stop.name} bara av {names or 'bilar som inte finns kvar'}"


def _run_limits(problem: Problem) -> Iterator[str]:
    for runs in sorted(set(problem.most_runs.values())):
        days = sorted(day for day, most in problem.most_runs.items() if most == runs)
        yield f"högst {count_text(runs, 'tur', 'turer')} på {weekdays_text(days)}"


def _fleet(problem: Problem, _rule: Rule) -> Iterator[str]:
    for vehicle in problem.vehicles:
        yield f"{vehicle.name} med {count_text(vehicle.runs_most, 'tur', 'turer')} om dagen"


_OF_STOPS: Mapping[Kind, tuple[str, Callable[[Stop], str]]] = {
    "visits": ("besök i veckan", _visits),
    "window": ("leveranstider", _windows),
    "delivery_days": ("leveransdagar", _delivery_days),
    "fixed_days": ("fasta dagar", lambda stop: weekdays_text(sorted(stop.fixed_weekdays))),
    "longest_gap": (
        "längsta uppehåll mellan besöken",
        lambda stop: count_text(stop.longest_gap_days, "vardag", "vardagar"),
    ),
}
_OF_VEHICLES: Mapping[Kind, tuple[str, Callable[[Vehicle], str]]] = {
    "break": ("rast", _break),
    "shift": ("längsta arbetspass", lambda vehicle: duration_text(vehicle.longest_shift_s)),
    "hours": ("bilens tider", lambda v: clock_span(v.earliest_departure_s, v.latest_return_s)),
    "capacity": ("lastutrymme", lambda vehicle: count_text(vehicle.capacity_crates, "låda", "lådor")),
    "service_days": ("bilens dagar", lambda v: weekdays_text(sorted(v.weekdays)) or "inga"),
}
_OF_WEEKS: Mapping[Kind, tuple[str, Callable[[Problem, Rule], Iterator[str]]]] = {
    "reserved_vehicles": ("bestämda bilar", _reserved),
    "order": ("ordning på turen", _orders),
    "cutoff": ("senast tillbaka i navet", lambda problem, _: iter((clock(problem.hub.cutoff_s),))),
    "hub_days": (
        "navets dagar",
        lambda problem, _: iter((weekdays_text(sorted(problem.hub.weekdays)) or "inga",)),
    ),
    "most_runs": (
        "turer om dagen",
        lambda problem, _: _run_limits(problem),
    ),
    "fleet": ("bilar", _fleet),
}
