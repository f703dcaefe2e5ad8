"""The final settlement: what the actual costs change, and what is owed for earlier years."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from subsidy.carrying import Balance
from subsidy.errors import SplitRefused
from subsidy.final import SettledBefore, YearCorrection, settle_finally
from subsidy.final_wording import next_award
from subsidy.statement import Basis, Issuer, settle
from tests.subsidy.cases import measures, mix, municipality, rule

# Two municipalities of 600 and 400 inhabitants; a contribution of 500 kr by population; a cap of 50 %.
BASIS = Basis(
    issuer=Issuer(name="Regionen", orgnr="232100-0156"),
    first_date=date(2026, 1, 1),
    last_date=date(2026, 12, 31),
    municipalities=(municipality("1715", "Kil", 600), municipality("1730", "Eda", 400)),
    players=(measures("1715", population=600), measures("1730", population=400)),
    cost_ore=100_000,
)
RULE = rule(50_000, cap_share=Fraction(1, 2), cost_mix=mix(population=100))
BUDGET = settle(BASIS, RULE)


def correction(**changes):
    """100 kr that Kil got too little of in 2025."""
    row = YearCorrection(
        date=date(2026, 3, 2),
        year=2025,
        id="1715",
        amount_ore=10_000,
        corrects="Besked 1715 för 2025",
        because="Fel antal invånare",
    )
    return replace(row, **changes)


def test_lower_costs_lower_what_the_cap_allows():
    """900 kr instead of 1 000: the caps are 270 and 180 kr instead of 300 and 200, and 50 kr are left."""
    final = settle_finally(BUDGET, 90_000)
    assert [(30_000, 27_000), (20_000, 18_000)] == [
        (r.budget_award_ore, r.actual_award_ore) for r in final.rows
    ]
    assert [-3_000, -2_000] == [row.balance_ore for row in final.rows]
    assert final.actual.split.left_ore == 5_000


def test_higher_costs_change_no_award_that_no_cap_held_back():
    """The contribution is the same however dear the year was."""
    final = settle_finally(BUDGET, 150_000)
    assert [0, 0] == [row.difference_ore for row in final.rows]
    assert [90_000, 60_000] == [row.actual_cost_ore for row in final.rows]


def test_awards_and_what_is_left_sum_to_the_contribution_on_both_sides():
    """To the öre, at costs that divide unevenly."""
    final = settle_finally(BUDGET, 98_765)
    for side in (final.budget, final.actual):
        assert RULE.amount_ore == sum(side.split.awards_ore.values()) + side.split.left_ore


def test_correction_is_added_to_the_balance():
    """What was wrong in 2025 is settled with 2026, and told apart from it."""
    final = settle_finally(BUDGET, 90_000, corrections=(correction(),))
    assert [10_000, 0] == [row.correction_ore for row in final.rows]
    assert [7_000, -2_000] == [row.balance_ore for row in final.rows]
    assert final.balance_ore == 5_000


def test_two_corrections_of_one_municipality_add_up():
    """One more, one less: both stand in the record, and the sum in the balance."""
    rows = (correction(), correction(amount_ore=-2_500, corrects="Besked 1715 för 2024", year=2024))
    final = settle_finally(BUDGET, 100_000, corrections=rows)
    assert final.rows[0].correction_ore == 7_500
    assert len(final.corrections) == 2


def test_order_of_corrections_never_matters():
    """The same file sorted otherwise is the same settlement."""
    rows = (correction(), correction(id="1730"), correction(date=date(2026, 2, 1), year=2024))
    forward, backward = (settle_finally(BUDGET, 1, corrections=given) for given in (rows, rows[::-1]))
    assert forward == backward


def test_rule_says_whether_the_balance_is_carried():
    """Into 2027, or paid at once."""
    assert settle_finally(BUDGET, 1).is_carried
    assert settle_finally(BUDGET, 1).next_year == 2027
    assert not settle_finally(settle(BASIS, replace(RULE, settlement="pay")), 1).is_carried


@pytest.mark.parametrize(
    ("first", "last", "year", "award"),
    [
        (date(2026, 1, 1), date(2026, 12, 31), 2027, "bidraget för 2027"),
        (date(2026, 1, 1), date(2026, 6, 30), 2027, "det första bidraget vars period börjar 2027"),
        (date(2026, 7, 1), date(2026, 12, 31), 2027, "det första bidraget vars period börjar 2027"),
        (date(2026, 8, 1), date(2027, 7, 31), 2027, "det första bidraget vars period börjar 2027"),
        (date(2026, 1, 1), date(2027, 12, 31), 2028, "det första bidraget vars period börjar 2028"),
    ],
)
def test_the_next_award_begins_a_later_year_and_after_the_period(first, last, year, award):
    """Halves of a year wait for the next; the season after one from August 2026 begins in 2027."""
    final = settle_finally(settle(replace(BASIS, first_date=first, last_date=last), RULE), 90_000)
    assert (year, award) == (final.next_year, next_award(final))


def test_counted_crates_share_the_actual_cost():
    """By crates 1:1 in the budget; counted 3:1, so Kil bears three quarters of 1 000 kr."""
    by_crates = settle(BASIS, replace(RULE, cost_mix=mix(crates=100)))
    counted = (replace(BASIS.players[0], crates=Fraction(3)), BASIS.players[1])
    final = settle_finally(by_crates, 100_000, players=counted)
    assert [(50_000, 75_000), (50_000, 25_000)] == [
        (r.budget_cost_ore, r.actual_cost_ore) for r in final.rows
    ]


def test_every_fault_of_corrections_is_named_at_once():
    """Four wrong rows give four sentences, and nothing is settled."""
    wrong = (
        correction(id="9999"),
        correction(year=2026),
        correction(date=date(2025, 12, 31)),
        correction(amount_ore=0),
    )
    with pytest.raises(SplitRefused) as refused:
        settle_finally(BUDGET, 90_000, corrections=wrong)
    found = [fault.rule for fault in refused.value.faults]
    assert ["unknown_municipality", "not_an_earlier_year", "dated_too_early", "nothing_corrected"] == found


def test_the_same_money_is_settled_once_however_it_is_dated_and_referred_to():
    """The reason tells two corrections of one sum apart."""
    first, reason = correction(), "fel  antal Invånare"
    for again in (first, correction(date=date(2026, 2, 1)), correction(corrects="DNR 25", because=reason)):
        with pytest.raises(SplitRefused, match="står 2 gånger"):
            settle_finally(BUDGET, 90_000, corrections=(first, again))
    both = settle_finally(BUDGET, 90_000, corrections=(first, correction(because="Fel antal elever")))
    assert 20_000 == both.rows[0].correction_ore


def test_correction_is_dated_after_the_year_that_was_wrong():
    """1 January of the next year just keeps the rule that 31 December breaks."""
    assert settle_finally(BUDGET, 1, corrections=(correction(date=date(2026, 1, 1)),)).corrections


def test_correction_given_twice_is_refused():
    """The same row twice would pay it twice."""
    with pytest.raises(SplitRefused, match="står 2 gånger"):
        settle_finally(BUDGET, 90_000, corrections=(correction(), correction()))


@pytest.mark.parametrize("field", ["corrects", "because"])
def test_correction_names_what_it_corrects_and_why(field):
    """An auditor must find the statement that was wrong."""
    with pytest.raises(ValueError, match="names what it corrects"):
        correction(**{field: " "})


def test_rows_of_other_figures_are_refused():
    """Figures that do not belong to the settlements cannot be put together."""
    final = settle_finally(BUDGET, 90_000)
    with pytest.raises(ValueError, match="what is left"):
        replace(final, rows=(replace(final.rows[0], actual_award_ore=1), final.rows[1]))
    with pytest.raises(ValueError, match="corrections"):
        replace(final, corrections=(correction(),))
    with pytest.raises(ValueError, match="different rules"):
        replace(final, budget=settle(BASIS, replace(RULE, floor_ore=1)))


def test_what_an_award_was_too_small_to_deduct_is_in_the_balance():
    """Kil: 300 kr awarded, 350 kr to deduct from 2025; 50 kr are left, with 30 kr that the caps of 2026 lower."""
    carried = (Balance(id="1715", year=2025, amount_ore=-35_000, reference="Slut 2025"),)
    budget = settle(replace(BASIS, balances=carried), RULE)
    final = settle_finally(budget, 90_000)
    assert [-5_000, 0] == [row.onward_ore for row in final.rows]
    assert [-8_000, -2_000] == [row.balance_ore for row in final.rows]
    assert (-5_000, -10_000) == (final.onward_ore, final.balance_ore)


def test_what_was_deducted_is_not_deducted_again():
    """An award that held all of it is settled as if nothing had been carried."""
    carried = (Balance(id="1715", year=2025, amount_ore=-30_000, reference="Slut 2025"),)
    budget = settle(replace(BASIS, balances=carried), RULE)
    final = settle_finally(budget, 90_000)
    assert [-3_000, -2_000] == [row.balance_ore for row in final.rows]
    assert () == final.actual.basis.balances


def before(ore, *, id_="1715", number=2):
    """What an earlier settlement of 2026 paid, or claimed."""
    return SettledBefore(number=number, id=id_, amount_ore=ore, onward_ore=0)


def test_only_what_differs_from_earlier_settlements_is_left():
    """Kil is to give back 30 kr; it was paid 50 kr, then 10 kr were claimed: 70 kr are left to claim."""
    final = settle_finally(BUDGET, 90_000, settled=[before(5_000), before(-1_000, number=3)])
    assert [(-3_000, 4_000, -7_000), (-2_000, 0, -2_000)] == [
        (row.whole_ore, row.settled_ore, row.balance_ore) for row in final.rows
    ]
    assert ((2, 3), -9_000) == (final.settled_by, final.balance_ore)
    assert [5_000, -1_000] == [each.amount_ore for each in final.settled_of("1715")]


def test_what_was_settled_in_full_leaves_nothing():
    """The same settlement once more pays nobody."""
    first = settle_finally(BUDGET, 90_000)
    paid = [before(row.balance_ore, id_=row.id) for row in first.rows]
    assert [0, 0] == [row.balance_ore for row in settle_finally(BUDGET, 90_000, settled=paid).rows]


def test_what_was_settled_with_somebody_else_is_refused():
    """It would be lost."""
    with pytest.raises(ValueError, match="1799"):
        settle_finally(BUDGET, 90_000, settled=[before(1, id_="1799")])
    final = settle_finally(BUDGET, 90_000, settled=[before(1)])
    with pytest.raises(ValueError, match="what is settled"):
        replace(final, settled=(before(2),))
