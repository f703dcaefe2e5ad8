"""Every rule and every change speaks Swedish."""

from dataclasses import replace
from typing import get_args

import pytest

from logistics.questions.conflict_wording import (
    _REMEDIES,
    conflict_sentences,
    explained,
    remedy_sentences,
    way_text,
)
from routes.conflicts import Change, Conflict, Explanation, Kind, Rule, Way, explain
from routes.conflicts.easings import ways_to_ease
from routes.conflicts.rules import rules_of
from routes.errors import ImpossiblePlan
from routes.week import plan_week
from tests.routes.conflicts.test_explanation import FOUR_DAILY, LATE_VAN, OTHERS, TWO_AT_ONCE, TWO_FAULTS
from tests.routes.conflicts.test_rules import WEEK
from tests.routes.small import problem, spokes, stop, van, windows

ONE_RUN, *_ = OTHERS["one run on Mondays, two doors at eight"]
LIMITED = replace(WEEK, most_runs={0: 1, 1: 1})
OPEN_TILL_FOUR, OPEN_TILL_THREE = windows("08:00-16:00")[0], windows("08:00-15:00")[0]
UNLIKE_DAYS = problem([stop("a", windows=(OPEN_TILL_FOUR, *[OPEN_TILL_THREE] * 4))], spokes({"a": 10}), van())
CLOSED_DAY = problem(
    [
        stop(
            "a",
            windows=windows(days=[0, 1, 3, 4]),
            fixed_weekdays=frozenset({2}),
            visits_fewest=1,
            visits_most=1,
            longest_gap_days=2,
        )
    ],
    spokes({"a": 10}),
    van(),
)


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
        "  Torsby tar emot 25 minuter längre, till 10:25: veckan kostar 2 388,00 kr",
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
        "  One får åka 50 minuter tidigare",
        "  B får besökas av alla bilar",
        "  Då kostar veckan högst 3 720,00 kr.",
    ] == told(TWO_FAULTS)[-4:]


WAYS = {
    "one closing time on all days": (
        LATE_VAN,
        Way(change="closes_later", of="torsby", most_steps=48),
        "Torsby tar emot 10 minuter längre, till 10:10",
    ),
    "earlier, with the new time": (
        LATE_VAN,
        Way(change="opens_earlier", of="torsby", most_steps=48),
        "Torsby tar emot 10 minuter tidigare, från 07:50",
    ),
    "no one time where days differ": (
        UNLIKE_DAYS,
        Way(change="closes_later", of="a", most_steps=48),
        "A tar emot 10 minuter längre",
    ),
    "more runs on one day": (
        LIMITED,
        Way(change="more_runs", weekday=0, most_steps=3),
        "2 turer till får gå på måndagar",
    ),
    "more runs on every day that is limited": (
        LIMITED,
        Way(change="more_runs", most_steps=3),
        "2 turer till får gå på måndagar och tisdagar",
    ),
}


@pytest.mark.parametrize("case", WAYS)
def test_a_change_says_what_would_hold_then(case):
    """Two steps of each."""
    week, way, expected = WAYS[case]
    assert expected == way_text(way, 2, week).replace("\xa0", " ")


def test_a_limit_on_runs_that_binds_stands_in_the_headline():
    """Two vans could be at both doors at eight on Mondays; not more vans but a second run is what is missing."""
    headline, *lines = told(ONE_RUN)
    assert (
        "Turerna räcker inte till A på en vecka tillsammans med de andra: högst 1 tur på måndagar är tillåtet."
        " Tillåt fler turer om dagen, eller begär färre besök."
    ) == headline
    assert "  1 tur till får gå på måndagar: veckan kostar 2 840,00 kr" in lines


def test_the_rules_shown_are_those_of_the_headline():
    """One visit and a longest gap of two conflict too, but the headline is about a closed day."""
    headline, _, *lines = told(CLOSED_DAY)
    assert headline.startswith("A ska alltid besökas på onsdagar, men tar inte emot leveranser då.")
    assert [
        "  leveransdagar: A måndagar, tisdagar, torsdagar och fredagar",
        "  fasta dagar: A onsdagar",
        "Ingen enda ändring räcker, men de här tillsammans (andra kan vara billigare):",
    ] == lines[:3]
    assert "  A tar emot också på onsdagar" in lines


def test_a_stop_that_lost_its_vans_is_told_so():
    """Only of no van is no sentence."""
    lost = problem([stop("a", vehicle_ids=frozenset())], spokes({"a": 10}), van())
    rule = Rule(kind="reserved_vehicles", of="a")
    _, line = conflict_sentences(conflict([rule]), lost)
    assert "  bestämda bilar: A bara av bilar som inte finns kvar" == line


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
