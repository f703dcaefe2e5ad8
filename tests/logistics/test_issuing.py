"""A correction tells every municipality what has changed, so that nobody must compare two letters."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.correcting import SUMMARY_RECORD, Corrected, change_note
from logistics.paying import Continued
from logistics.planning import Planned
from logistics.settling import Settled, settle_period
from subsidy.journal import Correction
from subsidy.payout import PaidBefore
from subsidy.statement import Settlement, Summary, settle
from tests.subsidy.cases import mix

WHY = Correction(number=1, because="Fel bidrag.")


@pytest.fixture(scope="module")
def settled(planned: Planned) -> Settled:
    return settle_period(planned, date(2026, 1, 1), date(2026, 12, 31))


def each(settled: Settled, kr: int) -> Settlement:
    """So many kronor to each municipality."""
    basis, rule = settled.settlement.basis, settled.settlement.rule
    amount_ore = 100 * kr * len(basis.municipalities)
    plain = replace(
        rule,
        amount_ore=amount_ore,
        floor_ore=0,
        cap_share=None,
        own_floors_ore={},
        contribution_mix=mix(equal=100),
    )
    return settle(basis, plain)


def corrected(before: Settlement) -> Corrected:
    nothing = PaidBefore(day=date(2026, 3, 1), paid_ore={})
    return Corrected(
        correction=WHY,
        documents={SUMMARY_RECORD: Summary(settlement=before)},
        continued=Continued(payable_from=None, before=nothing, booked={}),
    )


@pytest.mark.parametrize(
    ("before_kr", "told"),
    [
        (100, "Bidraget höjs med 50,00 kr: i nr 1 var det 100,00 kr."),
        (200, "Bidraget sänks med 50,00 kr: i nr 1 var det 200,00 kr."),
        (150, "Bidraget är detsamma som i nr 1: 150,00 kr."),
    ],
)
def test_a_correction_tells_the_change(settled: Settled, before_kr: int, told: str) -> None:
    """In kronor, and which way."""
    now = replace(settled, settlement=each(settled, 150))
    note = change_note(now, corrected(each(settled, before_kr)), "1780")
    assert told == note.replace("\N{NO-BREAK SPACE}", " ")
