"""Keys and mixes give shares that sum to 1, or say why they cannot."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import Fault, SplitRefused
from subsidy.keys import (
    KEY_NAMES,
    KEYS,
    KeyMix,
    KeyName,
    Measures,
    find_faults,
    key_shares,
    mix_keys,
    mixed_shares,
)
from tests.subsidy.cases import measures, mix

YEARS = (2023, 2024, 2025)
PLAYERS = (
    replace(
        measures("1780", population=6, visits=3, crates=Fraction(5, 2)),
        nucleolus_ore=Fraction(200),
        equal_profit_ore=Fraction(400),
        hub_distance_m=70_000,
        yearly_crates=tuple(zip(YEARS, map(Fraction, (70, 80, 90)), strict=True)),
    ),
    replace(
        measures("1715", population=2),
        nucleolus_ore=Fraction(100),
        equal_profit_ore=Fraction(100),
        hub_distance_m=30_000,
        yearly_crates=tuple(zip(YEARS, map(Fraction, (10, 20, 30)), strict=True)),
    ),
)


def positive_players() -> st.SearchStrategy[tuple[Measures, ...]]:
    """Up to eight players with any positive measures."""
    amounts = st.integers(min_value=1, max_value=10**9)
    lists = st.lists(st.tuples(amounts, amounts, amounts), min_size=1, max_size=8)
    return lists.map(
        lambda rows: tuple(
            measures(str(1700 + i), population=a, visits=b, crates=Fraction(c, 10))
            for i, (a, b, c) in enumerate(rows)
        )
    )


@pytest.mark.parametrize(
    ("key", "of_1715"),
    [
        ("equal", Fraction(1, 2)),
        ("population", Fraction(2, 8)),
        ("visits", Fraction(1, 4)),
        ("crates", Fraction(2, 7)),
        ("stand_alone", Fraction(2, 8)),
        ("shapley", Fraction(2, 8)),
        ("nucleolus", Fraction(1, 3)),
        ("equal_profit", Fraction(1, 5)),
        ("hub_distance", Fraction(3, 10)),
        ("average_volume", Fraction(20, 100)),
    ],
)
def test_each_key_follows_its_measure(key: KeyName, of_1715: Fraction) -> None:
    """Two libraries, solved on paper."""
    assert {"1715": of_1715, "1780": 1 - of_1715} == key_shares(key, PLAYERS)


def test_mix_weighs_the_shares_of_its_keys() -> None:
    """40 % equal and 60 % by population: 0.4 x 1/2 + 0.6 x 1/4 = 0.35."""
    assert Fraction(35, 100) == mixed_shares(mix(equal=40, population=60), PLAYERS)["1715"]


@given(positive_players())
def test_shares_of_any_mix_sum_to_one(players: tuple[Measures, ...]) -> None:
    """Whatever the key, the whole sum is shared out."""
    all_keys = mix(equal=10, population=15, visits=20, crates=25, stand_alone=13, shapley=17)
    assert sum(mixed_shares(all_keys, players).values()) == 1


@given(positive_players())
def test_order_of_players_never_matters(players: tuple[Measures, ...]) -> None:
    """The rows of a file may come in any order."""
    a_mix = mix(population=50, crates=50)
    assert list(mixed_shares(a_mix, players).items()) == list(mixed_shares(a_mix, players[::-1]).items())


def test_negative_shapley_value_is_refused_by_name() -> None:
    """A share below zero would be a payment that the decision does not speak of."""
    players = (PLAYERS[0], replace(PLAYERS[1], shapley_ore=Fraction(-5)))
    with pytest.raises(
        SplitRefused, match=r"Kommun 1715: värdet för nyckeln Shapleyvärde är negativt \(-5\)"
    ):
        key_shares("shapley", players)


def test_negative_value_of_an_unused_key_is_no_fault() -> None:
    """Sharing by population does not care for the Shapley value."""
    players = (PLAYERS[0], replace(PLAYERS[1], shapley_ore=Fraction(-5)))
    assert find_faults(mix(population=100), players) == ()


@pytest.mark.parametrize(("key", "swedish"), [("stand_alone", "Egen kostnad"), ("shapley", "Shapleyvärde")])
def test_a_key_that_nobody_measured_is_refused_by_name(key: KeyName, swedish: str) -> None:
    """An unknown cost must not count as nought."""
    players = (PLAYERS[0], replace(PLAYERS[1], stand_alone_ore=None, shapley_ore=None))
    with pytest.raises(SplitRefused, match=rf"Kommun 1715: värdet för nyckeln {swedish} saknas\."):
        key_shares(key, players)


@pytest.mark.parametrize("years", [None, (), ((2024, Fraction(1)), (2025, Fraction(1)))])
def test_a_mean_needs_three_years(years: tuple[tuple[int, Fraction], ...] | None) -> None:
    """The mean of two years is another key."""
    players = (PLAYERS[0], replace(PLAYERS[1], yearly_crates=years))
    with pytest.raises(SplitRefused, match="Kommun 1715: värdet för nyckeln Treårssnitt av lådor saknas"):
        key_shares("average_volume", players)


def test_a_mean_over_other_years_is_refused() -> None:
    """Three years with a flood and three without are not the same measure."""
    before = ((2022, Fraction(1)), (2023, Fraction(2)), (2024, Fraction(3)))
    (fault,) = find_faults(mix(average_volume=100), (PLAYERS[0], replace(PLAYERS[1], yearly_crates=before)))
    assert fault == Fault(
        rule="other_years",
        sentence="Kommun 1715: lådorna är räknade för 2022, 2023, 2024 men för Kommun 1780 för 2023, 2024, 2025. "
        "Räkna alla för samma tre år.",
        facts={"id": "1715", "key": "average_volume"},
    )


def test_each_player_without_the_measure_is_named() -> None:
    """And the key is not called nought for everybody as well."""
    players = tuple(replace(player, shapley_ore=None) for player in PLAYERS)
    faults = find_faults(mix(population=50, shapley=50), players)
    assert [("missing_measure", id_) for id_ in ("1780", "1715")] == [(f.rule, f.facts["id"]) for f in faults]


def test_a_missing_value_of_an_unused_key_is_no_fault() -> None:
    """Sharing by crates needs no costs of groups."""
    players = tuple(replace(player, stand_alone_ore=None, shapley_ore=None) for player in PLAYERS)
    assert {"1715": Fraction(2, 7), "1780": Fraction(5, 7)} == key_shares("crates", players)


def test_all_faults_are_named_at_once() -> None:
    """Who mends one fault at a time gives up before the last."""
    first = replace(PLAYERS[0], population=-1, visits=0)
    players = (first, first, replace(PLAYERS[1], visits=0))
    faults = find_faults(mix(population=50, visits=50), players)
    assert [f.rule for f in faults] == ["player_twice", "negative_measure", "negative_measure", "zero_key"]


def test_nobody_to_share_is_a_fault() -> None:
    """An empty file must not become an empty decision."""
    assert [fault.rule for fault in find_faults(mix(equal=100), ())] == ["no_players"]


@pytest.mark.parametrize(
    "parts",
    [
        (),
        (("equal", Fraction(99, 100)),),
        (("equal", Fraction(1, 2)), ("equal", Fraction(1, 2))),
        (("equal", Fraction(3, 2)), ("visits", Fraction(-1, 2))),
        (("equal", Fraction(1)), ("visits", Fraction(0))),
        (("weight", Fraction(1)),),
    ],
)
def test_impossible_mix_is_refused(parts: tuple[tuple[KeyName, Fraction], ...]) -> None:
    """Weights that do not sum to 1 share out too much or too little."""
    with pytest.raises(ValueError, match=r"mix|keys"):
        KeyMix(parts=parts)


def test_mix_keys_leaves_out_weights_of_zero() -> None:
    """A row with 0 % in the data set says that the key is not used."""
    made = mix_keys({"visits": Fraction(1, 4), "equal": Fraction(3, 4), "crates": Fraction(0)})
    assert (("equal", Fraction(3, 4)), ("visits", Fraction(1, 4))) == made.parts


def test_mix_keys_refuses_an_unknown_key() -> None:
    """A misspelt key must not vanish silently."""
    with pytest.raises(ValueError, match="unknown keys"):
        mix_keys({"equal": Fraction(1), "wieght": Fraction(0)})  # type: ignore[dict-item]  # the point of the test


def test_every_key_explains_itself() -> None:
    """A reader of the statement sees a name, one sentence and one formula."""
    assert set(KEY_NAMES) == set(KEYS)
    assert all(
        key.swedish and key.formula and key.sentence.endswith(".") and key.sentence.count(".") == 1
        for key in KEYS.values()
    )
