"""Counted crates take the place of planned ones, all or none."""

from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.dataset import Volume
from logistics.measuring import measure_players
from logistics.reconciling.volumes import CRATE_KEYS, counted_players
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
def players(planned):
    return measure_players(planned, ("equal",))


def test_counts_become_crates_a_week(counted, players):
    """520 in 52 weeks are 10 a week, 24 in four are 6; Säffle has no stop of its own."""
    found = counted_players(counted, players, 2026)
    assert {player.id: player.crates for player in found.players} == {
        "1715": 6,
        "1780": 10,
        "1785": 0,
        "17": 0,
    }
    assert found.is_counted
    assert "2\u00a0stopp rapporterade och 1\u00a0stopp räknade under stickprovsveckor" in found.sentence


def test_one_missing_count_keeps_the_plan_for_all(counted, players):
    """Counted and expected crates do not compare: a library that counts well would pay more."""
    found = counted_players(replace(counted, volumes=counted.volumes[1:]), players, 2026)
    assert players == found.players
    assert "Karlstads bibliotek saknar räknade lådor 2026" in found.sentence


def test_counts_of_another_year_do_not_count(counted, players):
    """2026's crates say nothing of 2027."""
    found = counted_players(counted, players, 2027)
    assert not found.is_counted
    assert "inga är räknade 2027" in found.sentence


@pytest.mark.parametrize("key", KEY_NAMES)
def test_keys_that_follow_the_weeks_crates_are_known(key):
    """Kil gets more crates than the volume where the dear prices begin; which keys then measure it otherwise?"""
    more = replace(SMALL, crates=SMALL.crates + 40)
    before, after = (weigh_players([LARGE, kil], [key], TERMS, 100_000_00)[1] for kil in (SMALL, more))
    assert (key in CRATE_KEYS) == (KEYS[key].measure(before) != KEYS[key].measure(after))
