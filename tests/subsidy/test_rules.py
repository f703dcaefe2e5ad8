"""Exactly one rule holds on a date, or the date is refused."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from subsidy.errors import AmbiguousRule, RuleNotFound
from subsidy.rules import find_rule
from tests.subsidy.cases import rule

OLD = replace(rule(100), id="2025", first_date=date(2025, 1, 1), last_date=date(2025, 12, 31))
NEW = rule(200)


@pytest.mark.parametrize(
    ("day", "id_"),
    [(date(2025, 12, 31), "2025"), (date(2026, 1, 1), "2026"), (date(2026, 12, 31), "2026")],
)
def test_both_ends_of_the_period_are_included(day: date, id_: str) -> None:
    """New Year's Eve belongs to the old year's rule."""
    assert id_ == find_rule((NEW, OLD), day).id


def test_date_without_a_rule_is_refused() -> None:
    """Last year's rule must not be used because this year's is missing."""
    with pytest.raises(RuleNotFound, match="Ingen bidragsregel gäller den 2027-01-01"):
        find_rule((NEW, OLD), date(2027, 1, 1))


def test_date_with_two_rules_is_refused_by_name() -> None:
    """Which of two rules holds is not for a program to choose."""
    with pytest.raises(AmbiguousRule, match="2026, också"):
        find_rule((replace(NEW, id="också"), NEW), date(2026, 6, 1))


@pytest.mark.parametrize(
    "changes",
    [
        {"last_date": date(2025, 12, 31)},
        {"amount_ore": -1},
        {"floor_ore": -1},
        {"cap_share": Fraction(0)},
        {"own_floors_ore": {"1715": -1}},
        {"rounding_ore": 0},
    ],
)
def test_nonsense_is_refused(changes: dict[str, object]) -> None:
    """A rule that cannot be followed is refused when it is made."""
    with pytest.raises(ValueError, match="2026"):
        replace(NEW, **changes)  # type: ignore[arg-type]  # fields by name
