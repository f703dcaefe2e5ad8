"""Verify a plan file on the command line: its rules, cost and lower bound."""

from pathlib import Path

from logistics.cli.answers import Answer, Line
from logistics.cli.checksums import checksum_line, checksum_result
from logistics.cli.findings import findings_result
from logistics.cli.progress import show_step
from logistics.sentences import obstacle_sentence
from logistics.swedish import amount_text, count_text
from logistics.verifying import Finding, Verified, verify_plan
from routes.progress import Progress

_STEPS = {
    "check": "Räknar om regler och kostnad",
    "tables": "Räknar ut alla möjliga turer, utan lösaren (första gången tar det längre tid)",
    "bound": "Räknar ut de billigaste turerna, utan lösaren (första gången tar det längre tid)",
    "choose": "Går igenom alla val av dagar som kan vara billigare",
}


def shown_plan(path: Path, *, time_limit_s: float) -> tuple[Answer, tuple[Finding, ...]]:
    """What a plan file comes to, and what is wrong with it; each step is told on stderr.

    Raises
    ------
    PlanFileRefused
        The file cannot be read.
    """
    verified = verify_plan(path, time_limit_s=time_limit_s, on_progress=_Steps().show)
    return Answer(lines=_lines(verified), result=_result(verified)), verified.findings


class _Steps:
    """Says each step once."""

    def __init__(self) -> None:
        self.said: set[str] = set()

    def show(self, progress: Progress) -> None:
        if progress.stage not in self.said:
            self.said.add(progress.stage)
            show_step(_STEPS[progress.stage])


def _lines(verified: Verified) -> list[Line]:
    wrong = len(verified.findings)
    driven = f"{count_text(verified.runs, 'tur', 'turer')}, {count_text(verified.visits, 'besök', 'besök')}"
    return [
        checksum_line(verified.fingerprint, is_own=verified.is_unchanged),
        ("Fel", count_text(wrong, "fel", "fel") if wrong else f"inga; alla regler hållna ({driven})"),
        *(
            []
            if verified.cost_ore is None
            else [("Kostnad", f"{amount_text(verified.cost_ore)}, omräknad tur för tur")]
        ),
        *_bound_lines(verified),
        ("Lösarens uppgift", _claim(verified)),
    ]


def _bound_lines(verified: Verified) -> list[Line]:
    """What was proven here, without a solver."""
    proven, lines = verified.proven, []
    if verified.obstacles:
        reasons = " ".join(map(obstacle_sentence, verified.obstacles))
        lines.append(("Undre gräns", f"ingen: med datamängden i filen är ingen plan möjlig. {reasons}"))
    if proven.dual_bound_ore is not None:
        text = f"{amount_text(proven.dual_bound_ore)}, omräknad ur filens dualpriser"
        lines.append(("Undre gräns", text))
        if proven.bound_ore is not None and proven.bound_ore > proven.dual_bound_ore:
            text = (
                f"{amount_text(proven.bound_ore)}, när alla val av dagar som kan vara billigare är omräknade"
            )
            lines.append(("Högre gräns", text))
    if _is_shown_optimal(verified):
        lines.append(("Bevisat här", "planen är optimal, ingen plan som följer reglerna kostar mindre"))
    return lines


def _claim(verified: Verified) -> str:
    """What has to be taken on trust."""
    claimed_ore = verified.claims.bound_ore
    if claimed_ore is None:
        return "ingen: filen säger inget om vad andra planer kostar"
    if not claimed_ore and not verified.proven.bound_ore and not _is_shown_optimal(verified):
        bound = amount_text(claimed_ore)
        return f"ingen: filens undre gräns är {bound}, så inget är bevisat om vad andra planer kostar"
    if verified.is_bound_verified:
        return "ingen: även den undre gränsen är omräknad här"
    if verified.hindrance:
        reason = verified.hindrance
    elif not verified.has_duals:
        reason = "filen har inga dualpriser att räkna om gränsen ur"
    elif verified.proven.bound_ore is None:
        reason = "tiden eller minnet räckte inte till att räkna om gränsen"
    else:
        reason = f"här visades {amount_text(verified.proven.bound_ore)}"
    return f"att ingen plan kostar mindre än {amount_text(claimed_ore)}; {reason}"


def _is_shown_optimal(verified: Verified) -> bool:
    """Whether no plan costs less than this one; none costs less than nothing."""
    cost_ore = verified.claims.cost_ore
    return cost_ore is not None and (verified.proven.bound_ore or 0) >= cost_ore


def _result(verified: Verified) -> dict[str, object]:
    return {
        "is_verified": not verified.findings,
        **checksum_result(verified.fingerprint, is_own=verified.is_unchanged),
        "findings": findings_result(verified.findings),
        "runs": verified.runs,
        "visits": verified.visits,
        "cost_ore": verified.cost_ore,
        "obstacles": list(map(obstacle_sentence, verified.obstacles)),
        "dual_bound_ore": verified.proven.dual_bound_ore,
        "proven_bound_ore": verified.proven.bound_ore,
        "claimed_bound_ore": verified.claims.bound_ore,
        "is_bound_verified": verified.is_bound_verified,
        "is_proven_optimal": _is_shown_optimal(verified),
        "solvers_claim": None if verified.is_bound_verified else _claim(verified),
    }
