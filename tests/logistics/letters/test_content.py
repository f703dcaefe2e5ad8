"""What a decision letter says: everything a decision must name, and the payouts."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.letters.content import Correcting, compose_letter
from subsidy.carrying import Balance
from subsidy.payout import PaidBefore, plan_payouts
from subsidy.payout_rules import PayoutStep
from subsidy.statement import settle
from tests.logistics.letters.paper import KIL, payouts, plain, settlement, statement
from tests.subsidy.paying import is_banking_day


def letter(**changes):
    return compose_letter(statement(KIL, settlement(), **changes), workbook="1715-kil.xlsx")


def section(heading, **changes):
    (found,) = (section for section in letter(**changes).sections if section.heading == heading)
    return found


def cells(table):
    return [[plain(cell) for cell in row.cells] for row in table.rows]


def test_the_decision_names_receiver_amount_and_period():
    """Förvaltningslagen: what is decided must be clear from the decision itself."""
    found = section("Beslut")
    expected = (
        "Region Värmland bidrar med 333,33 kr till Kils kommun (org.nr 212000-1850) för de "
        "gemensamma bibliotekstransporterna under perioden 1 januari–31 december 2026."
    )
    assert expected == plain(found.paragraphs[0])
    expected_rows = [
        ["Kommunens andel av transporternas kostnad", "466,67 kr"],
        ["Beslutat bidrag", "333,33 kr"],
        ["Kommunen betalar själv", "133,34 kr"],
    ]
    assert expected_rows == cells(found.table)


def test_the_award_of_the_year_before_is_told_when_it_is_known():
    """The first question of whoever budgets; in 2025, without floor and cap, Kil got 360 of 600 kr."""
    before = settlement(year=2025, floor_ore=0, cap_share=None)
    text = section("Beslut", earlier=before).paragraphs[1]
    assert "För 1 januari–31 december 2025 var bidraget 360,00 kr." == plain(text)
    assert 1 == len(section("Beslut").paragraphs)


def test_who_decided_who_prepared_and_when_are_named():
    """A decision that does not say so cannot be appealed or answered for."""
    terms = {term.word: plain(term.text) for term in section("Vem som har beslutat").terms}
    expected = {
        "Beslutsdatum": "12 december 2025",
        "Beslutad av": "Kultur- och bildningsnämnden",
        "Beredd av": "Handläggare vid Länsbibliotek & mediatjänst",
        "Referens": "RUN/2026-0042",
        "Regelns källa": "=HÄMTA(påhittad regel för test)",
    }
    assert expected == terms


def test_how_to_appeal_is_told_as_the_rule_says():
    """The words are the region's own."""
    assert (
        section("Så överklagar ni").paragraphs[0].startswith("Överklaga till Förvaltningsrätten i Karlstad")
    )


def test_the_letter_carries_date_title_and_amount():
    """Title and author are what a screen reader and an archive show first."""
    found = letter()
    assert "Bidragsbesked för Kils kommun" == found.title
    assert "Region Värmland" == found.issuer
    assert "333,33 kr" == plain(found.highlight.text)
    assert ("Datum", "12 december 2025") == (found.facts[0].word, plain(found.facts[0].text))


def test_a_draft_says_so_in_its_title_above_its_text_and_on_every_page():
    """It has the look of a decision, and is sent around before there is one."""
    draft = compose_letter(statement(KIL, settlement()), "1715-kil.xlsx", "draft")
    assert "UTKAST: Bidragsbesked för Kils kommun" == draft.title
    assert draft.notice.startswith("UTKAST. Beskedet är inte utfärdat")
    assert draft.footer.startswith("UTKAST: Region Värmland")
    assert not [text for text in (letter().title, letter().notice, letter().footer) if "UTKAST" in text]


def test_a_correction_has_its_own_date_and_names_that_of_the_decision_it_corrects():
    """Two letters with the same date on top: which one holds?"""
    standing = Correcting(issued_on=date(2026, 2, 1), decided_on=date(2025, 11, 18))
    corrected = compose_letter(statement(KIL, settlement()), "1715-kil.xlsx", standing)
    dates = [(term.word, plain(term.text)) for term in corrected.facts[:2]]
    assert [("Datum", "1 februari 2026"), ("Rättar", "beslutet 18 november 2025")] == dates
    assert date(2026, 2, 1) == corrected.dated_on
    assert "Rättat bidragsbesked för Kils kommun" == corrected.title
    assert "Rättat bidragsbesked RUN/2026-0042" in corrected.footer


def test_a_small_award_is_paid_in_one_sum():
    """The region's rule for less than 150 000 kr; 25 January 2026 is a Sunday."""
    found = section("Utbetalning", payouts=payouts(settlement()))
    assert found.paragraphs[0].startswith("Bidraget betalas ut i en summa, enligt EXEMPEL/2026.")
    assert [["1 av 1", "26 januari 2026", "333,33 kr"], ["Summa", "333,33 kr"]] == cells(found.table)


def test_the_account_is_told_when_it_is_known():
    """A wrong account is found before the money is sent."""
    found = section("Utbetalning", payouts=payouts(settlement()), account="bankgiro 5050-1055")
    assert "Bidraget betalas ut i en summa till bankgiro 5050-1055, enligt" in found.paragraphs[0]


def test_parts_stand_with_their_days_and_sum_to_the_award():
    """Half-yearly: 166,67 kr and 166,66 kr; 25 July 2026 is a Saturday."""
    halves = payouts(settlement(), steps=(PayoutStep(from_ore=0, every_months=6),))
    expected = [
        ["1 av 2", "26 januari 2026", "166,67 kr"],
        ["2 av 2", "27 juli 2026", "166,66 kr"],
        ["Summa", "333,33 kr"],
    ]
    found = section("Utbetalning", payouts=halves)
    assert expected == cells(found.table)
    assert "i 2 delar" in found.paragraphs[0]


@pytest.mark.parametrize(
    ("paid_ore", "told", "rows"),
    [
        (
            30_000,
            "300,00 kr betalt, och det står fast. Kvar att betala är 33,33 kr: 25 mars 2026. Det betalas till",
            [
                ["1 av 2", "26 januari 2026 (betalt)", "300,00 kr"],
                ["2 av 2", "25 mars 2026", "33,33 kr"],
                ["Summa", "333,33 kr"],
            ],
        ),
        (
            40_000,
            "Åter att betala: 66,67 kr. Det är ett krav som Region Värmland har på kommunen.",
            [
                ["1 av 1", "26 januari 2026 (betalt)", "400,00 kr"],
                ["Summa", "400,00 kr"],
                ["Åter att betala", "66,67 kr"],
            ],
        ),
    ],
)
def test_a_correction_says_what_is_paid_and_what_is_left_or_claimed(paid_ore, told, rows):
    """Of 333,33 kr: a receiver compares with its own account, where only what was paid stands."""
    before = PaidBefore(day=date(2026, 3, 1), paid_ore={"2026-01-26": {KIL: paid_ore}})
    plan = payouts(settlement())
    again = plan_payouts(plan.rule, replace(plan.awards, before=before), is_banking_day)
    found = section("Utbetalning", payouts=again, account="bankgiro 5050-1055")
    assert told in plain(found.paragraphs[0])
    assert rows == cells(found.table)


def test_a_rule_that_does_not_say_when_is_told_so():
    """No day is made up."""
    found = section("Utbetalning")
    assert "Regeln för bidraget anger inte när det betalas ut." == found.paragraphs[0]
    assert found.table is None


def test_an_award_of_nought_is_not_paid():
    """Nothing is contributed, and there is no table without rows."""
    settled = settlement(amount_ore=0, floor_ore=0)
    composed = compose_letter(statement(KIL, settled, payouts=payouts(settled)), workbook="1715-kil.xlsx")
    (found,) = (section for section in composed.sections if section.heading == "Utbetalning")
    assert "Bidraget är 0 kr, så inget betalas ut." == found.paragraphs[0]


@pytest.mark.parametrize(
    ("settles", "last_date", "expected"),
    [
        ("carry", date(2026, 12, 31), "Skillnaden förs till bidraget för 2027."),
        (
            "carry",
            date(2026, 6, 30),
            "Skillnaden förs till det första bidraget vars period börjar 2027.",
        ),
        ("pay", date(2026, 12, 31), "Skillnaden betalas då ut eller krävs tillbaka."),
    ],
)
def test_what_becomes_of_the_difference_to_actual_costs_is_told(settles, last_date, expected):
    """It decides what the municipality must budget for; that of a spring is not carried into the autumn."""
    whole = settlement(settlement=settles)
    settled = settle(replace(whole.basis, last_date=last_date), whole.rule)
    composed = compose_letter(statement(KIL, settled), workbook="1715-kil.xlsx")
    (found,) = (section for section in composed.sections if section.heading == "Utbetalning")
    assert found.paragraphs[-1].endswith(expected)


def test_notes_of_the_statement_stand_before_the_calculation():
    """They say what the figures do not cover, and must be seen by who reads only the first page."""
    sections = letter(notes=("Första.", "Andra.")).sections
    headings = [section.heading for section in sections]
    assert ("Första.", "Andra.") == sections[headings.index("Anmärkningar")].paragraphs
    assert headings.index("Anmärkningar") < headings.index("Beräkningen")
    assert "Anmärkningar" not in [section.heading for section in letter().sections]


def test_the_letter_names_the_workbook_with_the_whole_calculation():
    """The letter alone does not show the other municipalities."""
    assert "arbetsboken 1715-kil.xlsx." in section("Så räknar ni efter").paragraphs[0]


def carried_letter(amount_ore):
    """Kil's, with a balance of 2025 carried into its 333,33 kr."""
    plain_year = settlement()
    balance = Balance(id=KIL, year=2025, amount_ore=amount_ore, reference="Slutavräkning 2025")
    settled = settle(replace(plain_year.basis, balances=(balance,)), plain_year.rule)
    return compose_letter(statement(KIL, settled, payouts=payouts(settled)), workbook="1715-kil.xlsx")


def test_what_is_carried_from_the_year_before_has_a_section_of_its_own():
    """The award is decided; why another sum arrives is said beside it, in words and figures."""
    (found,) = (s for s in carried_letter(-3_333).sections if s.heading == "Överfört från 2025")
    expected = (
        "Från 2025 dras 33,33 kr av från bidraget (Slutavräkning 2025). "
        "Därför ska 300,00 kr betalas ut i allt."
    )
    assert [expected] == [plain(text) for text in found.paragraphs]
    expected_rows = [
        ["Beslutat bidrag", "333,33 kr"],
        ["Överfört från 2025", "\u221233,33 kr"],
        ["Att betala ut i allt", "300,00 kr"],
    ]
    assert expected_rows == cells(found.table)


def test_the_payouts_of_a_letter_are_the_award_and_what_is_carried():
    """300 kr, as the section before says."""
    (found,) = (s for s in carried_letter(-3_333).sections if s.heading == "Utbetalning")
    assert found.paragraphs[0].startswith("Bidraget och det som är överfört betalas ut i en summa")
    assert ["Summa", "300,00 kr"] == cells(found.table)[-1]


def test_an_award_too_small_for_the_deduction_is_told():
    """400 kr to deduct from 333,33: nothing is paid, 66,67 kr are left."""
    sections = {section.heading: section for section in carried_letter(-40_000).sections}
    assert ["Förs vidare: kvar att dra av", "\u221266,67 kr"] == cells(sections["Överfört från 2025"].table)[
        -1
    ]
    assert "så inget betalas ut" in sections["Utbetalning"].paragraphs[0]
