"""Verify a plan file: its rules, its sums, its times and the bound that makes it optimal."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from logistics.planfile import PlanFile, fingerprint, open_plan
from logistics.planfile.parts import Damaged
from logistics.planning import build_problem
from logistics.verifying.bound import Claims, wrong_bound
from logistics.verifying.figures import UNKNOWN_NAMES, wrong_rules, wrong_sums
from logistics.verifying.finding import Finding
from logistics.verifying.times import wrong_times
from routes.cost import plan_cost_ore, rounding_ore
from routes.progress import Progress, Watch
from routes.proof import Proven, prove

NOTHING_PROVEN = Proven(dual_bound_ore=None, bound_ore=None)


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
    proven: Proven

    @property
    def is_bound_verified(self) -> bool:
        """Whether no plan costs less than the file says that none does."""
        claimed_ore, proven_ore = self.claims.bound_ore, self.proven.bound_ore
        return claimed_ore is None or (proven_ore is not None and proven_ore >= claimed_ore)


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
    file = open_plan(path)
    try:
        return _verified(file, Watch(time_limit_s=time_limit_s, on_progress=on_progress))
    except Damaged as fault:
        raise file.damaged(fault.place) from fault


def _verified(file: PlanFile, watch: Watch) -> Verified:
    problem, plan, duals = build_problem(file.dataset()), file.plan(), file.duals()
    watch.report("check")
    findings = [] if file.is_unchanged else [_changed(file)]
    broken = list(wrong_rules(plan, problem))
    findings += broken
    cost_ore = None
    if all(finding.figure != UNKNOWN_NAMES for finding in broken):
        cost_ore = plan_cost_ore(plan, problem)
        findings += wrong_sums(file, plan, problem)
        if not file.is_unchanged:
            findings += _in_other_runs(wrong_times(plan, problem), findings)
    bound = _claims(file, None if broken else cost_ore, rounding_ore(problem))
    proven = NOTHING_PROVEN
    if duals is not None and bound.targets_ore:
        proven = prove(problem, duals, bound.targets_ore, watch)
    findings += wrong_bound(bound, proven, is_unchanged=file.is_unchanged)
    return Verified(
        fingerprint=fingerprint(file.content),
        is_unchanged=file.is_unchanged,
        findings=tuple(findings),
        runs=len(plan.runs),
        visits=sum(len(run.visits) for run in plan.runs),
        cost_ore=cost_ore,
        claims=bound,
        has_duals=duals is not None,
        proven=proven,
    )


def _claims(file: PlanFile, cost_ore: int | None, rounding_ore: int) -> Claims:
    bound = file.certificate["lower_bound_ore"]
    return Claims(
        bound_ore=None if bound.is_empty else bound.whole(),
        cost_ore=cost_ore,
        rounding_ore=rounding_ore,
        ended_by=file.certificate["ended_by"].text(),
    )


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
