"""Compare the certificate's figures, the rules and the crates of a plan with what they should be."""

from collections.abc import Iterator

from logistics.planfile import PlanFile
from logistics.sentences import violation_sentences
from logistics.swedish import amount_text, count_text, weekday_name
from logistics.verifying.finding import Finding
from routes.check import find_violations
from routes.cost import plan_cost_ore, rounding_ore
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem

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


def wrong_sums(file: PlanFile, plan: WeekPlan, problem: Problem) -> Iterator[Finding]:
    """The cost and the rounding, where they are not what the plan comes to."""
    yield from _wrong_amount(file, "cost_ore", "Kostnaden", plan_cost_ore(plan, problem))
    yield from _wrong_amount(file, "rounding_ore", "Avrundningen", rounding_ore(problem))


def _wrong_amount(file: PlanFile, figure: str, name: str, should_be_ore: int) -> Iterator[Finding]:
    says_ore = file.certificate[figure].whole()
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
