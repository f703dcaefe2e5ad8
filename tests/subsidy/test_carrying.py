"""What is left of one year changes what is paid the next, never what is awarded, and never gets lost."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.carrying import Balance, carry, year_after
from subsidy.carrying_wording import describe_carried
from subsidy.payout import Award, plan_payouts
from subsidy.record.payouts import paid_plan, planned_again
from subsidy.statement import Statement, settle
from tests.subsidy.paying import KR, YEAR, awards_of, is_banking_day, region_rule
from tests.subsidy.test_final import BASIS, RULE

KIL, EDA = "1715", "1730"  # awarded 300 and 200 kr by RULE


def balance(amount_ore: int, id_: str = KIL, **changes: object) -> Balance:
    return replace(Balance(id=id_, year=2025, amount_ore=amount_ore, reference="Slut 2025"), **changes)  # type: ignore[arg-type]  # by name


def settled(*balances: Balance):  # type: ignore[no-untyped-def]
    return settle(replace(BASIS, balances=balances), RULE)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(
    ("carried_ore", "paid_ore", "onward_ore"),
    [(12_345, 42_345, 0), (-29_999, 1, 0), (-30_000, 0, 0), (-30_001, 0, -1), (-80_000, 0, -50_000)],
)
def test_no_less_than_nothing_is_paid_and_the_rest_is_carried_on(
    carried_ore: int, paid_ore: int, onward_ore: int
) -> None:
    """An award of 300 kr holds a deduction of 300 kr, and not an öre more."""
    settlement = settled(balance(carried_ore))
    kil, eda = settlement.carried
    assert (30_000, paid_ore, onward_ore) == (kil.award_ore, kil.paid_ore, kil.onward_ore)
    assert (20_000, 0, 20_000, 0) == (eda.award_ore, eda.carried_ore, eda.paid_ore, eda.onward_ore)
    assert {KIL: 30_000, EDA: 20_000} == settlement.split.awards_ore
    assert ("Slut 2025", "") == (kil.reference, eda.reference)


@given(st.dictionaries(st.sampled_from([KIL, EDA]), st.integers(-(10**6), 10**6).filter(bool)))
def test_awards_and_balances_are_what_is_paid_and_carried_on(amounts_ore: dict[str, int]) -> None:
    """To the öre, for every municipality, whatever is carried."""
    awards_ore = {KIL: 30_000, EDA: 20_000}
    rows = carry(awards_ore, [balance(ore, id_) for id_, ore in amounts_ore.items()])
    for row in rows:
        assert awards_ore[row.id] + amounts_ore.get(row.id, 0) == row.paid_ore + row.onward_ore
        assert row.paid_ore >= 0 >= row.onward_ore


@pytest.mark.parametrize(
    "balances",
    [
        (balance(1), balance(2)),
        (balance(1, "9999"),),
        (balance(1, year=2024),),
        (balance(1, year=2026),),
    ],
)
def test_balances_of_others_or_other_years_are_refused(balances: tuple[Balance, ...]) -> None:
    """They would be paid to nobody, or twice."""
    with pytest.raises(ValueError, match="balance"):
        replace(BASIS, balances=balances)


def test_a_balance_is_some_amount_and_says_where_it_comes_from() -> None:
    """A line that nobody can answer for is not carried."""
    for amount_ore, reference in ((0, "Slut 2025"), (1, " ")):
        with pytest.raises(ValueError, match="a balance"):
            balance(amount_ore, reference=reference)


def test_the_award_decides_the_step_and_not_what_is_carried_into_it() -> None:
    """160 000 kr is paid half-yearly although 20 000 kr of it are deducted: 70 000 kr each time."""
    awards = replace(
        awards_of(),
        rows=(Award(id=KIL, name="Kil", amount_ore=140_000 * KR, sized_ore=160_000 * KR),),
    )
    plan = plan_payouts(region_rule(), awards, is_banking_day)
    assert [70_000 * KR, 70_000 * KR] == [payout.amount_ore for payout in plan.payouts]


def test_payouts_of_a_record_are_planned_again_with_what_is_carried() -> None:
    """300 kr less 100,05 kr: whoever verifies must come to 199,95 kr, and to nothing for Eda."""
    settlement = settled(balance(-10_005), balance(-20_001, EDA))
    names = {KIL: "Kil", EDA: "Eda"}
    rows = tuple(
        Award(id=row.id, name=names[row.id], amount_ore=row.paid_ore, sized_ore=row.award_ore)
        for row in settlement.carried
    )
    plan = plan_payouts(region_rule(), replace(awards_of(period=YEAR), rows=rows), is_banking_day)
    assert [(KIL, 19_995)] == [(payout.id, payout.amount_ore) for payout in plan.payouts]
    assert plan == planned_again(paid_plan(plan), settlement, is_banking_day)
    Statement(settlement=settlement, municipality=BASIS.municipalities[0], payouts=plan)


def test_payouts_that_leave_out_what_is_carried_are_refused() -> None:
    """The statement would say one thing and the bank another."""
    plan = plan_payouts(region_rule(), awards_of(30_000, 20_000), is_banking_day)
    with pytest.raises(ValueError, match="is to be paid"):
        Statement(settlement=settled(balance(-1)), municipality=BASIS.municipalities[0], payouts=plan)


@pytest.mark.parametrize(
    ("amount_ore", "sentence"),
    [
        (
            10_000,
            "Från 2025 läggs 100,00 kr till bidraget (Slut 2025). Därför ska 400,00 kr betalas ut i allt.",
        ),
        (
            -10_000,
            "Från 2025 dras 100,00 kr av från bidraget (Slut 2025). Därför ska 200,00 kr betalas ut i allt.",
        ),
        (
            -40_000,
            (
                "Från 2025 dras 400,00 kr av från bidraget (Slut 2025). Bidraget räcker inte till hela avdraget: "
                "inget betalas ut, och 100,00 kr som är kvar att dra av tas med i slutavräkningen för 2026."
            ),
        ),
    ],
)
def test_what_is_carried_is_said_in_words(amount_ore: int, sentence: str) -> None:
    """The receiver must understand why another sum arrives than was awarded."""
    kil, eda = settled(balance(amount_ore)).carried
    assert sentence == plain(describe_carried(kil, 2025, "2026"))
    assert describe_carried(eda, 2025, "2026") == "Från 2025 förs inget över."


@pytest.mark.parametrize(
    ("first", "last", "year"),
    [
        ((2026, 1, 1), (2026, 6, 30), 2027),
        ((2026, 8, 1), (2027, 7, 31), 2027),
        ((2025, 12, 31), (2026, 12, 30), 2026),  # an award can begin on the day after
        ((2025, 12, 31), (2026, 12, 31), 2027),
        ((2026, 12, 1), (2027, 12, 31), 2028),
    ],
)
def test_a_period_is_carried_into_a_later_year_that_ends_after_it(
    first: tuple[int, int, int], last: tuple[int, int, int], year: int
) -> None:
    """The first award that begins in it may begin when the period is over."""
    assert year == year_after(date(*first), date(*last))
