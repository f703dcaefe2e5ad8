"""The days on which Swedish banks pay; expected days read off a wall calendar."""

from datetime import date

import pytest

from logistics.banking import is_banking_day


@pytest.mark.parametrize(
    "closed",
    [
        date(2026, 1, 1),
        date(2026, 1, 6),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 6, 6),
        date(2026, 6, 19),
        date(2026, 12, 24),
        date(2026, 12, 25),
        date(2026, 12, 31),
        date(2025, 6, 6),
        date(2026, 4, 25),
        date(2026, 4, 26),
    ],
)
def test_banks_are_closed(closed: date) -> None:
    """Holidays, the three eves, Saturdays and Sundays: a payment dated so would be moved by the bank."""
    assert not is_banking_day(closed)


@pytest.mark.parametrize(
    "opened", [date(2026, 1, 2), date(2026, 1, 5), date(2026, 4, 2), date(2026, 5, 15), date(2026, 12, 23)]
)
def test_bridge_days_and_other_eves_are_banking_days(opened: date) -> None:
    """Trettondagsafton, skärtorsdagen and klämdagar: libraries may be closed, banks are not."""
    assert is_banking_day(opened)


def test_all_weekdays_of_2026_but_ten() -> None:
    """365 days, 104 of them Saturdays and Sundays; 10 holidays and eves fall on the other 261."""
    days = [date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal())]
    assert 251 == sum(is_banking_day(day) for day in days)


def test_year_without_known_holidays_is_refused() -> None:
    """Outside its years the calendar would answer that nothing is a holiday."""
    with pytest.raises(ValueError, match="holidays are known"):
        is_banking_day(date(2199, 1, 1))
