"""Verify a plan file: its rules, its sums, its times and the bound that makes it optimal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from logistics.planfile import PlanFile, Stated, fingerprint, open_plan
from logistics.planning import build_problem
from logistics.verifying.bound import (
    CONTRADICTED,
    IMPOSSIBLE,
    TOO_LARGE,
    Claims,
    contradiction,
    wrong_bound,
)
from logistics.verifying.figures import UNKNOWN_NAMES, wrong_names, wrong_rules, wrong_sums
from logistics.verifying.finding import Finding
from logistics.verifying.times import wrong_times
from routes.cost import plan_cost_ore, rounding_ore
from routes.duals import Duals
from routes.errors import Obstacle
from routes.obstacles import find_obstacles
from routes.problem import Problem
from routes.progress import Progress, Watch
from routes.proof import NOTHING_PROVEN, Proven, TooLarge, prove


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a plan file comes to when everything in it is worked out again."""

    fingerprint: str  # of its content
    is_unchanged: bool  # the file states the same fingerprint
    findings: tuple[Finding, ...]  # empty: nothing is wrong
    runs: int
    visits: int
    cost_ore: int | None  # worked out again; None where the plan names what is not there
    claims: Claims
    has_duals: bool
    obstacles: tuple[Obstacle, ...]  # to every plan; empty where none was found
    proven: Proven
    hindrance: str | None  # to proving anything, in Swedish; None: none, or the time

    @property
    def is_bound_verified(self) -> bool:
        """Whether no plan costs less than the file says that none does; none costs less than nothing."""
        return (self.claims.bound_ore or 0) <= (self.proven.bound_ore or 0)


def verify_plan(
    path: Path, *, time_limit_s: float, on_progress: Callable[[Progress], None] = lambda _progress: None
) -> Verified:
    """Every figure of a plan file worked out again, by no solver; the time limit is for the bound.

    Raises
    ------
    PlanFileRefused
        The file is no plan, comes from another version of the program, or is so damaged that it cannot be read.
    DataFaults
        The data set in the file has faults.
    OSError
        The file cannot be read.
    """
    return _verified(open_plan(path), Watch(time_limit_s=time_limit_s, on_progress=on_progress))


def _verified(file: PlanFile, watch: Watch) -> Verified:
    problem, plan, stated = build_problem(file.dataset()), file.plan(), file.stated()
    watch.report("check")
    broken = list(wrong_rules(plan, problem))
    findings = [*([] if file.is_unchanged else [_changed(file)]), *broken]
    cost_ore = None
    if all(finding.figure != UNKNOWN_NAMES for finding in broken):
        cost_ore = plan_cost_ore(plan, problem)
        findings += wrong_sums(stated, plan, problem)
        if not file.is_unchanged:
            findings += _in_other_runs(wrong_times(plan, problem), findings)
    findings += wrong_names(stated, problem)
    claims = _claims(stated, None if broken else cost_ore, rounding_ore(problem))
    obstacles = find_obstacles(problem) if broken else ()
    proven, hindrance = (
        (NOTHING_PROVEN, IMPOSSIBLE) if obstacles else _proven(problem, stated.duals, claims, watch)
    )
    if contradicted := list(contradiction(claims, proven)):
        proven, hindrance = NOTHING_PROVEN, CONTRADICTED
    findings += [*contradicted, *wrong_bound(claims, proven, is_unchanged=file.is_unchanged)]
    return Verified(
        fingerprint=fingerprint(file.content),
        is_unchanged=file.is_unchanged,
        findings=tuple(findings),
        runs=len(plan.runs),
        visits=sum(len(run.visits) for run in plan.runs),
        cost_ore=cost_ore,
        claims=claims,
        has_duals=stated.duals is not None,
        obstacles=obstacles,
        proven=proven,
        hindrance=hindrance,
    )


def _claims(stated: Stated, cost_ore: int | None, rounding_ore: int) -> Claims:
    return Claims(
        bound_ore=stated.lower_bound_ore,
        cost_ore=cost_ore,
        rounding_ore=rounding_ore,
        ended_by=stated.ended_by,
    )


def _proven(problem: Problem, duals: Duals | None, claims: Claims, watch: Watch) -> tuple[Proven, str | None]:
    """What no plan costs less than, or why that cannot be told."""
    if duals is None or not claims.targets_ore:
        return NOTHING_PROVEN, None
    try:
        return prove(problem, duals, claims.targets_ore, watch), None
    except TooLarge:
        return NOTHING_PROVEN, TOO_LARGE


def _changed(file: PlanFile) -> Finding:
    return Finding(
        figure="fingerprint",
        says=str(file.content.get("fingerprint")),
        should_be="",
        sentence="Filen har ändrats sedan den skrevs: dess kontrollsumma stämmer inte.",
    )


def _in_other_runs(times: Iterable[Finding], known: Sequence[Finding]) -> list[Finding]:
    """The wrong times of runs whose crates are right: wrong crates make the times of their run wrong as well."""
    runs = {finding.figure.split(".")[0] for finding in known if finding.figure.endswith("_crates")}
    return [finding for finding in times if finding.figure.split(".")[0] not in runs]
