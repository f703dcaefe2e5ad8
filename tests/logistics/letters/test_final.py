"""The letter of a final settlement: what its receiver must know, and can compute again on paper."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.letters.final import FinalLetters, compose_final_letter, write_final_letters
from subsidy.final import CostPart, settle_finally
from subsidy.statement import settle
from tests.logistics.letters.structure import read
from tests.subsidy.test_final import BASIS, RULE, correction

KIL, EDA = "1715", "1730"


def letters(settlement="pay", **changes):
    """Costs of 900 kr: Kil gets 270 kr instead of 300, and 100 kr for 2025; Eda 180 kr instead of 200."""
    budget = settle(BASIS, replace(RULE, settlement=settlement))
    whole = FinalLetters(
        final=settle_finally(budget, 90_000, corrections=[correction()]),
        cost_parts=(CostPart(name="Fakturerat", amount_ore=90_000), CostPart(name="Avgår", amount_ore=0)),
        source="Läst.",
        is_draft=False,
        notes=(),
        dated_on=date(2027, 1, 4),
        paid_on=date(2027, 1, 20),
        accounts={KIL: "bankgiro 5050-1055"},
        workbook="a.xlsx",
        checksum="abcd",
    )
    return replace(whole, **changes)


def section(letter, heading):
    """The first section with a heading."""
    return next(found for found in letter.sections if found.heading == heading)


def cells(letter, heading):
    """The rows of a section's table."""
    return [
        tuple(cell.replace("\u00a0", " ") for cell in row.cells)
        for row in section(letter, heading).table.rows
    ]


def words(letter):
    """The amount at the top, and what is done with it."""
    (text,) = section(letter, "Så regleras det").paragraphs
    highlight = letter.highlight
    return tuple(said.replace("\u00a0", " ") for said in (highlight.word, highlight.text, text))


def test_letter_shows_the_way_from_decision_to_balance():
    """300 kr decided, 270 kr in the end, 100 kr for 2025: 70 kr."""
    assert cells(compose_final_letter(letters(), KIL), "Slutavräkning") == [
        ("Beslutat bidrag", "300,00 kr"),
        ("Bidrag efter faktisk kostnad", "270,00 kr"),
        ("Mindre i bidrag", "−30,00 kr"),
        ("Rättelser av tidigare år", "100,00 kr"),
        ("Betalas ut", "70,00 kr"),
    ]


def test_letter_shows_what_the_year_cost():
    """By its parts, none of 0 kr, and the municipality's share: 60 % by inhabitants."""
    assert cells(compose_final_letter(letters(), KIL), "Vad transporterna kostade") == [
        ("Fakturerat", "900,00 kr"),
        ("Transporternas faktiska kostnad", "900,00 kr"),
        ("Transporternas kostnad i budget", "1 000,00 kr"),
        ("Kommunens andel av den faktiska kostnaden", "540,00 kr"),
        ("Kommunens andel av kostnaden i budget", "600,00 kr"),
    ]


def test_what_is_paid_has_a_day_and_an_account():
    """Kil gets 70 kr."""
    assert words(compose_final_letter(letters(), KIL)) == (
        "Betalas ut", "70,00 kr", "70,00 kr betalas ut den 20 januari 2027 till bankgiro 5050-1055."
    )  # fmt: skip


def test_what_was_too_much_is_a_claim():
    """Eda owes 20 kr; no minus that somebody may overlook."""
    word, amount, text = words(compose_final_letter(letters(), EDA))
    assert ("Krävs åter", "20,00 kr") == (word, amount)
    assert "regionen kräver beloppet åter" in text


@pytest.mark.parametrize(
    ("code", "words_of_it"), [(KIL, "läggs till det som"), (EDA, "dras av från det som")]
)
def test_what_is_carried_goes_into_the_next_years_payments(code, words_of_it):
    """2026 is settled in 2027's payouts; nothing is paid now."""
    *_, text = words(compose_final_letter(letters("carry"), code))
    assert words_of_it in text
    assert text.endswith("betalas ut av bidraget för 2027. Inget betalas nu.")


def test_calculation_is_that_of_the_actual_cost():
    """540 kr of 900; the cap is half of it."""
    letter = compose_final_letter(letters(), KIL)
    rows = cells(letter, "3. Golv, tak, avrundning och vad kommunen betalar själv")
    assert ("Bidrag efter faktisk kostnad", "", "270,00 kr") in rows
    assert ("Kommunens andel av kostnaden", "540,00 kr") in cells(letter, "1. Kommunens andel av kostnaden")


def test_correction_says_what_it_corrects_and_why():
    """Only in the letter of whom it is about."""
    assert cells(compose_final_letter(letters(), KIL), "Rättelser av tidigare år") == [
        ("2025", "Besked 1715 för 2025", "Fel antal invånare", "100,00 kr")
    ]
    headings = [found.heading for found in compose_final_letter(letters(), EDA).sections]
    assert "Rättelser av tidigare år" not in headings


def test_letter_that_rests_on_no_issued_award_is_a_draft():
    """On top, in the title and on every page."""
    letter = compose_final_letter(letters(is_draft=True), KIL)
    assert ["UTKAST"] * 3 == [said[:6] for said in (letter.notice, letter.title, letter.footer)]


def test_every_municipality_gets_its_letter(tmp_path):
    """Tagged PDF in Swedish, the same bytes every time."""
    paths = write_final_letters(letters(), tmp_path)
    assert ["1715-kil.pdf", "1730-eda.pdf"] == [path.name for path in paths]
    first = paths[0].read_bytes()
    assert "70,00" in read(first).pages[0].extract_text()
    assert first == write_final_letters(letters(), tmp_path / "igen")[0].read_bytes()


def test_note_of_ones_own_stands_with_those_of_all():
    """What is claimed beside the settlement, from whom."""
    whole = letters(notes=("Till alla.",), own_notes={KIL: "Till Kil."})
    assert ("Till alla.", "Till Kil.") == section(compose_final_letter(whole, KIL), "Anmärkningar").paragraphs
    assert ("Till alla.",) == section(compose_final_letter(whole, EDA), "Anmärkningar").paragraphs
