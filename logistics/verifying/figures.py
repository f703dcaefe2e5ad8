"""Compare the certificate's figures and names, the rules and the crates of a plan with what they should be."""

from collections.abc import Iterator

from logistics.planfile import Stated
from logistics.sentences import violation_sentences
from logistics.swedish import amount_text, count_text, weekday_name
from logistics.verifying.finding import Finding
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.duals import Duals
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem
from routes.week import tier_for

UNKNOWN_NAMES, CRATES = "known_names", "loads_follow_gaps"  # rules of routes.check


def wrong_rules(plan: WeekPlan, problem: Problem) -> Iterator[Finding]:
    """Every rule that the plan breaks, and every visit with the wrong crates."""
    for violation in find_violations(plan, problem):
        if violation.rule == CRATES:
            yield from _wrong_crates(violation, plan, problem)
        else:
            facts = "; ".join(f"{name} {fact}" for name, fact in violation.facts.items())
            (sentence,) = violation_sentences([violation])
            yield Finding(figure=violation.rule, says=facts, should_be="", sentence=sentence)


def wrong_sums(stated: Stated, plan: WeekPlan, problem: Problem) -> Iterator[Finding]:
    """The cost and the rounding, where they are not what the plan comes to."""
    yield from _wrong_amount("cost_ore", "Kostnaden", stated.cost_ore, plan_cost_ore(plan, problem))
    yield from _wrong_amount("rounding_ore", "Avrundningen", stated.rounding_ore, rounding_ore(problem))


def wrong_names(stated: Stated, problem: Problem) -> Iterator[Finding]:
    """How it was planned, where a week of so many stops is planned otherwise; the stops of the dual prices."""
    should_be = tier_for(problem)
    if stated.method != should_be:
        week = f"en vecka med {count_text(len(problem.stops), 'stopp', 'stopp')}"
        yield Finding(
            figure="certificate.method",
            says=stated.method,
            should_be=should_be,
            sentence=f"Metoden: filen säger ”{stated.method}”, men {week} planeras med ”{should_be}”.",
        )
    if stated.duals is not None:
        yield from _wrong_stops(stated.duals, problem)


def _wrong_stops(duals: Duals, problem: Problem) -> Iterator[Finding]:
    """Dual prices of stops that are not there, and stops without any: planning leaves them for every stop."""
    priced = dict.fromkeys(duals.visits, "visits") | dict.fromkeys(duals.by_gap, "by_gap")
    names = {stop.id: stop.name for stop in problem.stops}
    for stop_id, where in priced.items():
        if stop_id not in names:
            yield _wrong_stop(where, stop_id, f"gäller stoppet ”{stop_id}”, som inte finns i datamängden")
    for stop_id, name in names.items():
        if stop_id not in priced:
            yield _wrong_stop("by_gap" if duals.by_gap else "visits", stop_id, f"saknas för {name}")


def _wrong_stop(where: str, stop_id: str, what: str) -> Finding:
    figure = f"certificate.duals.{where}.{stop_id}"
    return Finding(figure=figure, says="", should_be="", sentence=f"Dualpriser {what}.")


def _wrong_amount(figure: str, name: str, says_ore: int, should_be_ore: int) -> Iterator[Finding]:
    if says_ore != should_be_ore:
        yield Finding(
            figure=f"certificate.{figure}",
            says=str(says_ore),
            should_be=str(should_be_ore),
            sentence=f"{name}: filen säger {amount_text(says_ore)}, men det är {amount_text(should_be_ore)}.",
        )


def _wrong_crates(violation: Violation, plan: WeekPlan, problem: Problem) -> Iterator[Finding]:
    facts = violation.facts
    for i, run in enumerate(plan.runs):
        for k, visit in enumerate(run.visits):
            stop = problem.stop(visit.stop_id)
            if run.weekday != facts["weekday"] or stop.name != facts["stop"]:
                continue
            for field, verb in (("delivered", "levereras"), ("collected", "hämtas")):
                says, should_be = getattr(visit, f"{field}_crates"), int(facts[field])
                if says != should_be:
                    yield Finding(
                        figure=f"runs[{i}].visits[{k}].{field}_crates",
                        says=str(says),
                        should_be=str(should_be),
                        sentence=f"{stop.name} på {weekday_name(run.weekday)}ar: filen säger att"
                        f" {count_text(says, 'låda', 'lådor')} {verb}, men det ska vara {should_be}.",
                    )
