"""Every rule of the routing core speaks Swedish."""

import ast
import inspect

import pytest

from logistics.rule_sentences import OBSTACLES, VIOLATIONS
from logistics.sentences import (
    obstacle_sentence,
    refusal_sentences,
    violation_sentences,
)
from routes import obstacles
from routes.check import RULES, day_rules, run_rules, week_rules
from routes.errors import (
    BrokenPlan,
    ImpossiblePlan,
    Obstacle,
    SecondRunsMatter,
    TooManyStops,
    UnreachablePlaces,
    Violation,
)
from routes.obstacles import days, searched, trips

TEXTS = {
    "stop": "Kils bibliotek",
    "stops": ("Kil", "Sunne"),
    "run_limits": "högst 1 tur på måndagar",
    "vehicle": "Bokbil 1",
    "name": "XYZ",
    "hub": "Navet",
    "other": "Arvika",
    "back": "16:40",
    "cutoff": "16:30",
    "first": "07:00",
    "last": "16:00",
    "from": "Kil",
    "to": "Sunne",
    "begins": "07:30",
    "closes": "10:00",
    "earliest": "10:24",
    "latest": "17:00",
    "leave": "06:36",
    "counts": "work",
}


def facts_of(names):
    """Plausible facts of those names."""
    return {name: TEXTS.get(name, 2) for name in names}


def told_violations():
    """Every rule with the names of the facts it gives, as they stand in the rules' source."""
    for module in (run_rules, day_rules, week_rules):
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "broken":
                names = [keyword.arg for keyword in call.keywords if keyword.arg]
                unpacked = [k.value for k in call.keywords if k.arg is None]
                names += [key.value for dictionary in unpacked for key in dictionary.keys]
                yield call.args[0].value, names


def told_obstacles():
    """The same for the obstacles."""
    for module in (obstacles, days, searched, trips):
        for call in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Obstacle":
                given = {keyword.arg: keyword.value for keyword in call.keywords}
                yield given["rule"].value, [k.value for k in given["facts"].keys] if "facts" in given else []


def test_every_rule_has_a_sentence_and_no_sentence_is_left_over():
    """A new rule without its sentence would end in a crash in front of a planner."""
    assert {rule.__name__ for rule in RULES} | {"known_names"} == set(VIOLATIONS)
    assert {rule for rule, _ in told_obstacles()} == set(OBSTACLES)
    assert {rule for rule, _ in told_violations()} == set(VIOLATIONS)


@pytest.mark.parametrize(("rule", "names"), list(told_violations()))
def test_a_violation_is_told_with_the_facts_it_gives(rule, names):
    """Whole sentences, every placeholder filled in."""
    (sentence,) = violation_sentences([Violation(rule=rule, sentence="English", facts=facts_of(names))])
    assert sentence[0].isupper()
    assert sentence.endswith(".")
    assert "{" not in sentence


@pytest.mark.parametrize(("rule", "names"), list(told_obstacles()))
def test_an_obstacle_is_told_with_its_remedy(rule, names):
    """Two sentences: what is impossible, and what would make it possible."""
    sentence = obstacle_sentence(Obstacle(rule=rule, sentence="", remedy="", facts=facts_of(names)))
    assert sentence.count(". ") >= 1
    assert "{" not in sentence


def test_a_late_arrival_names_both_remedies():
    """The sentence of the contract, in Swedish."""
    facts = {
        "stop": "Torsby",
        "closes": "10:00",
        "earliest": "10:24",
        "vehicle": "Bokbil 1",
        "leave": "06:36",
    }
    expected = (
        "Torsby går inte att nå innan leveranstiden slutar 10:00; tidigast 10:24. En leveranstid till 10:24, eller"
        " att Bokbil 1 åker 06:36, skulle göra det möjligt."
    )
    assert expected == obstacle_sentence(
        Obstacle(rule="window_unreachable", sentence="", remedy="", facts=facts)
    )


def test_no_number_of_vans_is_not_nought_vans():
    """0 more vehicles means that more vehicles do not help."""
    facts = {"stops": ("Kil",), "more": 0}
    sentence = obstacle_sentence(Obstacle(rule="too_few_vehicles", sentence="", remedy="", facts=facts))
    assert sentence.startswith("Bilarna hinner inte med Kil")
    assert "Fler bilar räcker inte" in sentence


def test_one_is_not_plural():
    """1 lådor would make a reader doubt the rest."""
    facts = {"vehicle": "Bokbil 1", "weekday": 1, "load": 46, "capacity": 1}
    (sentence,) = violation_sentences([Violation(rule="capacity_kept", sentence="", facts=facts)])
    assert "Bokbil 1 har 46 lådor ombord på tisdagar, men rymmer 1 låda." == sentence.replace("\xa0", " ")


ROAD = {"from": "Arvika", "to": "Kil", "weekday": 0}
AGAIN = {"vehicle": "Bokbil 1", "weekday": 0, "leave": "11:29:59", "back": "11:30"}
TIMES = {
    "a second short": (
        ("no_faster_than_the_road", {**ROAD, "needed_s": 3720, "allowed_s": 3719}),
        "Vägen från Arvika till Kil på måndagar tar 1 tim 2 min, men planen ger den 1 tim 1 min 59 s.",
    ),
    "minutes where they tell": (
        ("no_faster_than_the_road", {**ROAD, "needed_s": 3725, "allowed_s": 3600}),
        "Vägen från Arvika till Kil på måndagar tar 1 tim 2 min, men planen ger den 1 tim.",
    ),
    "back before it left": (
        ("no_faster_than_the_road", {**ROAD, "needed_s": 3720, "allowed_s": -7200}),
        "Vägen från Arvika till Kil på måndagar tar 1 tim 2 min, men i planen är avgången 2 tim efter ankomsten.",
    ),
    "some seconds are not nothing": (
        ("no_faster_than_the_road", {**ROAD, "needed_s": 3720, "allowed_s": -12}),
        "Vägen från Arvika till Kil på måndagar tar 1 tim 2 min, men i planen är avgången 12 s efter ankomsten.",
    ),
    "a break a second late": (
        ("break_taken", {**AGAIN, "counts": "work", "longest_s": 18001, "allowed_s": 18000}),
        "Föraren av Bokbil 1 har 5 tim 1 s arbete utan rast på måndagar; högst 5 tim är tillåtet.",
    ),
    "no time between runs": (
        ("time_between_runs", {**AGAIN, "needed_s": 0}),
        "Bokbil 1 åker igen 11:29:59 på måndagar, innan den är tillbaka 11:30.",
    ),
    "half an hour between runs": (
        ("time_between_runs", {**AGAIN, "needed_s": 1800}),
        "Bokbil 1 åker igen 11:29:59 på måndagar, men är tillbaka 11:30 och ska stå minst 30 min i navet.",
    ),
    "a visit that needs no time": (
        ("service_takes_its_time", {"stop": "Kil", "weekday": 0, "needed_s": 0}),
        "Besöket hos Kil på måndagar börjar före ankomsten, eller slutar innan det börjar.",
    ),
}


@pytest.mark.parametrize("case", TIMES)
def test_times_are_told_so_that_they_differ(case):
    """The same time twice, or less than none, explains nothing."""
    (rule, facts), expected = TIMES[case]
    (sentence,) = violation_sentences([Violation(rule=rule, sentence="", facts=facts)])
    assert expected == sentence.replace("\xa0", " ")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (1, "Minst 1 bil till behövs, eller längre arbetspass, större bilar eller färre besök."),
        (2, "Minst 2 bilar till behövs, eller längre arbetspass, större bilar eller färre besök."),
    ],
)
def test_as_many_vans_are_asked_for_as_are_known_to_be_missing(more, expected):
    """Of several sorts one van more may be enough."""
    facts = {"stops": ("Torsby", "Sunne", "Arvika"), "more": more}
    sentence = obstacle_sentence(Obstacle(rule="too_few_vehicles", sentence="", remedy="", facts=facts))
    lead = "Bilarna hinner inte med Torsby, Sunne och Arvika på en vecka tillsammans med de andra."
    assert f"{lead} {expected}" == sentence.replace("\xa0", " ")


def test_a_broken_plan_is_called_our_mistake():
    """The planner has done nothing wrong, and should not look for it in the data."""
    violation = Violation(rule="known_names", sentence="", facts={"name": "XYZ"})
    lead, sentence = refusal_sentences(BrokenPlan((violation,)))
    assert "fel i programmet" in lead
    assert "XYZ" in sentence


def test_an_impossible_plan_tells_every_obstacle():
    """All at once, as for data."""
    obstacle = Obstacle(rule="no_vehicle", sentence="", remedy="")
    assert 2 == len(refusal_sentences(ImpossiblePlan((obstacle, obstacle))))


@pytest.mark.parametrize(("weekday", "what"), [(2, "20 besök på onsdagar"), (None, "20 deltagare")])
def test_too_much_for_exact_costs_says_what_to_do(weekday, what):
    """Nothing is shared by a guess."""
    (sentence,) = refusal_sentences(TooManyStops(weekday, 20, 18))
    assert what in sentence
    assert "Kostnaden fördelas därför inte" in sentence


def test_second_runs_that_matter_say_what_to_do():
    """The nucleolus needs every group's exact cost."""
    (sentence,) = refusal_sentences(SecondRunsMatter(2))
    assert "På onsdagar" in sentence
    assert "Kostnaden fördelas därför inte" in sentence


def test_other_refusals_speak_for_themselves():
    """`logistics.planning` tells of unreachable places before they come here."""
    assert ("No road connects the hub and KIL both ways.",) == refusal_sentences(UnreachablePlaces(("KIL",)))
