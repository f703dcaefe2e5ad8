"""A contribution within floors and caps is one factor times the share, cut to the bounds: a cell can show it."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.comparing.factor import common_factor
from subsidy.split import split_contribution
from tests.subsidy.cases import measures, rule

PLAYERS = [measures("1715", 2), measures("1780", 1), measures("1785", 1)]  # shares 1/2, 1/4, 1/4
COSTS_ORE = {"1715": 60, "1780": 40, "1785": 20}


def factor(amount_ore, **bounds):
    return common_factor(split_contribution(rule(amount_ore, **bounds), PLAYERS, COSTS_ORE))


def test_without_bounds_it_is_the_contribution():
    """100 times 1/2, 1/4, 1/4."""
    assert Fraction(100) == factor(100)


def test_with_floors_the_others_share_the_rest():
    """Floors of 30 lift two from 25; the 40 that are left are half of 80."""
    assert Fraction(80) == factor(100, floor_ore=30)


def test_with_a_cap_the_others_get_more():
    """The caps are 60, 40 and 20. The last is cut from 25 to 20; 80 over shares of 3/4 is 106 2/3."""
    assert Fraction(320, 3) == factor(100, cap_share=Fraction(1))


def test_when_caps_leave_a_rest_every_cap_is_reached():
    """Caps of 30, 20 and 10 of 100: the factor must lift everyone, 20 = 80 times 1/4."""
    assert Fraction(80) == factor(100, cap_share=Fraction(1, 2))


def test_when_floors_take_everything_nobody_gets_more():
    """Three floors of 20 are all of 60: 1/2 of the factor may not pass 20."""
    assert factor(60, floor_ore=20) <= 40


def test_amounts_by_no_factor_are_refused():
    """A cell that shows another sum than the decision is a wrong answer."""
    split = split_contribution(rule(100), PLAYERS, COSTS_ORE)
    wrong = replace(split.rows[1], exact_ore=Fraction(26))
    with pytest.raises(ValueError, match="1780"):
        common_factor(replace(split, rows=(split.rows[0], wrong, split.rows[2])))
