"""Sentences about what is missing: never a silent blank."""

from dataclasses import replace

import pytest

from logistics.following_up.wording import (
    comparison_sentences,
    gap_sentences,
    lead_of,
    method_sentences,
)
from tests.logistics.following_up.worked import KARLSTAD, KIL, REGION, SAFFLE, worked_year

NO_CRATES = (*KIL[:5], 0, *KIL[6:])
NO_VISITS = (*KIL[:4], 0, *KIL[5:])
NO_COST = (*KIL[:6], 0, 0)
UNKNOWN_VISITS = (*KIL[:4], None, *KIL[5:])


def plain(sentences):
    return [sentence.replace("\u00a0", " ") for sentence in sentences]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((KIL, KARLSTAD), []),
        (
            (KIL, SAFFLE),
            [
                (
                    "Säffle: lådorna för 2026 är inte räknade hos Säffles bibliotek, så kommunen står"
                    " utan lådor och kostnad per låda."
                ),
                "Lådor, medier och kostnad per låda för alla tillsammans gäller de 1 av 2 vars lådor är räknade.",
            ],
        ),
        (
            (SAFFLE,),
            ["Inga lådor är räknade för 2026, så lådor, medier och kostnad per låda saknas."],
        ),
        ((NO_CRATES,), ["Kil flyttade inga lådor 2026, så kostnad per låda går inte att räkna där."]),
        ((NO_VISITS,), ["Kil hade inga besök 2026, så kostnad per besök går inte att räkna där."]),
        ((NO_COST,), ["Kil har ingen kostnadsandel 2026, så regionens andel går inte att räkna där."]),
        (
            (UNKNOWN_VISITS,),
            ["Besöken under 2026 framgår inte av beskedet, så kostnad per besök saknas för det året."],
        ),
    ],
)
def test_what_is_missing_is_said(rows, expected):
    """Who lacks what, and what follows."""
    assert expected == plain(gap_sentences(worked_year(*rows)))


def test_who_has_no_stops_is_said(follow):
    """Säffle pays its share and no van comes to a stop of its own."""
    expected = ["Säffle har inga stopp, och därför ingen kostnad per låda eller besök."]
    assert expected == plain(gap_sentences(follow.year))


def test_the_year_in_two_sentences(follow):
    """135 000 of 210 000 kr are 64.3 %; 2 600 crates of 20 items are 52 000."""
    worked = replace(follow, year=worked_year())
    expected = (
        "Region Värmland betalar 135 000,00 kr, 64,3 %, av transporternas kostnad 210 000,00 kr. 2 600 lådor"
        " flyttades, uppskattningsvis 52 000 medier."
    )
    assert expected == lead_of(worked).replace("\u00a0", " ")


def test_unknown_crates_are_no_crates(follow):
    """`0 lådor flyttades` would be wrong."""
    lead = lead_of(replace(follow, year=worked_year(SAFFLE)))
    assert lead.endswith("Hur många lådor som flyttades är inte känt.")


def test_samples_are_named(follow):
    """What was counted in four weeks is not what was reported."""
    worked = replace(follow, year=worked_year(sampled=("Kil", "Karlstad")))
    expected = (
        "Lådorna 2026 är stickprov, minst 4 räknade veckor omräknade till 52, hos Kils bibliotek och Karlstads"
        " bibliotek."
    )
    assert expected in plain(method_sentences(worked))


def test_the_assumption_of_items_is_said(follow):
    """Nobody counted the items."""
    expected = (
        "Medier är en uppskattning: flyttade lådor gånger 20, som är antaget för hur många medier en låda"
        " innehåller."
    )
    assert expected in plain(method_sentences(follow))


def test_the_region_s_own_stops_are_explained_where_it_has_any(follow):
    """A row without inhabitants asks for a word."""
    worked = [replace(follow, year=worked_year(*rows)) for rows in ((KIL, REGION), (KIL,))]
    told = [any("bär själv kostnaden" in s for s in method_sentences(each)) for each in worked]
    assert [True, False] == told


def test_the_statements_notes_come_along(follow):
    """A price change in July concerns every cost here too."""
    assert set(follow.notes) <= set(method_sentences(follow))
    assert any("priser ändras under perioden" in note for note in follow.notes)


def test_without_last_year_it_is_said(lone):
    """A page without comparison must not look as if nothing changed."""
    expected = ["2026 jämförs inte med 2025: siffrorna för 2025 är inte med här."]
    assert expected == plain(comparison_sentences(lone))


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ((KIL, KARLSTAD), (KIL, KARLSTAD), []),
        ((KIL, KARLSTAD), (KIL,), ["Karlstad var inte med 2025."]),
        ((KIL,), (KIL, KARLSTAD), ["Karlstad var med 2025 men är det inte 2026."]),
    ],
)
def test_who_came_and_went_is_said(follow, now, then, expected):
    """A municipality without a change has a reason."""
    both = replace(follow, year=worked_year(*now), last=worked_year(*then, year=2025))
    assert expected == [
        s for s in plain(comparison_sentences(both)) if "med 2025" in s and "jämförs" not in s
    ]


def test_crates_of_different_participants_are_not_compared_and_it_is_said(follow):
    """Karlstad's crates are known in 2026 only."""
    then = worked_year(KIL, (*KARLSTAD[:5], None, *KARLSTAD[6:]), year=2025)
    both = replace(follow, year=worked_year(KIL, KARLSTAD), last=then)
    expected = (
        "Lådor och kostnad per låda för alla tillsammans jämförs inte: inte samma deltagare har räknade lådor 2025"
        " och 2026."
    )
    assert expected == plain(comparison_sentences(both))[-1]
