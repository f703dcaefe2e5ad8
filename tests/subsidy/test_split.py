"""Cost and contribution are shared to the öre, within floors and caps, and every step is kept."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from subsidy.errors import SplitRefused
from subsidy.keys import Measures
from subsidy.split import Split, share_cost, split_contribution
from tests.subsidy.cases import measures, mix, rule

# Three libraries: 5 000, 3 000 and 2 000 inhabitants.
THREE = (measures("1715", 5000), measures("1760", 3000), measures("1780", 2000))
COSTS = {"1715": 5000, "1760": 3000, "1780": 2000}


def players(rows: list[tuple[int, int]]) -> tuple[Measures, ...]:
    return tuple(measures(str(1700 + i), population=a, visits=b) for i, (a, b) in enumerate(rows))


rows_of_players = st.lists(st.tuples(st.integers(1, 100_000), st.integers(1, 5)), min_size=1, max_size=10)


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """A contribution split by a mix with any floor and cap that the rule allows."""
    members = players(draw(rows_of_players))
    amount_ore = draw(st.integers(0, 10**9))
    cost_ore = draw(st.integers(0, 10**9))
    cap_share = draw(st.none() | st.fractions(min_value=Fraction(1, 100), max_value=2, max_denominator=100))
    costs_ore = share_cost(cost_ore, mix(population=70, equal=30), members).costs_ore
    unit_ore = draw(st.sampled_from((1, 100, 10_000)))
    lowest_cap = (
        amount_ore if cap_share is None else min(int(cap_share * cost) for cost in costs_ore.values())
    )
    # The floor may be any amount: it is rounded up, and what it is rounded to must fit.
    highest_floor = min(lowest_cap // unit_ore, amount_ore // unit_ore // len(members)) * unit_ore
    floor_ore = draw(st.integers(0, highest_floor))
    own_floors = draw(
        st.dictionaries(st.sampled_from([m.id for m in members]), st.integers(0, highest_floor))
    )
    a_rule = rule(
        amount_ore,
        floor_ore=floor_ore,
        cap_share=cap_share,
        contribution_mix=mix(population=35, visits=40, equal=25),
        rounding_ore=unit_ore,
        own_floors_ore=own_floors,
    )
    return split_contribution(a_rule, members, costs_ore)


def test_three_libraries_share_a_cost() -> None:
    """100 kr by 5 : 3 : 2 is 50, 30 and 20 kr."""
    assert share_cost(10_000, mix(population=100), THREE).costs_ore == COSTS


def test_three_libraries_with_a_floor() -> None:
    """60 kr by 5 : 3 : 2 is 30, 18 and 12; the floor of 15 kr lifts the last, and 45 kr are left for two.

    45 kr by 5 : 3 is 2 812.5 and 1 687.5 öre: equal rests, so the odd öre goes to the lower code.
    """
    split = split_contribution(rule(6000, floor_ore=1500), THREE, COSTS)
    assert split.awards_ore == {"1715": 2813, "1760": 1687, "1780": 1500}
    assert [row.locked for row in split.rows] == [None, None, "floor"]
    assert [row.uncapped_ore for row in split.rows] == [3000, 1800, 1200]


def test_three_libraries_whose_caps_leave_something() -> None:
    """Half of 50, 30 and 20 kr is 50 kr in all: of 60 kr, 10 kr are left and reported."""
    split = split_contribution(rule(6000, cap_share=Fraction(1, 2)), THREE, COSTS)
    assert split.awards_ore == {"1715": 2500, "1760": 1500, "1780": 1000}
    assert split.left_ore == 1000


def test_a_cap_is_rounded_down_to_whole_ore() -> None:
    """A third of 50 kr is 16.666… kr, and 16.67 kr would be above the cap."""
    split = split_contribution(rule(6000, cap_share=Fraction(1, 3)), THREE, COSTS)
    assert [row.cap_ore for row in split.rows] == [1666, 1000, 666]


def test_steps_name_the_share_of_every_key() -> None:
    """A reader must see where the share came from."""
    split = split_contribution(rule(6000, contribution_mix=mix(equal=40, population=60)), THREE, COSTS)
    row = split.rows[0]
    assert (Fraction(1, 3), Fraction(1, 2)) == row.key_shares
    assert Fraction(4, 10) / 3 + Fraction(6, 10) / 2 == row.share


def test_region_bears_cost_without_award() -> None:
    """The county's stops are a player in the cost; the contribution goes to municipalities only."""
    region = replace(measures("17"), name="Region Värmland", visits=2)
    costs_ore = share_cost(1000, mix(visits=100), (*THREE, region)).costs_ore
    assert costs_ore == {"17": 400, "1715": 200, "1760": 200, "1780": 200}
    assert "17" not in split_contribution(rule(300), THREE, costs_ore).awards_ore


@given(splits())
def test_awards_and_rest_sum_to_the_contribution(split: Split) -> None:
    """Always, whatever the key, floor and cap."""
    assert split.rule.amount_ore == sum(split.awards_ore.values()) + split.left_ore


@given(splits())
def test_rounding_never_breaks_floor_or_cap(split: Split) -> None:
    """An award one öre above the cap is an unlawful award."""
    assert all(row.award_ore >= row.floor_ore for row in split.rows)
    assert all(row.cap_ore is None or row.award_ore <= row.cap_ore for row in split.rows)


@given(splits())
def test_bounds_in_units_keep_what_the_rule_promises(split: Split) -> None:
    """A floor may be rounded up, a cap only down, and each by less than a unit."""
    unit_ore = split.rule.rounding_ore
    for row in split.rows:
        promised_ore = split.rule.own_floors_ore.get(row.id, split.rule.floor_ore)
        assert promised_ore <= row.floor_ore < promised_ore + unit_ore


@given(splits())
def test_every_award_is_in_whole_units(split: Split) -> None:
    """Kronor without öre, hundreds without kronor."""
    assert {0} == {row.award_ore % split.rule.rounding_ore for row in split.rows}


@given(splits())
def test_no_award_moves_by_one_unit_or_more(split: Split) -> None:
    """Within its bounds, an award differs from its exact value by rounding only."""
    assert all(abs(row.award_ore - row.exact_ore) < split.rule.rounding_ore for row in split.rows)


@given(splits())
def test_something_is_left_only_when_every_cap_binds(split: Split) -> None:
    """Every municipality here has a part in the key, so no unit may be left while one has room."""
    assert split.left_by_rounding_ore == split.rule.amount_ore % split.rule.rounding_ore
    by_caps_ore = split.left_ore - split.left_by_rounding_ore
    assert by_caps_ore == 0 or all(row.locked == "cap" for row in split.rows)


@given(rows_of_players, st.integers(0, 10**9), st.randoms())
def test_order_of_input_never_matters(rows: list[tuple[int, int]], amount_ore: int, random: object) -> None:
    """The same municipalities in another order get the same awards."""
    members = list(players(rows))
    costs_ore = share_cost(amount_ore, mix(visits=100), members).costs_ore
    a_rule = rule(amount_ore, cap_share=Fraction(9, 10), contribution_mix=mix(population=50, equal=50))
    first = split_contribution(a_rule, members, costs_ore)
    random.shuffle(members)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    assert first == split_contribution(a_rule, members, costs_ore)


@given(rows_of_players, st.integers(0, 10**12))
def test_cost_shares_sum_to_the_cost(rows: list[tuple[int, int]], cost_ore: int) -> None:
    """Every öre of the invoice is somebody's."""
    assert cost_ore == sum(
        share_cost(cost_ore, mix(population=60, visits=40), players(rows)).costs_ore.values()
    )


@given(rows_of_players, st.integers(0, 10**9), st.integers(0, 10**6))
def test_a_larger_contribution_gives_nobody_an_ore_less_than_before_but_for_rounding(
    rows: list[tuple[int, int]], amount_ore: int, more_ore: int
) -> None:
    """Exact amounts only grow with the contribution; largest remainders may move one öre."""
    assume(amount_ore + more_ore > 0)
    members, costs_ore = players(rows), {player.id: 10**8 for player in players(rows)}
    a_rule = rule(amount_ore, cap_share=Fraction(1, 2))
    small = split_contribution(a_rule, members, costs_ore)
    large = split_contribution(replace(a_rule, amount_ore=amount_ore + more_ore), members, costs_ore)
    assert all(a.exact_ore <= b.exact_ore for a, b in zip(small.rows, large.rows, strict=True))


def test_floors_may_take_exactly_the_whole_contribution() -> None:
    """Three floors of 20 kr are just 60 kr."""
    split = split_contribution(rule(6000, floor_ore=2000), THREE, COSTS)
    assert {2000} == set(split.awards_ore.values())


def test_floors_above_the_contribution_are_refused() -> None:
    """One öre more, and the promise cannot be kept."""
    with pytest.raises(SplitRefused, match=r"Golven .* är tillsammans större än bidraget"):
        split_contribution(rule(6000, floor_ore=2001), THREE, COSTS)


def test_floor_just_at_the_cap_is_kept() -> None:
    """A floor of 10 kr and a cap of half of 20 kr leave one possible award."""
    split = split_contribution(rule(5000, floor_ore=1000, cap_share=Fraction(1, 2)), THREE, COSTS)
    assert split.awards_ore["1780"] == 1000


def test_floor_above_a_cap_is_refused_by_name() -> None:
    """The two promises contradict each other; which one yields is the region's decision."""
    with pytest.raises(SplitRefused, match=r"Kommun 1780: golvet 10,01\Wkr är högre än taket 10,00\Wkr"):
        split_contribution(rule(6000, floor_ore=1001, cap_share=Fraction(1, 2)), THREE, COSTS)


def test_a_floor_rounded_up_above_a_cap_rounded_down_is_refused() -> None:
    """9.50 kr fit below half of 20 kr, but 10 whole kronor do not fit below 9."""
    cap_share = Fraction(495, 1000)  # 9.90 kr of Karlstad's 20
    fits = split_contribution(rule(6000, floor_ore=950, cap_share=cap_share), THREE, COSTS)
    assert 950 <= fits.awards_ore["1780"]
    in_kronor = rule(6000, floor_ore=950, cap_share=cap_share, rounding_ore=100)
    with pytest.raises(SplitRefused, match=r"golvet 10,00\Wkr är högre än taket 9,00\Wkr .*, i hela kronor"):
        split_contribution(in_kronor, THREE, COSTS)


def test_floors_in_units_must_fit_in_the_whole_units() -> None:
    """Three floors of 20 kr fit in 60.99 kr; of 20.01, in whole kronor 21, they do not."""
    kept = split_contribution(rule(6099, floor_ore=2000, rounding_ore=100), THREE, COSTS)
    assert {2000} == set(kept.awards_ore.values())
    with pytest.raises(SplitRefused, match=r"Golven \(63,00\Wkr\) är tillsammans större"):
        split_contribution(rule(6099, floor_ore=2001, rounding_ore=100), THREE, COSTS)


def test_a_floor_for_somebody_else_is_refused() -> None:
    """A code with two figures swapped must not take a floor away in silence."""
    with pytest.raises(SplitRefused, match="anger ett golv för kommunen 1706, som inte är med"):
        split_contribution(rule(6000, own_floors_ore={"1706": 100}), THREE, COSTS)


@pytest.mark.parametrize(
    ("amount_ore", "cap_share", "unit_ore", "expected"),
    [
        (6000, None, 1, ""),
        (6000, Fraction(1, 2), 1, "taken hindrar"),
        (6075, None, 100, "räcker inte till hela kronor"),
        (6075, Fraction(1, 2), 100, "taken hindrar, resten räcker inte till hela kronor"),
        (6000, Fraction(1, 2), 100, "taken hindrar"),
    ],
)
def test_what_is_left_is_told_with_its_reason(
    amount_ore: int, cap_share: Fraction | None, unit_ore: int, expected: str
) -> None:
    """Nobody may think that a cap did what rounding did."""
    split = split_contribution(rule(amount_ore, cap_share=cap_share, rounding_ore=unit_ore), THREE, COSTS)
    assert expected == split.left_because


def test_a_cost_row_keeps_the_exact_share() -> None:
    """10 kr by 5 : 3 : 2, shown before rounding."""
    assert [500, 300, 200] == [row.exact_ore for row in share_cost(1000, mix(population=100), THREE).rows]


def test_faults_of_floors_and_caps_say_what_was_compared() -> None:
    """Three equal floors as a product; floors of their own, or rounded, as a sum only."""
    with pytest.raises(SplitRefused, match=r"Golven \(3 × 20,01\Wkr = 60,03\Wkr\)"):
        split_contribution(rule(6000, floor_ore=2001), THREE, COSTS)
    with pytest.raises(SplitRefused, match=r"Golven \(60,01\Wkr\)"):
        split_contribution(rule(6000, floor_ore=2000, own_floors_ore={"1780": 2001}), THREE, COSTS)
    with pytest.raises(SplitRefused) as refused:
        split_contribution(rule(6000, floor_ore=1001, cap_share=Fraction(1, 2)), THREE, COSTS)
    (fault,) = refused.value.faults
    assert "1780" == fault.facts["id"]
    assert "(50\u00a0% av kostnadsandelen). Sänk" in fault.sentence


def test_all_faults_are_named_at_once() -> None:
    """A missing cost share, floors too high and a key of zeros, in one answer."""
    members = tuple(replace(player, visits=0) for player in THREE)
    a_rule = rule(100, floor_ore=50, cap_share=Fraction(1), contribution_mix=mix(visits=100))
    with pytest.raises(SplitRefused) as refused:
        split_contribution(a_rule, members, {"1715": 10, "1760": 100})
    rules = [fault.rule for fault in refused.value.faults]
    assert rules == ["zero_key", "floors_above_contribution", "floor_above_cap", "no_cost_share"]
    assert all(fault.sentence in str(refused.value) for fault in refused.value.faults)


def test_negative_cost_is_refused() -> None:
    """A credit note is not a cost to share."""
    with pytest.raises(SplitRefused, match="negativ och kan inte fördelas"):
        share_cost(-1, mix(equal=100), THREE)


def test_no_floor_no_cap_no_contribution() -> None:
    """0 kr are shared as 0 kr."""
    split = split_contribution(rule(0), THREE, {})
    assert {0} == set(split.awards_ore.values())
