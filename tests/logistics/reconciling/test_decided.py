"""What was issued holds, and what plan and rules give otherwise now is told."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.errors import QuestionRefused
from logistics.periods import year_of
from logistics.reconciling.decided import Decided, Issued
from logistics.settling import settlement_of
from subsidy.carrying import Balance
from subsidy.journal import Entry
from subsidy.statement import settle

NOTHING = "0" * 64
ENTRY = Entry(
    number=2,
    previous=NOTHING,
    first_date=date(2026, 1, 1),
    last_date=date(2026, 12, 31),
    issued_on=date(2026, 1, 15),
    content=NOTHING,
    inputs=NOTHING,
    rule=NOTHING,
    corrects=None,
    files=(),
)


@pytest.fixture(scope="module")
def today(planned):
    return settlement_of(planned, *year_of(2026))


def changes(today, **basis):
    """What is told when something of the basis was other when it was issued."""
    issued = settle(replace(today.basis, **basis), today.rule)
    return Decided(today=today, issued=Issued(entry=ENTRY, settlement=issued)).changes


def test_without_a_journal_the_awards_are_said_to_be_computed_again(today):
    """Nobody may take them for what the municipalities were told."""
    decided = Decided(today=today)
    assert "räknade på nytt ur planen och reglerna, inte lästa ur journalen" in decided.source
    assert decided.settlement is today
    assert decided.changes == ()


def test_what_was_issued_holds(today):
    """With its number and day."""
    issued = settle(replace(today.basis, cost_ore=today.basis.cost_ore - 1), today.rule)
    decided = Decided(today=today, issued=Issued(entry=ENTRY, settlement=issued))
    assert decided.settlement is issued
    assert "de utfärdade: nr 2 i journalen, den 15 januari 2026" in decided.source


def test_the_same_is_not_told(today):
    """A year in which nothing happened."""
    assert changes(today) == ()


def test_other_awards_are_told_by_municipality(today):
    """By the rule of the small data set only caps bind: a lower cost lowers the awards."""
    told = changes(today, cost_ore=today.basis.cost_ore - 10_000)
    assert told[0].startswith("Planen och priserna ger nu kostnaden")
    assert any(sentence.startswith("Kil: bidraget skulle nu bli ") for sentence in told[1:])


def test_other_rules_and_balances_are_told(today):
    """They change what is settled, whatever the awards are."""
    other = settle(today.basis, replace(today.rule, reference="En annan"))
    (rules,) = Decided(today=today, issued=Issued(entry=ENTRY, settlement=other)).changes
    assert rules.startswith("Reglerna för bidraget har ändrats")
    (carried,) = changes(today, balances=(Balance(id="1715", year=2025, amount_ore=1, reference="Slut"),))
    assert carried.startswith("Balanserna från året före")


def test_another_region_or_other_municipalities_are_refused(today):
    """Their awards are no budget of this plan's costs."""
    with pytest.raises(QuestionRefused, match="gäller Region Skåne, men planen"):
        changes(today, issuer=replace(today.basis.issuer, name="Region Skåne", orgnr="232100-0255"))
    fewer = [p for p in today.basis.players if p.id != "1715"]
    towns = [m for m in today.basis.municipalities if m.code != "1715"]
    with pytest.raises(QuestionRefused, match="Nr 2 i journalen gäller andra kommuner än planen"):
        changes(today, players=tuple(fewer), municipalities=tuple(towns))


def test_claims_are_told_beside_the_balances(today):
    """What was paid too much by a statement that was corrected is claimed once, not once more by the balance."""
    assert Decided(today=today).claims == ()
    issued = Issued(entry=ENTRY, settlement=today, claims_ore={"1715": 5_532_61})
    (told,) = Decided(today=today, issued=issued).claims
    assert "åter ska betalas: Kil 5 532,61 kr. Kraven regleras för sig" in told.replace("\u00a0", " ")


def test_claim_on_one_municipality_names_no_other(today):
    """Its letter is no place for what others owe."""
    issued = Issued(entry=ENTRY, settlement=today, claims_ore={"1715": 5_532_61, "1785": 1})
    decided = Decided(today=today, issued=issued)
    told = decided.claim_on("1715").replace("\u00a0", " ")
    assert (
        "Enligt nr 2 i journalen är mer betalt än bidraget, och kommunen ska betala tillbaka 5 532,61 kr. Kravet"
        " regleras för sig och är inte med i slutavräkningens belopp."
    ) == told
    assert ("", "") == (decided.claim_on("1780"), Decided(today=today).claim_on("1715"))
