"""What several periods of a year carry is one sum for the next year's first award, and none of it is paid too."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.carried_over import describe_left, refuse_balances, refuse_taken
from logistics.correcting import SUMMARY_RECORD
from logistics.kept_finals import FINAL_RECORD
from subsidy.carrying import Balance
from subsidy.final import CostPart, settle_finally
from subsidy.final_record import final_record
from subsidy.journal import Correction, Issue, IssueRefused, JournalDamaged, read_journal, writing
from subsidy.record import Recorder, record_bytes
from subsidy.statement import Summary, settle
from tests.subsidy.test_final import BASIS, RULE, correction

NOTHING = "0" * 64
SPRING, AUTUMN = (date(2026, 1, 1), date(2026, 6, 30)), (date(2026, 7, 1), date(2026, 12, 31))
NEXT = (date(2027, 1, 1), date(2027, 6, 30))


def award(period, settlement="carry", **balances_ore):
    """The award of a period, with balances of the year before: k is Kil, e Eda."""
    rule = replace(RULE, settlement=settlement, first_date=period[0], last_date=period[1])
    codes = {"k": "1715", "e": "1730"}
    balances = tuple(
        Balance(id=codes[name], year=period[0].year - 1, amount_ore=ore, reference="S")
        for name, ore in balances_ore.items()
    )
    return settle(replace(BASIS, first_date=period[0], last_date=period[1], balances=balances), rule)


def final(period, settlement="carry", cost_ore=90_000, **changes):
    """Costs of 900 kr lower Kil by 30 kr and Eda by 20; of 800 by 60 and 40."""
    return settle_finally(award(period, settlement), cost_ore, **changes)


class Kept:
    """A journal to enter awards and settlements in."""

    def __init__(self, folder):
        self.folder = folder

    def enter(self, settled, *, corrects=None):
        """The number of an entry."""
        is_final = hasattr(settled, "budget")
        basis = settled.budget.basis if is_final else settled.basis
        if is_final:
            parts = (CostPart(name="F", amount_ore=settled.actual.basis.cost_ore),)
            files = {FINAL_RECORD: record_bytes(final_record(settled, parts))}
        else:
            files = {SUMMARY_RECORD: record_bytes(Recorder(settled).lines(Summary(settlement=settled)))}
        issue = Issue(
            kind="final" if is_final else "award",
            first_date=basis.first_date,
            last_date=basis.last_date,
            issued_on=date(2027, 1, 4),
            content=NOTHING,
            inputs=NOTHING,
            rule=NOTHING,
            corrects=Correction(number=corrects, because="Fel.") if corrects else None,
            files=files,
        )
        with writing(self.folder) as pen:
            return pen.issue(issue).number

    def takes(self, settlement):
        """What is said when an award is to be issued; empty: nothing is refused."""
        return said_by(refuse_balances, settlement, read_journal(self.folder), self.folder)

    def pays(self, settled):
        """Likewise of a settlement."""
        return said_by(refuse_taken, settled, read_journal(self.folder), self.folder)

    def left(self):
        """What is said of awards that do not take what stands."""
        return describe_left(read_journal(self.folder), self.folder, 2027)


def said_by(refuse, *arguments):
    try:
        refuse(*arguments)
    except IssueRefused as refusal:
        return str(refusal).replace("\N{NO-BREAK SPACE}", " ")
    return ""


@pytest.fixture
def kept(tmp_path):
    """Both halves of 2026 awarded, and spring settled as nr 3: Kil 30 kr and Eda 20 to deduct."""
    journal = Kept(tmp_path)
    for settled in (award(SPRING), award(AUTUMN), final(SPRING)):
        journal.enter(settled)
    return journal


def test_the_next_award_takes_the_sum_of_what_stands(kept):
    """First spring's alone; when autumn is settled both, and no other sum."""
    assert "" == kept.takes(award(NEXT, k=-3_000, e=-2_000))
    assert 4 == kept.enter(final(AUTUMN, cost_ore=80_000))
    assert "" == kept.takes(award(NEXT, k=-9_000, e=-6_000))
    said = kept.takes(award(NEXT, k=-3_000, e=-6_000))
    assert (
        "från 2026 är inte det som journalen för över: Kil −30,00 kr i datamängden och −90,00 kr i journalen."
        in said
    )
    assert "avstamning-balanser.csv i nr 3 och 4" in said
    assert (
        f"bokslinga reissue {kept.folder} --number 3 och bokslinga reissue {kept.folder} --number 4" in said
    )


def test_a_balance_that_is_missing_is_another_sum(kept):
    """Eda would never give it back."""
    said = kept.takes(award(NEXT, k=-3_000))
    assert "Eda 0,00 kr i datamängden och −20,00 kr i journalen" in said


def test_balances_of_a_year_that_the_journal_does_not_know_are_taken_as_they_are(tmp_path):
    """It may have begun this year; a year that it knows must be settled in it."""
    journal = Kept(tmp_path)
    assert "" == journal.takes(award(NEXT, k=-1))
    journal.enter(award(SPRING))
    assert "Ingen slutavräkning av 2026 står i journalen" in journal.takes(award(NEXT, k=-1))
    assert "" == journal.takes(award(SPRING, k=-1))
    assert "" == journal.takes(award(NEXT))


def test_autumn_pays_though_spring_was_taken_over(kept):
    """Its own balances are in no award."""
    assert 4 == kept.enter(award(NEXT, k=-3_000, e=-2_000))
    assert ("", "") == (kept.pays(final(AUTUMN, "pay")), kept.pays(final(AUTUMN)))
    said = kept.pays(final(SPRING, "pay"))
    assert (
        "är redan med i nr 4 i journalen, bidraget för 1 januari–30 juni 2027: där läggs det som förs över"
        in said
    )


def test_what_both_halves_carried_and_the_award_took_is_paid_by_none(kept):
    """Until the award is corrected."""
    kept.enter(final(AUTUMN))
    assert 5 == kept.enter(award(NEXT, k=-6_000, e=-4_000))
    for period in (SPRING, AUTUMN):
        assert "issue --corrects 5. Gör sedan om slutavräkningen." in kept.pays(final(period, "pay"))
    kept.enter(award(NEXT), corrects=5)
    assert ["", ""] == [kept.pays(final(period, "pay")) for period in (SPRING, AUTUMN)]


def test_award_from_before_settlements_that_carry_were_entered_is_known(tmp_path):
    """It took balances that no entry tells of: they must not be paid too."""
    journal = Kept(tmp_path)
    for settled in (award(NEXT, k=-3_000, e=-2_000), award(SPRING)):
        journal.enter(settled)
    assert "är redan med i nr 1" in journal.pays(final(SPRING, "pay"))


def test_the_second_half_takes_nothing_of_the_first(kept):
    """What the first award of the year has taken is not taken again."""
    kept.enter(award(NEXT, k=-3_000, e=-2_000))
    said = kept.takes(award((date(2027, 7, 1), date(2027, 12, 31)), k=-3_000, e=-2_000))
    assert "Det som förs över från 2026 är redan med i nr 4 i journalen, för 1 januari–30 juni 2027." in said
    assert "" == kept.takes(award(NEXT, k=-3_000, e=-2_000))  # its own correction


def test_what_no_award_takes_is_told(kept):
    """From the day when there is one."""
    assert "" == kept.left()
    kept.enter(award(NEXT))
    assert (
        "Det som slutavräkningen nr 3 för över från 2026 är inte med i något utfärdat bidrag" in kept.left()
    )
    kept.enter(award(NEXT, k=-3_000, e=-2_000), corrects=4)
    assert "" == kept.left()
    kept.enter(final(AUTUMN))
    assert (
        "Nr 5 i journalen har med balanserna från 2026 som de var, inte som de nu står i nr 3 och 6"
        in kept.left()
    )
    assert kept.left().endswith("rätta med bokslinga issue --corrects 5.")


def test_what_a_settlement_paid_is_carried_by_nobody(tmp_path):
    """Though an older file of balances says so."""
    journal = Kept(tmp_path)
    for settled in (award(SPRING, "pay"), final(SPRING, "pay"), award(NEXT)):
        journal.enter(settled)
    assert "" == journal.left()
    assert "Slutavräkningen nr 2 betalade ut och krävde åter sitt" in journal.takes(
        award(NEXT, k=-3_000, e=-2_000)
    )


def test_a_settlement_that_leaves_nothing_carries_nothing(tmp_path):
    """Costs as planned: no balance, and none is asked for."""
    journal = Kept(tmp_path)
    for settled in (award(SPRING), final(SPRING, cost_ore=100_000), award(NEXT)):
        journal.enter(settled)
    assert "" == journal.left()
    assert "Slutavräkningen nr 2 för inget över. Ta bort balanserna" in journal.takes(award(NEXT, k=1))


def test_damage_is_found_before_anything_is_issued(kept):
    """Whoever asks, and whatever has no balances."""
    (file,) = read_journal(kept.folder).entries[2].files
    (kept.folder / "files" / file.sha256).write_bytes(b"{}")
    for refuse, settled in ((refuse_balances, award(NEXT)), (refuse_taken, final(SPRING, settled=()))):
        with pytest.raises(JournalDamaged):
            refuse(settled, read_journal(kept.folder), kept.folder)


def test_corrections_are_carried_with_the_rest(tmp_path):
    """100 kr to Kil for 2025 less 30 kr: 70 kr."""
    journal = Kept(tmp_path)
    for settled in (award(SPRING), final(SPRING, corrections=[correction()])):
        journal.enter(settled)
    assert "" == journal.takes(award(NEXT, k=7_000, e=-2_000))


def test_what_is_carried_for_a_municipality_that_left_is_paid_instead(tmp_path):
    """Its balance fits in no award: the refusal tells what does work."""
    kept = Kept(tmp_path / "j")
    kept.enter(award(SPRING))
    kept.enter(final(SPRING))
    whole = award(NEXT, k=-3_000)
    left = tuple(each for each in whole.basis.municipalities if each.code != "1730")
    said = kept.takes(replace(whole, basis=replace(whole.basis, municipalities=left)))
    assert "Kommun 1730 är inte längre med, så dit kan inget föras över" in said
    assert "regeln för 2026" in said
    assert "gör om slutavräkningen nr 2" in said
    assert "inte längre med" not in kept.takes(whole)
