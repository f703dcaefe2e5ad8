"""Every rule and every change speaks Swedish."""

from typing import get_args

import pytest

from logistics.questions.conflict_wording import (
    _REMEDIES,
    conflict_sentences,
    explained,
    remedy_sentences,
    way_text,
)
from routes.conflicts import Change, Conflict, Explanation, Kind, explain
from routes.conflicts.easings import ways_to_ease
from routes.conflicts.rules import rules_of
from routes.errors import ImpossiblePlan
from routes.week import plan_week
from tests.routes.conflicts.test_explanation import FOUR_DAILY, LATE_VAN, TWO_AT_ONCE, TWO_FAULTS
from tests.routes.conflicts.test_rules import WEEK


def conflict(rules, **known):
    return Conflict(stop_ids=("a",), rules=tuple(rules), **{"is_proven": True, "is_minimal": True, **known})


def test_every_change_has_its_words():
    """A new one without them would end in a crash in front of a planner."""
    assert set(get_args(Change)) == set(_REMEDIES)


@pytest.mark.parametrize("kind", get_args(Kind))
def test_every_rule_is_told_with_what_it_says(kind):
    """Head and content, no placeholder."""
    rules = [rule for rule in rules_of(WEEK) if rule.kind == kind]
    assert rules
    head, line = conflict_sentences(conflict(rules), WEEK)
    assert "De här reglerna går inte att följa tillsammans när A ska besökas:" == head
    assert ": " in line
    assert "{" not in line
    assert not line.rstrip().endswith(":")


def test_every_way_out_is_told():
    """Whole phrases, every placeholder filled in."""
    for rule in rules_of(WEEK):
        for way in ways_to_ease(WEEK, rule):
            text = way_text(way, 1, WEEK)
            assert "{" not in text
            assert "  " not in text


def told(week):
    """What the planner reads, no-break spaces as spaces."""
    with pytest.raises(ImpossiblePlan) as refusal:
        plan_week(week, time_limit_s=60, seed=1)
    lines = explained(refusal.value, week, time_limit_s=60, seed=1)
    return [line.replace("\xa0", " ") for line in lines]


def test_a_late_van_is_explained_from_cause_to_cure():
    """The worked case, in the planner's words."""
    assert [
        "De här reglerna går inte att följa tillsammans när Torsby ska besökas:",
        "  bilens tider: Van 09:00–18:00",
        "  leveranstider: Torsby 08:00–10:00",
        "Något av det här räcker, billigast först:",
        "  Van får åka 25 minuter tidigare: veckan kostar 2 388,00 kr",
        "  Torsby tar emot till 25 minuter senare: veckan kostar 2 388,00 kr",
    ] == told(LATE_VAN)[1:]


def test_vans_and_doors_are_explained():
    """Two vans would do."""
    lines = told(TWO_AT_ONCE)
    assert "  bilar: Van med 1 tur om dagen" in lines
    assert "  leveransdagar: A måndagar och B måndagar" in lines
    assert "  1 bil till som Van: veckan kostar 3 280,00 kr" in lines


def test_visits_are_told_library_by_library():
    """Which ones together are too many."""
    lines = told(FOUR_DAILY)
    assert any(line.startswith("  besök i veckan: ") for line in lines)
    assert "  Van får ett 80 minuter längre arbetspass: veckan kostar 31 300,00 kr" in lines


def test_several_faults_at_once_are_mended_together():
    """Two libraries, each impossible for its own reason."""
    assert [
        "Ingen enda ändring räcker, men de här tillsammans (andra kan vara billigare):",
        "  B får besökas av alla bilar",
        "  One får åka 50 minuter tidigare",
        "  Då kostar veckan högst 3 720,00 kr.",
    ] == told(TWO_FAULTS)[-4:]


def test_what_is_not_proven_is_not_said():
    """Silence about the rules; the remedies were planned and stand."""
    week = LATE_VAN
    found = explain(week, time_limit_s=60, seed=1)
    assert [] == list(conflict_sentences(conflict(found.conflict.rules, is_proven=False), week))


def test_what_may_be_more_than_needed_is_said_to_be():
    """The time was not enough to try each rule."""
    *_, last = conflict_sentences(conflict(rules_of(WEEK)[:1], is_minimal=False), WEEK)
    assert "Tiden räckte inte till" in last


@pytest.mark.parametrize(
    ("tried_all", "expected"),
    [
        (True, ["Ingen liten ändring av en enda av reglerna räcker."]),
        (False, ["Alla ändringar hann inte prövas; med längre tid (--time-limit) kan fler hittas."]),
    ],
)
def test_without_a_remedy_it_is_said_whether_all_were_tried(tried_all, expected):
    """Nothing found is not nothing there."""
    found = Explanation(conflict=conflict([]), remedies=(), tried_all=tried_all)
    assert expected == list(remedy_sentences(found, WEEK))
