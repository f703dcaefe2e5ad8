"""Settle three municipalities whose figures are worked out on paper.

The cost is 1 000,00 kr, half of it shared alike and half by inhabitants (600, 300 and 100):
466,666… 316,666… and 216,666… kr, of which the two öre left over go to the first two by code.
The contribution is 600,00 kr by inhabitants, 360, 180 and 60 kr, but at least 100 kr each and at most the
cost share: Torsby gets 100 kr, and 500 kr are left for 600 and 300 inhabitants: 333,333… and 166,666… kr.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from subsidy.payout import Award, Awards, PayoutPlan, plan_payouts
from subsidy.statement import Basis, Issuer, Settlement, Statement, settle
from tests.subsidy.cases import measures, mix, municipality, rule
from tests.subsidy.paying import YEAR, is_banking_day, region_rule

KIL, EDA, TORSBY = "1715", "1730", "1737"
NAMES = {KIL: "Kil", EDA: "Eda", TORSBY: "Torsby"}
INHABITANTS = {KIL: 600, EDA: 300, TORSBY: 100}


def settlement(
    *, cost_ore: int = 100_000, names: dict[str, str] = NAMES, year: int = 2026, **changes: object
) -> Settlement:
    """The three, settled by the rule above with some of its fields changed."""
    the_rule = rule(
        60_000,
        floor_ore=10_000,
        cap_share=Fraction(1),
        cost_mix=mix(equal=50, population=50),
        contribution_mix=mix(population=100),
    )
    basis = Basis(
        issuer=Issuer(name="Region Värmland", orgnr="232100-0156"),
        first_date=date(year, 1, 1),
        last_date=date(year, 12, 31),
        municipalities=tuple(municipality(id_, names[id_], n) for id_, n in INHABITANTS.items()),
        players=tuple(measures(id_, n) for id_, n in INHABITANTS.items()),
        cost_ore=cost_ore,
    )
    return settle(basis, replace(the_rule, **changes))  # type: ignore[arg-type]  # by name


def statement(code: str, settled: Settlement, **changes: object) -> Statement:
    """One of the three's, without payouts unless told otherwise."""
    (receiver,) = (m for m in settled.basis.municipalities if m.code == code)
    return Statement(settlement=settled, municipality=receiver, **changes)  # type: ignore[arg-type]  # by name


def payouts(settled: Settlement, **changes: object) -> PayoutPlan:
    """The awards, paid by the region's rule."""
    names = {m.code: m.name for m in settled.basis.municipalities}
    awards = Awards(
        first_date=YEAR[0],
        last_date=YEAR[1],
        payable_from=date(2025, 12, 1),
        rows=tuple(
            Award(id=row.id, name=names[row.id], amount_ore=row.paid_ore, sized_ore=row.award_ore)
            for row in settled.carried
        ),
    )
    return plan_payouts(region_rule(**changes), awards, is_banking_day)


def plain(text: str) -> str:
    """The text with plain spaces, to compare with what a test says."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
