"""Every award is paid in the parts and on the days that the region's rule says, to the öre."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidy.errors import PayoutRefused
from subsidy.payout import Payout, PayoutPlan, plan_payouts, split_parts
from subsidy.payout_dates import count_months
from subsidy.payout_rules import PayoutStep, Shift
from subsidy.wording import format_kr, format_period
from tests.subsidy.paying import KR, awards_of, is_banking_day, region_rule

# The 25th of every month of 2026, or the banking day after it, read off a wall calendar.
LATER = [(1, 26), (2, 25), (3, 25), (4, 27), (5, 25), (6, 25), (7, 27), (8, 25), (9, 25), (10, 26), (11, 25), (12, 28)]  # fmt: skip  # noqa: E501
EARLIER = [(1, 23), (2, 25), (3, 25), (4, 24), (5, 25), (6, 25), (7, 24), (8, 25), (9, 25), (10, 23), (11, 25), (12, 23)]  # fmt: skip  # noqa: E501


def plan(*amounts_ore: int, rule=None, **changes) -> PayoutPlan:
    return plan_payouts(rule or region_rule(), awards_of(*amounts_ore, **changes), is_banking_day)


def days(found: PayoutPlan) -> list[tuple[int, int]]:
    return [(payout.date.month, payout.date.day) for payout in found.payouts]


def rules_broken(refused: pytest.ExceptionInfo[PayoutRefused]) -> set[str]:
    return {fault.rule for fault in refused.value.faults}


@pytest.mark.parametrize(
    ("amount_ore", "n_parts"),
    [
        (1, 1),
        (149_999_99, 1),
        (150_000 * KR, 2),
        (150_000_01, 2),
        (299_999_99, 2),
        (300_000 * KR, 4),
        (300_000_01, 4),
        (499_999_99, 4),
        (500_000 * KR, 12),
        (500_000_01, 12),
    ],
)
def test_size_of_the_award_decides_the_number_of_parts(amount_ore: int, n_parts: int) -> None:
    """One öre on either side of a threshold is a different rhythm for a municipality's cash."""
    found = plan(amount_ore)
    assert [n_parts] * n_parts == [payout.parts for payout in found.payouts]
    assert amount_ore == sum(payout.amount_ore for payout in found.payouts)


def test_a_payout_says_whose_it_is_and_by_which_rule() -> None:
    """The bank needs the name, and an auditor the rule."""
    found = plan(1)
    assert (region_rule(), "Kil") == (found.rule, found.payouts[0].name)


def test_award_of_nothing_gives_no_payout() -> None:
    """A municipality without an award stands in no payment file."""
    assert ["1730"] == [payout.id for payout in plan(0, 5).payouts]


def test_twelfth_of_half_a_million() -> None:
    """500 000 kr / 12 = 41 666,666… kr: 8 öre over, so the first eight months carry one each."""
    assert [41_666_67] * 8 + [41_666_66] * 4 == [payout.amount_ore for payout in plan(500_000 * KR).payouts]


def test_whole_kronor_with_the_odd_ore_first() -> None:
    """300 002,50 kr in quarters of whole kronor: 75 001, 75 001, 75 000 and 75 000, and 50 öre first."""
    found = plan(300_002_50, rule=region_rule(unit_ore=100))
    assert [75_001_50, 75_001_00, 75_000_00, 75_000_00] == [payout.amount_ore for payout in found.payouts]


@given(
    st.integers(min_value=1, max_value=10**12),
    st.integers(min_value=1, max_value=60),
    st.sampled_from([1, 100, 10_000]),
)
def test_parts_sum_to_the_award_and_never_rise(amount_ore: int, n_parts: int, unit_ore: int) -> None:
    """What is promised is what is paid, and nothing is held back for later than it must be."""
    parts = split_parts(amount_ore, n_parts, unit_ore)
    assert amount_ore == sum(parts)
    assert list(parts) == sorted(parts, reverse=True)
    assert all(part % unit_ore == 0 for part in parts[1:])
    assert parts[0] - parts[-1] < 2 * unit_ore or len(parts) < n_parts


def test_every_month_on_the_banking_day_after_a_weekend_or_holiday() -> None:
    """25 January is a Sunday, 25 April and July Saturdays, 25 December is juldagen with a weekend after it."""
    assert LATER == days(plan(500_000 * KR))


def test_every_month_on_the_banking_day_before() -> None:
    """Before juldagen comes julafton, on which banks are closed too: 23 December."""
    assert EARLIER == days(plan(500_000 * KR, rule=region_rule(shift=Shift.EARLIER)))


@pytest.mark.parametrize(
    ("amount_kr", "expected"), [(1, LATER[:1]), (150_000, LATER[::6]), (300_000, LATER[::3])]
)
def test_parts_are_paid_in_the_first_month_they_are_for(amount_kr: int, expected: list) -> None:
    """Half-yearly means January and July; quarterly January, April, July and October."""
    assert expected == days(plan(amount_kr * KR))


def test_payout_never_leaves_its_month() -> None:
    """Paid in another month it would be booked in another month, and at the end of the year in another year."""
    last = plan(500_000 * KR, rule=region_rule(due_day=31))
    first = plan(500_000 * KR, rule=region_rule(due_day=1, shift=Shift.EARLIER))
    assert [*range(1, 13)] == [month for month, _ in days(last)] == [month for month, _ in days(first)]
    assert [(1, 30), (2, 27), (3, 31)] == days(last)[:3]
    assert [(1, 2), (2, 2), (3, 2), (4, 1)] == days(first)[:4]


def test_what_was_due_before_the_decision_is_paid_first_banking_day_after() -> None:
    """Decided Friday 1 May (a holiday): January and April are paid on Monday 4 May, the rest in time."""
    found = plan(300_000 * KR, payable_from=date(2026, 5, 1))
    assert [(5, 4), (5, 4), (7, 27), (10, 26)] == days(found)
    assert [1, 2, 3, 4] == [payout.part for payout in found.payouts]


def test_period_from_autumn_to_summer() -> None:
    """Half-yearly from July 2025: 25 July is a Friday, 25 January 2026 a Sunday."""
    found = plan(
        150_000 * KR,
        rule=region_rule(first_date=date(2025, 7, 1)),
        period=(date(2025, 7, 1), date(2026, 6, 30)),
        payable_from=date(2025, 7, 1),
    )
    assert [date(2025, 7, 25), date(2026, 1, 26)] == [payout.date for payout in found.payouts]


@pytest.mark.parametrize(
    ("amount_kr", "expected"),
    [(149_999, LATER[6:7]), (150_000, LATER[6:7]), (300_000, LATER[6::3]), (500_000, LATER[6:])],
)
def test_parts_of_half_a_year_are_those_of_its_months(amount_kr: int, expected: list) -> None:
    """From July: in one sum, one half-year, two quarters or six months, all of them in the half-year."""
    found = plan(amount_kr * KR, period=(date(2026, 7, 1), date(2026, 12, 31)))
    assert expected == days(found)
    assert amount_kr * KR == sum(payout.amount_ore for payout in found.payouts)


def test_half_a_year_in_a_quarter_is_refused() -> None:
    """A rule of half-yearly parts does not say how three months are paid."""
    with pytest.raises(PayoutRefused, match="betalas i delar om 6 månader") as refused:
        plan(150_000 * KR, period=(date(2026, 4, 1), date(2026, 6, 30)))
    assert {"uneven_period"} == rules_broken(refused)


@pytest.mark.parametrize(
    "period",
    [
        (date(2026, 1, 1), date(2026, 10, 31)),
        (date(2026, 1, 2), date(2027, 1, 1)),
        (date(2026, 1, 2), date(2026, 12, 31)),
        (date(2026, 1, 1), date(2026, 12, 30)),
    ],
)
def test_period_that_the_parts_do_not_divide_is_refused(period: tuple[date, date]) -> None:
    """Nobody has decided how ten months are paid by quarter, or months that begin on the 2nd."""
    with pytest.raises(PayoutRefused) as refused:
        plan(300_000 * KR, 500_000 * KR - 1, period=period)
    assert ["Kil", "Eda"] == [fault.facts["whose"] for fault in refused.value.faults]
    assert {"uneven_period"} == rules_broken(refused)
    told = f"Kil: perioden är ”{format_period(*period)}”. Bidraget {format_kr(300_000 * KR)} betalas i delar om 3"
    assert str(refused.value).startswith(told)


def test_period_of_any_days_is_paid_in_one_sum() -> None:
    """A sum that is not divided needs no months."""
    period = (date(2026, 2, 9), date(2026, 3, 1))
    assert [(2, 25)] == days(plan(149_999 * KR, period=period))


def test_award_of_nothing_needs_no_months() -> None:
    """A rule that divides every sum asks nothing of a period in which nobody gets anything."""
    monthly = region_rule(steps=(PayoutStep(from_ore=0, every_months=1),))
    period = (date(2026, 2, 9), date(2026, 3, 1))
    assert () == plan(0, rule=monthly, period=period).payouts
    with pytest.raises(PayoutRefused, match="hela kalendermånader"):
        plan(1, rule=monthly, period=period)


def test_rule_holds_for_periods_that_begin_on_its_first_and_last_day() -> None:
    """Both ends are included; a rule of one day is a rule."""
    day = date(2026, 2, 9)
    rule = region_rule(first_date=day, last_date=day)
    assert [(2, 25)] == days(plan(1, rule=rule, period=(day, date(2026, 3, 1))))


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        (date(2026, 1, 1), date(2026, 1, 31), 1),
        (date(2025, 9, 1), date(2026, 8, 31), 12),
        (date(2026, 12, 31), date(2027, 1, 1), 2),
    ],
)
def test_months_are_counted_by_the_calendar(first: date, last: date, months: int) -> None:
    """A school year has twelve."""
    assert months == count_months(first, last)


def test_all_faults_are_named_at_once() -> None:
    """One round of correction, not three."""
    awards = awards_of(-1, 2, period=(date(2027, 1, 1), date(2027, 12, 31)))
    twice = (*awards.rows, awards.rows[1])
    with pytest.raises(PayoutRefused) as refused:
        plan_payouts(
            region_rule(), type(awards)(first_date=awards.first_date, last_date=awards.last_date,
                                        payable_from=awards.payable_from, rows=twice), is_banking_day
        )  # fmt: skip
    assert {"negative_award", "award_twice", "rule_does_not_hold"} == rules_broken(refused)
    told = str(refused.value)
    assert "Eda, Eda: kommunkoden är ”1730”. Varje kommun ska ha ett enda bidrag för perioden." in told
    assert (
        "Utbetalningsregeln utbetalning-2026: periodens första dag är ”2027-01-01”. "
        "Regeln gäller perioder som börjar 1 januari–31 december 2026."
    ) in told.replace("\N{NO-BREAK SPACE}", " ")
    assert "Kil: bidraget är ”−0,01\N{NO-BREAK SPACE}kr”. Ett bidrag är 0 kr eller mer" in str(refused.value)


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": ()},
        {"steps": (PayoutStep(from_ore=1, every_months=None),)},
        {"steps": (PayoutStep(from_ore=0, every_months=None), PayoutStep(from_ore=0, every_months=1))},
        {"steps": (PayoutStep(from_ore=0, every_months=0),)},
        {"last_date": date(2025, 12, 31)},
        {"due_day": 0},
        {"due_day": 32},
        {"unit_ore": 0},
    ],
)
def test_rule_that_makes_no_sense_cannot_be_made(changes: dict) -> None:
    """A step that no award reaches, or a day that no month has, is a slip of the pen."""
    with pytest.raises(ValueError, match="utbetalning-2026"):
        region_rule(**changes)


def test_plan_that_does_not_pay_the_awards_cannot_be_made() -> None:
    """The last line of defence: a plan is checked against its awards when it is made."""
    good = plan(100)
    day = date(2026, 1, 26)
    half, all_, nothing = (
        Payout(id="1715", name="Kil", date=day, part=part, parts=2, amount_ore=amount_ore)
        for part, amount_ore in [(1, 50), (1, 100), (2, 0)]
    )
    unpaid, twice, empty = (
        "the payouts .* are not the awards",
        "a part .* is paid twice",
        "a payout is more than 0",
    )
    for payouts, why in [((half,), unpaid), ((half, half), twice), ((), unpaid), ((all_, nothing), empty)]:
        with pytest.raises(ValueError, match=f"^{why}"):
            PayoutPlan(rule=good.rule, awards=good.awards, payouts=payouts)


def test_period_that_ends_before_it_begins_cannot_be_made() -> None:
    """One day is a period; the day before is none."""
    first = date(2026, 2, 1)
    assert [(2, 25)] == days(plan(1, period=(first, first)))
    with pytest.raises(ValueError, match="before it begins"):
        awards_of(1, period=(first, date(2026, 1, 31)))


def test_month_without_banking_days_is_a_broken_calendar() -> None:
    """Better no plan than a payout in another month."""
    with pytest.raises(ValueError, match="2026-01 has no banking day"):
        plan_payouts(region_rule(), awards_of(100), lambda day: day.month != 1)
    late = awards_of(100, payable_from=date(2027, 1, 1))
    with pytest.raises(ValueError, match="no banking day within 31 days"):
        plan_payouts(region_rule(), late, lambda day: day.year == 2026)
