"""Counted crates take the place of planned ones, all or none."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.dataset import Volume
from logistics.periods import year_of
from logistics.reconciling.volumes import CRATE_KEYS, counted_players
from logistics.settling import settlement_of
from subsidy.keys import KEY_NAMES, KEYS
from subsidy.weighing import weigh_players
from tests.subsidy.test_weighing import LARGE, SMALL, TERMS

COUNTS = (("KAR", "520", 52, "reported"), ("KIL", "24", 4, "sampled"), ("SAF", "0", 52, "reported"))


@pytest.fixture
def counted(small):
    """Karlstad 520 crates in the year, Kil 24 in four count weeks, the hospital none."""
    volumes = tuple(
        Volume(stop=stop, year=2026, crates=Fraction(crates), weeks=weeks, method=method)
        for stop, crates, weeks, method in COUNTS
    )
    return replace(small, volumes=volumes)


@pytest.fixture
def basis(planned):
    """That of 2026."""
    return settlement_of(planned, *year_of(2026)).basis


def test_counts_become_crates_a_week(counted, basis):
    """520 in 52 weeks are 10 a week, 24 in four are 6; Säffle has no stop of its own."""
    found = counted_players([counted], basis)
    assert {player.id: player.crates for player in found.players} == {
        "1715": 6,
        "1780": 10,
        "1785": 0,
        "17": 0,
    }
    assert found.is_counted
    assert "2\u00a0stopp rapporterade och 1\u00a0stopp räknade under stickprovsveckor" in found.sentence


def test_one_missing_count_keeps_the_plan_for_all(counted, basis):
    """Counted and expected crates do not compare: a library that counts well would pay more."""
    found = counted_players([replace(counted, volumes=counted.volumes[1:])], basis)
    assert basis.players == found.players
    assert "Karlstads bibliotek saknar räknade lådor 2026" in found.sentence


def test_counts_of_another_year_do_not_count(counted, basis):
    """2026's crates say nothing of 2027."""
    first, last = year_of(2027)
    found = counted_players([counted], replace(basis, first_date=first, last_date=last))
    assert not found.is_counted
    assert "inga är räknade 2027" in found.sentence


def test_counts_of_a_year_are_not_those_of_its_half(counted, basis):
    """The table does not say in which weeks they were counted; autumn may be twice as busy as spring."""
    found = counted_players([counted], replace(basis, last_date=date(2026, 6, 30)))
    assert (basis.players, False) == (found.players, found.is_counted)
    assert "inte för 1\u00a0januari–30\u00a0juni 2026" in found.sentence


@pytest.mark.parametrize("key", KEY_NAMES)
def test_keys_that_follow_the_weeks_crates_are_known(key):
    """Kil gets more crates than the volume where the dear prices begin; which keys then measure it otherwise?"""
    more = replace(SMALL, crates=SMALL.crates + 40)
    before, after = (weigh_players([LARGE, kil], [key], TERMS, 100_000_00)[1] for kil in (SMALL, more))
    assert (key in CRATE_KEYS) == (KEYS[key].measure(before) != KEYS[key].measure(after))
