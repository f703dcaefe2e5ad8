"""The region bears what its own stops cost, whatever the municipalities have agreed to share the rest by."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import SplitRefused
from subsidy.keys import KEY_NAMES, WHOLE_COST, KeyMix, KeyName, Measures, key_shares, own_shares
from subsidy.split import share_cost
from subsidy.statement import Settlement, settle
from subsidy.workbook.own_stops import describe_own
from tests.subsidy.cases import measures, mix, rule, sixteen
from tests.subsidy.test_workbook_keys import every_key

# Of a week's 1 000 öre the region's two stops add 100; Kil adds 300, Karlstad 600.
KIL = replace(measures("1715", 2, 3, 10), shapley_ore=Fraction(300))
KARLSTAD = replace(measures("1780", 6, 5, 30), shapley_ore=Fraction(600))
REGION = replace(measures("17", 0, 2, 40), shapley_ore=Fraction(100), bears_by="shapley")
THREE = (REGION, KIL, KARLSTAD)


@pytest.mark.parametrize(
    ("key", "kil", "karlstad"),
    [
        ("equal", 4_500, 4_500),  # 10 000 less the region's tenth is 9 000, by halves
        ("population", 2_250, 6_750),  # 9 000 by 2 to 6
        ("visits", 3_375, 5_625),  # 9 000 by 3 to 5: the region's two visits are not counted
        ("crates", 2_250, 6_750),  # 9 000 by 10 to 30, however many crates the region has
        ("shapley", 3_000, 6_000),  # what everybody adds, the region as well
    ],
)
def test_the_region_bears_its_stops_first(key: KeyName, kil: int, karlstad: int) -> None:
    """A hospital library is no inhabitant, but the van goes there: a tenth of the cost, by every key."""
    costs_ore = share_cost(10_000, mix(**{key: 100}), THREE).costs_ore
    assert {"17": 1_000, "1715": kil, "1780": karlstad} == costs_ore


def test_a_mix_shares_the_same_rest() -> None:
    """40 % equal and 60 % by inhabitants of 9 000: 1 800 + 1 350 and 1 800 + 4 050."""
    costs_ore = share_cost(10_000, mix(equal=40, population=60), THREE).costs_ore
    assert {"17": 1_000, "1715": 3_150, "1780": 5_850} == costs_ore


def test_by_visits_where_no_group_can_be_priced() -> None:
    """Two visits of ten: a fifth."""
    people = (replace(REGION, bears_by="visits"), KIL, KARLSTAD)
    assert 2_000 == share_cost(10_000, mix(population=100), people).costs_ore["17"]


@pytest.mark.parametrize("key", KEY_NAMES)
def test_each_key_alone_leaves_the_region_its_stops(key: KeyName) -> None:
    """Nineteen keys: the Shapley value's part, but where a key shares out the week's cost itself."""
    settled = by_key(key)
    players = settled.basis.players
    total = sum(player.shapley_ore or 0 for player in players)
    own = next(player for player in players if player.id == "17")
    expected = Fraction(own.shapley_ore or 0, total)
    (row,) = (row for row in settled.cost.rows if row.id == "17")
    assert (row.share == expected) == (key not in WHOLE_COST or key == "shapley")
    assert 0 < row.share < Fraction(1, 5)
    assert settled.basis.cost_ore == sum(settled.cost.costs_ore.values())


def by_key(key: KeyName) -> Settlement:
    alone = mix(**{key: 100})
    settled = every_key()
    return settle(settled.basis, replace(settled.rule, cost_mix=alone, floor_ore=0, cap_share=None))


people = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(1, 9), st.integers(0, 10**9)), min_size=1, max_size=6
)


def municipalities(rows: Sequence[tuple[int, int, int]]) -> list[Measures]:
    return [
        replace(measures(str(1700 + i), a, b, b), shapley_ore=Fraction(c, 7))
        for i, (a, b, c) in enumerate(rows)
    ]


@given(
    people,
    st.integers(0, 10**9),
    st.integers(0, 10**10),
    st.sampled_from([mix(equal=30, population=70), mix(visits=100)]),
)
def test_everything_is_shared_and_the_regions_part_follows_its_stops_alone(
    rows: list[tuple[int, int, int]], own_ore: int, cost_ore: int, a_mix: KeyMix
) -> None:
    """To the öre; and ten times the inhabitants change nothing for the region."""
    region = replace(REGION, shapley_ore=Fraction(own_ore))
    small = municipalities(rows)
    large = [replace(player, population=player.population * 10 + 1) for player in small]
    costs, others = (share_cost(cost_ore, a_mix, (region, *group)) for group in (small, large))
    assert cost_ore == sum(costs.costs_ore.values())
    total = own_ore + sum(player.shapley_ore or 0 for player in small)
    expected = cost_ore * Fraction(own_ore, total) if total else 0
    assert [expected] * 2 == [
        row.exact_ore for each in (costs, others) for row in each.rows if row.id == "17"
    ]


def test_without_stops_the_region_bears_nothing() -> None:
    """No visit, nothing added: the municipalities share all of it."""
    nothing = replace(REGION, visits=0, crates=Fraction(0), shapley_ore=Fraction(0))
    for by in ("shapley", "visits"):
        costs_ore = share_cost(
            10_000, mix(population=100), (replace(nothing, bears_by=by), KIL, KARLSTAD)
        ).costs_ore
        assert {"17": 0, "1715": 2_500, "1780": 7_500} == costs_ore


def test_an_older_statement_is_shared_as_it_was() -> None:
    """Its region has no key of its own stops: it shares by every key, as a municipality."""
    before = (replace(REGION, bears_by=None), KIL, KARLSTAD)
    assert {"17": Fraction(1, 5), "1715": Fraction(3, 10), "1780": Fraction(1, 2)} == key_shares(
        "visits", before
    )


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            (replace(REGION, shapley_ore=Fraction(-1)), KIL),
            "Kommun 17: värdet för nyckeln Shapleyvärde är negativt",
        ),
        ((REGION, replace(KIL, shapley_ore=None)), "Kommun 1715: värdet för nyckeln Shapleyvärde saknas"),
    ],
)
def test_what_cannot_be_borne_is_refused(changed: tuple[Measures, ...], sentence: str) -> None:
    """Negative, or a part of a whole that is not known."""
    for refused in (lambda: own_shares("equal", changed), lambda: key_shares("population", changed)):
        with pytest.raises(SplitRefused, match=sentence):
            refused()


def test_the_sentence_says_what_and_why() -> None:
    """With the figures that it was computed from, and what holds for a key of the whole cost."""
    plain = describe(by_key("population"))
    assert plain.startswith(
        "Region Värmland bär själv kostnaden för sina stopp, 29 167,46 kr, som inte faktureras."
    )
    assert "Stoppen lägger till 557,27 kr av veckans 35 853,02 kr" in plain
    assert "(stoppens Shapleyvärde, uppskattat)" in plain
    assert "Efter" not in plain
    by_visits = sixteen(rule(1))
    players = [replace(p, bears_by=p.bears_by and "visits") for p in by_visits.basis.players]
    said = describe(settle(replace(by_visits.basis, players=tuple(players)), by_visits.rule))
    assert "Stoppen får 2 av veckans 24 besök" in said
    assert "som en deltagare bland kommunerna" in describe(by_key("nucleolus"))
    half = replace(every_key().rule, cost_mix=mix(equal=50, nucleolus=50))
    assert describe(settle(every_key().basis, half)).endswith(
        "Efter nukleol delar den i stället som en deltagare bland kommunerna."
    )


def describe(settled: Settlement) -> str:
    (region,) = settled.basis.others
    return describe_own(region, settled).replace("\N{NO-BREAK SPACE}", " ")
