"""The page with the calculation, against figures from paper (see `paper`)."""

from fractions import Fraction

import pytest

from logistics.letters.calculation import calculation_sections
from tests.logistics.letters.paper import EDA, KIL, TORSBY, plain, settlement, statement
from tests.subsidy.cases import mix


def section(code, heading, settled=None):
    sections = calculation_sections(statement(code, settled or settlement()))
    (found,) = (section for section in sections if section.heading.startswith(heading))
    return found


def rows(code, heading, settled=None):
    return [[plain(cell) for cell in row.cells] for row in section(code, heading, settled).table.rows]


def test_the_cost_is_shared_key_by_key_and_rounded_once():
    """Torsby: 166,6667 kr alike and 50 kr by inhabitants, and the third remainder of three goes without."""
    expected = [
        ["Lika", "1 av 3", "50 %", "33,333333 %", "166,6667 kr"],
        ["Invånare", "100 av 1 000", "50 %", "10,000000 %", "50,0000 kr"],
        ["Sammanvägt", "", "", "21,666667 %", "216,6667 kr"],
        ["Avrundning till hela öre", "−0,0067 kr"],
        ["Kommunens andel av kostnaden", "216,66 kr"],
    ]
    assert expected == rows(TORSBY, "1.")


def test_the_contribution_is_shared_before_floor_and_cap():
    """Kil has 600 of 1 000 inhabitants, and 60 percent of 600 kr are 360 kr."""
    expected = [
        ["Invånare", "600 av 1 000", "100 %", "60,000000 %", "360,0000 kr"],
        ["Sammanvägt", "", "", "60,000000 %", "360,0000 kr"],
    ]
    assert expected == rows(KIL, "2.")


def test_what_floors_of_others_take_is_told():
    """Torsby's floor leaves 500 kr for Kil's 600 and Eda's 300 inhabitants."""
    expected = [
        ["Bidraget enligt andelen", "360,0000 kr"],
        ["Golv", "100,00 kr"],
        ["Tak", "466,67 kr"],
        ["Efter golv och tak", "333,3333 kr"],
        ["Avrundning", "−0,0033 kr"],
        ["Beslutat bidrag", "333,33 kr"],
        ["Kommunens andel av kostnaden", "466,67 kr"],
        ["Kommunen betalar själv", "133,34 kr"],
    ]
    steps = rows(KIL, "3.")
    assert expected == [[step[0], step[2]] for step in steps]
    assert "Andra kommuners golv och tak" in steps[3][1]


def test_who_is_lifted_to_the_floor_reads_so():
    """60 kr become 100 kr."""
    steps = rows(TORSBY, "3.")
    assert ["Efter golv och tak", "Bidraget lyfts till golvet.", "100,0000 kr"] == steps[3]
    assert ["Kommunen betalar själv", "", "116,66 kr"] == steps[-1]


def test_who_is_held_by_the_cap_reads_so_and_what_is_left_is_told():
    """With 500 kr to share at most 100 kr each can be given: 20 percent of 466,67 + 316,67 + 216,66 kr."""
    settled = settlement(floor_ore=0, cap_share=Fraction(1, 5))
    found = section(KIL, "3.", settled)
    steps = rows(KIL, "3.", settled)
    assert [
        "Tak",
        "Högst 20 % av kommunens andel av kostnaden, avrundat nedåt till hela öre.",
        "93,33 kr",
    ] == steps[1]
    assert ["Efter golv och tak", "Bidraget stannar vid taket.", "93,3300 kr"] == steps[2]
    # 60 000 öre less 9 333, 6 333 and 4 333 öre.
    assert "Av regionens bidrag är 400,01 kr kvar" in plain(found.paragraphs[-1])


def test_a_rule_without_floor_and_cap_has_no_rows_for_them():
    """Nothing is explained that does not exist."""
    settled = settlement(floor_ore=0, cap_share=None)
    names = [step[0] for step in rows(EDA, "3.", settled)]
    assert names[:3] == ["Bidraget enligt andelen", "Efter golv och tak", "Avrundning"]
    assert "Bidraget ryms mellan golv och tak." == rows(EDA, "3.", settled)[1][1]


def test_an_award_above_the_cost_share_is_no_negative_payment():
    """Without a cap Eda gets 166,67 kr for a cost share of 31,67 kr when everything costs 100 kr."""
    settled = settlement(cost_ore=10_000, cap_share=None)
    assert ["Bidraget överstiger kostnadsandelen med", "", "135,00 kr"] == rows(EDA, "3.", settled)[-1]


@pytest.mark.parametrize("code", [KIL, EDA, TORSBY])
@pytest.mark.parametrize("heading", ["1.", "2."])
def test_the_parts_of_the_keys_sum_to_the_sum_shown(code, heading):
    """A reader adds them up: three sevenths of an öre must not leave a difference in the last decimal."""
    sevenths = mix(equal=29, population=41, visits=17, crates=13)
    settled = settlement(cost_mix=sevenths, contribution_mix=sevenths, cost_ore=777_777)
    amounts = [row[4] for row in rows(code, heading, settled) if len(row) == 5]
    *parts, total = (int("".join(sign for sign in text if sign.isdigit())) for text in amounts)
    assert total == sum(parts)


def test_every_key_of_either_mix_is_explained_once():
    """Population is in both."""
    terms = section(KIL, "Vad nycklarna betyder").terms
    assert ["Lika", "Invånare"] == [term.word for term in terms]
    assert all("Formel: andel = " in term.text for term in terms)


def test_the_rounding_unit_of_the_rule_is_named():
    """Awards in whole kronor: 333 kr and 167 kr, and the text says why."""
    settled = settlement(rounding_ore=100)
    steps = {step[0]: step[1:] for step in rows(KIL, "3.", settled)}
    assert steps["Avrundning"][0].startswith("Avrundas nedåt till hela kronor;")
    assert "333,00 kr" == steps["Beslutat bidrag"][1]
    assert "−0,3333 kr" == steps["Avrundning"][1]


def test_what_no_whole_unit_can_be_made_of_is_told():
    """599,50 kr in whole kronor: half a krona stays with the region."""
    found = section(KIL, "3.", settlement(amount_ore=59_950, rounding_ore=100))
    expected = "Av regionens bidrag delas 0,50 kr inte ut, eftersom bidragen är i hela kronor."
    assert expected == plain(found.paragraphs[-1])
