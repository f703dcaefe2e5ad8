"""Find the banking days on which the parts of an award are due."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from subsidy.payout_rules import PayoutRule, PayoutStep, Shift

BankingDay = Callable[[date], bool]
LONGEST_CLOSURE_DAYS = 31  # no bank is closed longer: a calendar that says so is broken


def due_dates(
    rule: PayoutRule,
    step: PayoutStep,
    period: tuple[date, date],
    payable_from: date,
    is_banking_day: BankingDay,
) -> tuple[date, ...]:
    """The day of each part, in order; what was due before `payable_from` is paid on the first day after.

    Raises
    ------
    ValueError
        A month has no banking day.
    """
    n_months = count_months(*period)
    first_months = range(0, n_months, step.every_months or n_months)
    due = [_due_date(rule, period[0], months, is_banking_day) for months in first_months]
    return tuple(first_banking_day(max(day, payable_from), is_banking_day) for day in due)


def next_due_date(rule: PayoutRule, day: date, is_banking_day: BankingDay) -> date:
    """The rule's first day of payment that is not before a day, in whatever month.

    Raises
    ------
    ValueError
        A month has no banking day.
    """
    # A payment never leaves its month, so that of the next month is late enough.
    due = (_due_date(rule, day, months, is_banking_day) for months in range(2))
    return next(found for found in due if found >= day)


def first_banking_day(day: date, is_banking_day: BankingDay) -> date:
    """The day itself, or the next on which banks are open.

    Raises
    ------
    ValueError
        Banks are closed for longer than they ever are.
    """
    for n in range(LONGEST_CLOSURE_DAYS):
        if is_banking_day(found := day + timedelta(days=n)):
            return found
    raise ValueError(f"no banking day within {LONGEST_CLOSURE_DAYS} days of {day}")


def fits_in_parts(first: date, last: date, every_months: int) -> bool:
    """Whether the days from `first` to `last` are whole months that so many at a time divide evenly.

    Examples
    --------
    >>> [fits_in_parts(date(2026, 1, 1), date(2026, 12, 31), months) for months in (6, 7)]
    [True, False]
    """
    starts_and_ends = first.day == 1 and (last + timedelta(days=1)).day == 1
    return starts_and_ends and count_months(first, last) % every_months == 0


def count_months(first: date, last: date) -> int:
    """How many calendar months the days from `first` to `last` touch.

    Examples
    --------
    >>> count_months(date(2025, 12, 31), date(2026, 1, 1))
    2
    """
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _due_date(rule: PayoutRule, first: date, months: int, is_banking_day: BankingDay) -> date:
    """The rule's day in the month that comes so many months after the first, moved within that month."""
    years, month = divmod(first.month - 1 + months, 12)
    year, month = first.year + years, month + 1
    n_days = monthrange(year, month)[1]
    days = [date(year, month, number) for number in range(1, n_days + 1)]
    open_days = [day for day in days if is_banking_day(day)]
    if not open_days:
        raise ValueError(f"{year}-{month:02} has no banking day")
    due = days[min(rule.due_day, n_days) - 1]
    later = [day for day in open_days if day >= due]
    earlier = [day for day in open_days if day <= due]
    if rule.shift is Shift.LATER:
        return later[0] if later else earlier[-1]
    return earlier[-1] if earlier else later[0]
