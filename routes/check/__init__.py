"""Find every hard rule that a week plan breaks, without a line in common with what proposed the plan.

Each rule is one function that yields a violation with a sentence for every breach; `RULES` lists them.
"""

from collections.abc import Callable, Iterator

from routes.check import day_rules, run_rules, week_rules
from routes.errors import Violation
from routes.plan import WeekPlan
from routes.problem import Problem

Rule = Callable[[WeekPlan, Problem], Iterator[Violation]]

RULES: tuple[Rule, ...] = (
    week_rules.visits_a_week,
    week_rules.fixed_days_visited,
    week_rules.one_visit_a_day,
    week_rules.days_between,
    week_rules.longest_gap,
    week_rules.loads_follow_gaps,
    run_rules.window_kept,
    run_rules.service_takes_its_time,
    run_rules.no_faster_than_the_road,
    run_rules.capacity_kept,
    run_rules.vehicle_allowed,
    run_rules.order_kept,
    run_rules.break_taken,
    run_rules.break_undisturbed,
    day_rules.vehicle_in_service,
    day_rules.hub_staffed,
    day_rules.cutoff_kept,
    day_rules.hours_kept,
    day_rules.shift_kept,
    day_rules.runs_of_a_vehicle,
    day_rules.time_between_runs,
    day_rules.runs_of_a_day,
)


def find_violations(plan: WeekPlan, problem: Problem) -> tuple[Violation, ...]:
    """Every breach of every hard rule; empty for a plan that may be shown.

    A plan that names unknown stops or vehicles is told so and nothing else, for no other rule applies to them.
    """
    unknown = tuple(week_rules.known_names(plan, problem))
    return unknown or tuple(violation for rule in RULES for violation in rule(plan, problem))
