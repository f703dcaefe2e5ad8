"""The family of choices is the one that is written down, and each choice is what it is called."""

from logistics.dataset import DataSet
from logistics.planning import build_problem
from logistics.questions.service import AS_IS, Demand, by_class, one_step_from
from routes.patterns import allowed_patterns


def test_as_is_changes_nothing(small: DataSet):
    """The first choice is the data set's own."""
    assert small == AS_IS.of_dataset(small)
    problem = build_problem(small)
    assert problem.stops == AS_IS.of_problem(problem).stops


def test_classes_are_those_of_the_data_set(small):
    """One, two and five visits: no class gets fewer than one below it, 35 of 125 choices."""
    choices = list(by_class(build_problem(small)))
    assert 35 == len(choices)
    visits = [tuple(c.demands[stop].visits_fewest for stop in ("SAF", "KIL", "KAR")) for c in choices]
    assert all(wanted[0] <= wanted[2] for wanted in visits)
    assert (1, 2, 5) in visits


def test_a_library_gets_no_more_visits_than_its_days_allow(small):
    """Kil takes deliveries on two days, the hospital on one."""
    most = list(by_class(build_problem(small)))[-1]
    visits = {stop_id: demand.visits_fewest for stop_id, demand in most.demands.items()}
    assert {"KAR": 5, "KIL": 2, "SAF": 1} == visits
    assert "1\xa0bibliotek med 1 besök får 5, 1 med 2 får 5, 1 med 5 får 5" == most.words


def test_visits_are_spread_as_evenly_as_the_days_allow(small):
    """Two of five possible days: at most three service days apart; of Monday and Wednesday: three as well."""
    found = {
        tuple((stop, d.visits_fewest, d.longest_gap_days) for stop, d in sorted(choice.demands.items()))
        for choice in by_class(build_problem(small))
    }
    assert (("KAR", 2, 3), ("KIL", 2, 3), ("SAF", 1, 5)) in found


def test_every_choice_has_a_pattern_for_every_library(small):
    """What is impossible is so for want of vans, not of days."""
    problem = build_problem(small)
    for choice in by_class(problem):
        assert all(allowed_patterns(stop) for stop in choice.of_problem(problem).stops), choice.words


def test_a_step_is_one_visit_for_one_library(small):
    """Karlstad four, Kil one; the hospital has one visit and one day, Kil two days."""
    steps = list(one_step_from(AS_IS, build_problem(small)))
    assert [{"KAR": 4}, {"KIL": 1}] == [
        {s: d.visits_fewest for s, d in step.demands.items()} for step in steps
    ]
    assert ["Karlstads bibliotek 4\xa0besök", "Kils bibliotek 1\xa0besök"] == [step.words for step in steps]


def test_a_choice_is_the_same_for_the_data_set_and_the_problem(small):
    """A saved plan is read back as the week that was priced."""
    problem = build_problem(small)
    for choice in (*by_class(problem), *one_step_from(AS_IS, problem)):
        assert choice.of_problem(problem).stops == build_problem(choice.of_dataset(small)).stops


def test_a_step_keeps_what_the_level_says_of_the_others(small):
    """From two visits everywhere, Karlstad three."""
    problem = build_problem(small)
    twice = next(c for c in by_class(problem) if c.demands["KAR"].visits_fewest == 2)
    up = next(s for s in one_step_from(twice, problem) if s.demands["KAR"].visits_fewest == 3)
    assert Demand(visits_fewest=3, visits_most=3, longest_gap_days=2) == up.demands["KAR"]
    assert twice.demands["KIL"] == up.demands["KIL"]
    assert up.words == f"{twice.words}; Karlstads bibliotek 3\xa0besök"
