"""Keys with terms share what their scale or scheme gives, over all players, and say why when they cannot."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import SplitRefused
from subsidy.keys import KEY_NAMES, KeyName, Measures, key_shares
from subsidy.schemes import (
    AllocationKey,
    CountyPart,
    PriceTable,
    VolumeAndStops,
)
from subsidy.terms import Terms
from subsidy.weighing import WEIGHED, weigh_players
from tests.subsidy.cases import THREE_BRACKETS

YEARS = (2023, 2024, 2025)
SMALL = Measures(
    id="1715",
    name="Kil",
    population=12_000,
    visits=3,
    crates=Fraction(30),
    yearly_crates=tuple((year, Fraction(20)) for year in YEARS),
    site_days=(3,),
    service_days=3,
    truck_visits=0,
)
LARGE = Measures(
    id="1780",
    name="Karlstad",
    population=90_000,
    visits=9,
    crates=Fraction(70),
    yearly_crates=((2023, Fraction(70)), (2024, Fraction(80)), (2025, Fraction(90))),
    site_days=(5, 4),
    service_days=5,
    truck_visits=6,
)
BOTH = (LARGE, SMALL)
SOUTH_CENTRAL = VolumeAndStops(
    base_fee_ore=50_00, state_aid_ore=100_00, volume_part=Fraction(1, 2), truck_discount=Fraction(1, 2)
)
TERMS: dict[KeyName, Terms] = {
    "degressive_population": THREE_BRACKETS,
    "south_central": SOUTH_CENTRAL,
    "clic": PriceTable(
        prices_ore={3: 100, 4: 130, 5: 150},
        high_prices_ore={3: 200, 4: 260, 5: 300},
        high_from=Fraction(50),
        subsidised_part=Fraction(0),
    ),
    "akershus": AllocationKey(key={"1715": 1, "1780": 3}),
    "agder": CountyPart(key={"1715": 1, "1780": 2}),
}


def shares(key: KeyName, cost_ore: int = 1_000_00) -> dict[str, Fraction]:
    """The two players' shares by a key with these terms."""
    return key_shares(key, weigh_players(BOTH, [key], TERMS, cost_ore))


@pytest.mark.parametrize(
    ("key", "of_small"),
    [
        # 10 000 + 2 000 x 3/4 = 11 500; 10 000 + 20 000 x 3/4 + 60 000 / 2 = 55 000
        ("degressive_population", Fraction(11_500, 66_500)),
        # 1 000 less 100 and two fees of 50 is 800: half by volume, 20 to 80; half by stops, 3 to 9 - 6/2 = 6
        ("south_central", Fraction(50 + 400 * 20 // 100 + Fraction(400 * 3, 9)) * Fraction(1, 900)),
        ("librarylinknj", Fraction(3, 12)),
        ("orbis_cascade", Fraction(1 * 3, 1 * 3 + 2 * 5)),
        # 3 days at 100; 5 and 4 days by the high table at 300 + 260
        ("clic", Fraction(100, 660)),
        ("vestland", Fraction(1, 2)),
        ("akershus", Fraction(1, 4)),
        ("agder", Fraction(1, 3)),
        ("lapland", Fraction(30, 100)),
    ],
)
def test_each_key_with_terms_on_paper(key: KeyName, of_small: Fraction) -> None:
    """One worked case for each preset: a share is what the scheme charges."""
    assert {"1715": of_small, "1780": 1 - of_small} == shares(key)


def test_librarylinknj_as_a_key_charges_the_published_price() -> None:
    """$191,493 for 50,190 stops: a library with one stop of them is charged $3.82."""
    one = replace(SMALL, visits=1)
    rest = replace(LARGE, visits=50_189, truck_visits=0)
    small = weigh_players([one, rest], ["librarylinknj"], {}, 191_493_00)[0]
    assert small.weights["librarylinknj"] == Fraction(191_493_00, 50_190)
    assert round(small.weights["librarylinknj"]) == 382


def test_a_month_costs_what_the_scheme_charges_of_it() -> None:
    """South Central's base fee weighs more in a cheap year: the share depends on the cost."""
    dear, cheap = (shares("south_central", cost)["1715"] for cost in (100_000_00, 300_00))
    assert dear < cheap


@given(st.permutations([SMALL, LARGE]), st.sampled_from(WEIGHED), st.integers(300_00, 10**9))
def test_order_of_players_never_matters(players: list[Measures], key: KeyName, cost_ore: int) -> None:
    """And the shares sum to 1, whatever is shared."""
    found = key_shares(key, weigh_players(players, [key], TERMS, cost_ore))
    assert sum(found.values()) == 1
    assert list(found.items()) == list(shares(key, cost_ore).items())


def test_only_keys_that_are_asked_for_are_weighed() -> None:
    """A rule that shares by population is not refused for the terms of another key; old weights go."""
    old = replace(SMALL, weights={"clic": Fraction(1)})
    assert ({}, {}) == tuple(player.weights for player in weigh_players([old, LARGE], ["population"], {}, 1))


def test_every_fault_of_every_key_is_named() -> None:
    """No terms, a player outside the agreed key, one that is not there, and no volume."""
    terms = {**TERMS, "akershus": AllocationKey(key={"1715": 1, "1799": 3})}
    del terms["clic"]
    with pytest.raises(SplitRefused) as refused:
        weigh_players([SMALL, replace(LARGE, yearly_crates=None)], KEY_NAMES, terms, 1_000_00)
    assert ["missing_measure", "missing_terms", "other_members"] == [
        fault.rule for fault in refused.value.faults
    ]
    assert "Nyckeln CLiC saknar villkor. Lägg till terms.clic i regeln." in str(refused.value)
    assert "Karlstad: värdet för nyckeln South Central saknas" in str(refused.value)


def test_negative_population_is_refused() -> None:
    """It must not count as nought."""
    with pytest.raises(SplitRefused, match=r"Kil: antalet invånare är negativt \(-1\)"):
        weigh_players([replace(SMALL, population=-1)], ["degressive_population"], TERMS, 1)


def test_a_scheme_that_charges_nothing_shares_nothing() -> None:
    """No stop has as many visits as the table prices: then it is refused by name."""
    with pytest.raises(SplitRefused, match="Kil: pris saknas för 2 dagar i veckan"):
        weigh_players([replace(SMALL, site_days=(2,))], ["clic"], TERMS, 1)


def test_years_must_be_the_same_for_everybody() -> None:
    """The mean of 2022-2024 against that of 2023-2025 compares nothing."""
    other = replace(SMALL, yearly_crates=tuple((year - 1, Fraction(20)) for year in YEARS))
    with pytest.raises(SplitRefused, match="Kil: lådorna är räknade för 2022, 2023, 2024 men för Karlstad"):
        key_shares("average_volume", [LARGE, other])
