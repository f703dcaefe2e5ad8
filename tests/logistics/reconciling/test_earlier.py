"""What the journal's final settlement of a period paid and claimed is read back from it, or refused."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.errors import QuestionRefused
from logistics.kept_finals import FINAL_RECORD
from logistics.reconciling.decided import Issued, refuse_overtaken
from logistics.reconciling.earlier import (
    Earlier,
    earlier_settlement,
    refuse_lost_corrections,
    refuse_unchanged,
)
from subsidy.carrying import Balance
from subsidy.final import CostPart, settle_finally
from subsidy.final_record import final_record, read_final_record
from subsidy.journal import Correction, Issue, IssueRefused, JournalDamaged, read_journal, writing
from subsidy.record import record_bytes
from subsidy.statement import settle
from tests.subsidy.test_final import BASIS, RULE, correction

PERIOD = (BASIS.first_date, BASIS.last_date)
PARTS = (CostPart(name="Fakturerat", amount_ore=90_000),)
NOTHING = "0" * 64
# Kil: 350 kr to deduct of 2025 from 300 kr, and lower caps: 80 kr to claim, of which 50 were left of 2025.
BUDGET = settle(
    replace(BASIS, balances=(Balance(id="1715", year=2025, amount_ore=-35_000, reference="Slut"),)),
    replace(RULE, settlement="pay"),
)


def settled(before=(), **changes):
    """The record of a settlement of 900 kr."""
    final = settle_finally(BUDGET, 90_000, settled=before, **changes)
    return read_final_record("\n".join(final_record(final, PARTS)))


def issued(folder, content, *, kind="final", corrects=None):
    """The entry of a settlement whose record is some bytes."""
    issue = Issue(
        kind=kind,
        first_date=PERIOD[0],
        last_date=PERIOD[1],
        issued_on=date(2027, 1, 4),
        content=NOTHING,
        inputs=NOTHING,
        rule=NOTHING,
        corrects=corrects,
        files={FINAL_RECORD: content},
    )
    with writing(folder) as pen:
        return pen.issue(issue)


def bytes_of(record):
    return record_bytes(final_record(record.final, record.cost_parts))


def earlier(folder):
    return earlier_settlement(read_journal(folder), folder, PERIOD)


def test_nothing_is_settled_where_no_settlement_stands(tmp_path):
    """The awards of the period are none."""
    assert earlier(tmp_path) is None
    issued(tmp_path, b"{}", kind="award")
    assert earlier(tmp_path) is None


def test_all_that_was_paid_and_claimed_is_counted_once(tmp_path):
    """First 80 kr from Kil, 50 of them of 2025, and 20 from Eda; then, for 950 kr, 15 and 10 back."""
    issued(tmp_path, bytes_of(settled()))
    first = earlier(tmp_path).settled
    assert [("1715", -8_000, -5_000), ("1730", -2_000, 0)] == told(first)
    final = settle_finally(BUDGET, 95_000, settled=first)
    content = record_bytes(final_record(final, (CostPart(name="Fakturerat", amount_ore=95_000),)))
    issued(tmp_path, content, corrects=Correction(number=1, because="Sent."))
    assert [*told(first), ("1715", 1_500, 0), ("1730", 1_000, 0)] == told(earlier(tmp_path).settled)
    (sentence,) = earlier(tmp_path).sentences
    assert "nr 1 och 2 i journalen" in sentence


def told(found):
    return [(before.id, before.amount_ore, before.onward_ore) for before in found]


@pytest.mark.parametrize(
    "content", [b"{}", b"nej", b'{"schema":"bokslinga-final-settlement","schema_version":2}']
)
def test_record_that_cannot_be_computed_again_is_damage(tmp_path, content):
    """Nobody knows what was paid by it."""
    issued(tmp_path, content)
    with pytest.raises(JournalDamaged, match="i nr 1 går inte att räkna om"):
        earlier(tmp_path)


def test_record_that_comes_to_something_else_is_refused(tmp_path):
    """A later program that rounds otherwise must not decide what was paid."""
    content = bytes_of(settled()).replace(b'"actual_award_ore": 27000', b'"actual_award_ore": 27001')
    assert content != bytes_of(settled())
    issued(tmp_path, content)
    with pytest.raises(JournalDamaged, match="ger andra belopp när den räknas om"):
        earlier(tmp_path)


def test_correction_of_earlier_years_must_be_there_again(tmp_path):
    """100 kr to Kil for 2025, as they were; another beside them is welcome."""
    issued(tmp_path, bytes_of(settled(corrections=[correction()])))
    found = earlier(tmp_path)
    more = correction(amount_ore=-2_500, corrects="Annat")
    refuse_lost_corrections(settled(corrections=[more, correction()]).final, found)
    with pytest.raises(QuestionRefused) as refusal:
        refuse_lost_corrections(settled(corrections=[correction(amount_ore=9_000)]).final, found)
    assert "Kommun 1715 100,00\N{NO-BREAK SPACE}kr för 2025 (Besked 1715 för 2025)" in str(refusal.value)


def test_settlement_that_changes_nothing_is_refused(tmp_path):
    """One krona more in the parts of the cost is a change, though no award follows it."""
    entry = issued(tmp_path, bytes_of(settled()))
    found = Earlier(entry=entry, record=settled())
    with pytest.raises(IssueRefused, match="som i nr 1, som fortsätter att gälla"):
        refuse_unchanged(settled().final, PARTS, found)
    refuse_unchanged(settled().final, (*PARTS, CostPart(name="Avgår", amount_ore=0)), found)
    refuse_unchanged(settled(corrections=[correction()]).final, PARTS, found)


def test_award_that_was_corrected_meanwhile_is_not_settled(tmp_path):
    """Two at the office, one with each command."""
    entry = issued(tmp_path, b"{}", kind="award")
    read = Issued(entry=entry, settlement=BUDGET)
    refuse_overtaken(read, read_journal(tmp_path))
    issued(tmp_path, b"[]", kind="award", corrects=Correction(number=1, because="Fel."))
    with pytest.raises(IssueRefused, match="Nr 1 i journalen rättades av nr 2 medan"):
        refuse_overtaken(read, read_journal(tmp_path))
