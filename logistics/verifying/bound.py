"""Compare what a plan file claims that no plan costs less than with what can be proven."""

from collections.abc import Iterator
from dataclasses import dataclass

from logistics.swedish import amount_text
from logistics.verifying.finding import Finding
from routes.proof import Proven

IMPOSSIBLE = "ingen plan är möjlig, så gränsen säger inget"
TOO_LARGE = "talen i filen är för stora för att gränsen ska kunna räknas om säkert"
CONTRADICTED = "det som räknades ut här motsägs av planens egen kostnad och bevisar inget"

_FIGURE = "certificate.lower_bound_ore"


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What a plan file says of its own quality, beside the cost that it really has."""

    bound_ore: int | None  # as the file says
    cost_ore: int | None  # worked out again; None where the plan breaks a rule, so that its cost says nothing
    rounding_ore: int  # worked out again
    ended_by: str  # as the file says

    @property
    def is_optimal(self) -> bool:
        """Whether the file says that no plan is cheaper than its own."""
        is_known = self.bound_ore is not None and self.cost_ore is not None
        return is_known and self.cost_ore - self.bound_ore <= self.rounding_ore  # type: ignore[operator]  # known

    @property
    def targets_ore(self) -> list[int]:
        """What is to be proven, dearest first."""
        if self.bound_ore is None:
            return []
        if self.cost_ore is None or not self.is_optimal:
            return [self.bound_ore]
        return sorted({self.cost_ore, min(self.cost_ore, self.bound_ore)}, reverse=True)


def wrong_bound(claims: Claims, proven: Proven, *, is_unchanged: bool) -> Iterator[Finding]:
    """The lower bound where it is proven wrong, or higher than a changed file can show; how planning ended."""
    yield from _wrong_end(claims)
    if claims.bound_ore is None:
        return
    says = f"Undre gränsen: filen säger att ingen plan kostar mindre än {amount_text(claims.bound_ore)}, men"
    if claims.bound_ore < 0:
        yield _finding(claims.bound_ore, 0, f"{says} en plan kan inte kosta mindre än ingenting.")
    elif claims.cost_ore is not None and claims.bound_ore > claims.cost_ore:
        yield _finding(claims.bound_ore, claims.cost_ore, f"{says} planen själv kostar mindre.")
    elif proven.cheaper_ore is not None and proven.cheaper_ore < claims.bound_ore:
        cheaper = amount_text(proven.cheaper_ore)
        yield _finding(claims.bound_ore, proven.cheaper_ore, f"{says} det finns en plan för {cheaper}.")
    elif not is_unchanged and proven.bound_ore is not None and proven.bound_ore < claims.bound_ore:
        shown = amount_text(proven.bound_ore)
        yield _finding(claims.bound_ore, proven.bound_ore, f"{says} filens dualpriser visar bara {shown}.")


def contradiction(claims: Claims, proven: Proven) -> Iterator[Finding]:
    """What was proven above the cost of a plan that keeps every rule: then the proof itself is wrong."""
    shown_ore = max(proven.dual_bound_ore or 0, proven.bound_ore or 0)
    if claims.cost_ore is not None and shown_ore > claims.cost_ore:
        shown, costs = amount_text(shown_ore), amount_text(claims.cost_ore)
        yield Finding(
            figure="certificate.duals",
            says=str(shown_ore),
            should_be=str(claims.cost_ore),
            sentence=f"Dualpriserna: ur dem räknas att ingen plan kostar mindre än {shown}, men planen själv"
            f" kostar {costs}, så uträkningen är fel och bevisar inget.",
        )


def _wrong_end(claims: Claims) -> Iterator[Finding]:
    """How planning ended, where that is not what the cost and the bound say."""
    if claims.cost_ore is None or (claims.bound_ore or 0) > claims.cost_ore:
        return
    if claims.ended_by == "proof" and not claims.is_optimal:
        should_be, said = (
            "",
            "Filen säger att planen är bevisat bäst, men dess undre gräns räcker inte till det.",
        )
    elif claims.ended_by != "proof" and claims.is_optimal:
        should_be = "proof"
        said = (
            f"Planeringens slut: filen säger ”{claims.ended_by}”, men dess undre gräns säger att planen är bevisat"
            " bäst, så det ska vara ”proof”."
        )
    else:
        return
    yield Finding(figure="certificate.ended_by", says=claims.ended_by, should_be=should_be, sentence=said)


def _finding(says_ore: int, should_be_ore: int, sentence: str) -> Finding:
    return Finding(figure=_FIGURE, says=str(says_ore), should_be=str(should_be_ore), sentence=sentence)
