"""A new timetable within a contribution's period: each plan holds on its own days, keys measure the mean week."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.comparing.comparing import compare_plan
from logistics.errors import DataFaults, NothingHolds
from logistics.judging import judge_key, judge_rule
from logistics.measuring import measure_players
from logistics.reconciling.volumes import counted_players
from logistics.seasons import join_plans
from logistics.settling import settle_period, settlement_of
from logistics.transports import transports_of
from logistics.week_costs import price_week, week_game
from routes.errors import TooManyStops
from subsidy.equal_profit import equal_profit
from subsidy.errors import SplitRefused
from subsidy.nucleolus import nucleolus
from subsidy.shapley import shapley_values
from tests.logistics.test_measuring import volumes_of
from tests.logistics.two_seasons import (
    ALONE_KR,
    AWARDS_ORE,
    COST_ORE,
    COSTS_ORE,
    KARLSTAD,
    KIL,
    PERIOD,
    SAFFLE,
    SEASONS,
    SHAPLEY_KR,
    VISITS,
    joined,
    mean,
    named,
    plans,
    with_data,
)

__all__ = ["joined", "plans"]


@pytest.fixture(scope="module")
def settlement(joined):
    return settlement_of(joined, *PERIOD)


def by_player(players, measure):
    return {player.id: getattr(player, measure) for player in players}


def test_every_run_costs_what_its_own_plan_says(settlement):
    """And is shared by the Shapley value of the mean week, the contribution by its visits: figures from paper."""
    assert COST_ORE == settlement.basis.cost_ore
    assert COSTS_ORE == settlement.cost.costs_ore
    assert AWARDS_ORE == settlement.split.awards_ore


def test_runs_are_told_with_the_days_of_their_timetable(joined):
    """Two vans, each in its own weeks."""
    rows = [transport.row for transport in transports_of(joined, *PERIOD)]
    assert [
        ("Måndag", "Bokbil (1 februari–1 mars 2026)", 4),
        ("Onsdag", "Bokbil (1 februari–1 mars 2026)", 4),
        ("Torsdag", "Bokbil (1 februari–1 mars 2026)", 4),
        ("Måndag", "Skåpbil (2–31 mars 2026)", 5),
        ("Onsdag", "Skåpbil (2–31 mars 2026)", 4),
    ] == [(row.weekday, row.run, row.runs_in_period) for row in rows]


def test_own_stops_are_those_of_each_timetable(joined):
    """Kil stands in three runs: Karlstad's Wednesdays and Säffle's Thursdays are not its own."""
    statements = {each.municipality.code: each for each in settle_period(joined, *PERIOD).statements}
    assert 3 == sum(bool(row.own_stops) for row in statements[KIL].runs)
    assert 2 == sum(bool(row.own_stops) for row in statements[KARLSTAD].runs)


def test_measures_are_the_mean_week_by_days(joined):
    """29 and 30 of 59 days; who is visited in one timetable only has zero in the other."""
    players = measure_players(joined, ("shapley", "stand_alone"))
    for measure, of_two, unit in (
        ("visits", VISITS, 1),
        ("stand_alone_ore", ALONE_KR, 100),
        ("shapley_ore", SHAPLEY_KR, 100),
    ):
        assert {id_: mean(pair) * unit for id_, pair in of_two.items()} == by_player(players, measure)


def test_crates_and_distances_are_means_too(plans, joined):
    """Säffle's road counts for 29 of 59 days."""
    distances = by_player(measure_players(plans["var"], ()), "hub_distance_m")
    assert distances[SAFFLE] > 0
    found = by_player(measure_players(joined, ()), "hub_distance_m")
    assert mean((distances[SAFFLE], 0)) == found[SAFFLE]


def test_shapley_of_the_mean_is_the_mean_of_shapley(joined):
    """So it does not matter that days are priced by themselves: the game is one."""
    game = week_game(joined)
    values = shapley_values(game.players, [int(ore) for ore in game.costs_ore])
    assert price_week(joined).shapley_ore == {
        id_: ore * Fraction(1, game.weeks) for id_, ore in values.items()
    }


def test_the_game_is_the_mean_of_both_games(plans, joined):
    """Every group's cost, exactly."""
    games = [week_game(plans[id_]) for id_ in SEASONS]
    both = week_game(joined)
    assert games[0].players == games[1].players == both.players
    means = [mean((int(a), int(b))) for a, b in zip(*(game.costs_ore for game in games), strict=True)]
    assert means == [Fraction(int(ore), both.weeks) for ore in both.costs_ore]


@pytest.mark.parametrize(
    ("key", "measure", "expected"),
    [
        # Säffle saves nothing; Kil and Karlstad share what they save together, 15 000/59 kr a week, alike ...
        ("nucleolus", "nucleolus_ore", {KIL: 30_700, KARLSTAD: 22_500, SAFFLE: 11_600}),
        # ... or as equal parts of what each would cost alone: 532/682 of it.
        (
            "equal_profit",
            "equal_profit_ore",
            {KIL: 38_200 * Fraction(532, 682), KARLSTAD: 30_000 * Fraction(532, 682), SAFFLE: 11_600},
        ),
    ],
)
def test_keys_of_the_game_share_the_mean_game(joined, key, measure, expected):
    """By two methods: on paper, and by scaling: the solution of 59 weeks is 59 times that of one."""
    found = by_player(measure_players(joined, (key,)), measure)
    assert {id_: Fraction(kr) * 100 / 59 for id_, kr in expected.items()} == found
    game, solve = week_game(joined), {"nucleolus": nucleolus, "equal_profit": equal_profit}[key]
    doubled = solve(game.players, [2 * int(ore) for ore in game.costs_ore]).amounts_ore
    assert found == {id_: ore * Fraction(1, 2 * game.weeks) for id_, ore in doubled.items()}


def test_fairness_is_of_the_mean_week(joined, settlement):
    """The Shapley value keeps all; alike, Säffle and those with it pay 10 000 and 1 600 of 59 kr too much."""
    assert () == judge_rule(joined, settlement).fairness.complaints
    judgement = judge_key(joined, settlement, "equal")
    assert Fraction(64_800_00, 59) == judgement.week_ore
    assert {id_: mean(pair) * 100 for id_, pair in ALONE_KR.items()} == judgement.alone_ore
    gains = {frozenset(each.members): each.gain_ore * 59 for each in judgement.fairness.complaints}
    assert {frozenset({SAFFLE}): 10_000_00, frozenset({SAFFLE, KARLSTAD}): 1_600_00} == gains


def test_keys_that_count_each_stops_visits_are_refused(joined):
    """A stop that has two visits and then one is in no column of a price list; the comparison says so."""
    with pytest.raises(SplitRefused, match=r"CLiC räknar varje stopps besök .* inte lika .* för Kil"):
        measure_players(joined, ("clic",))
    results = {result.name: result for result in compare_plan(joined, *PERIOD).results}
    assert ["inte lika" in results["orbis_cascade"].cost_reasons[0], None] == [True, results["clic"].cost]
    assert results["librarylinknj"].cost.costs_ore == results["visits"].cost.costs_ore


def test_both_timetables_stand_in_the_notes(joined):
    """Of every statement and the summary."""
    settled = settle_period(joined, *PERIOD)
    for document in (settled.summary, *settled.statements):
        note = document.notes[0].replace("\u00a0", " ")
        assert "2 tidtabeller: 1 februari–1 mars 2026 (29 dagar) och 2–31 mars 2026 (30 dagar)" in note
        assert "medelvärdet av tidtabellernas veckor" in note


def test_estimates_keep_their_interval_and_say_which_timetable(joined, plans, monkeypatch):
    """Too many stops in one of them: intervals add up with the days as weights, rounded up."""
    exact = price_week(plans["host"])
    rough = replace(exact, within_ore=dict.fromkeys(exact.alone_ore, 100), note="Uppskattat.")
    monkeypatch.setattr(
        "logistics.week_costs._price", lambda planned, _: rough if planned is plans["host"] else exact
    )
    price_week.cache_clear()
    week = price_week(joined)
    price_week.cache_clear()
    assert ("Tidtabellen 2–31 mars 2026: Uppskattat.", {51}) == (week.note, set(week.within_ore.values()))


def test_games_that_cannot_be_priced_are_refused(joined, monkeypatch):
    """As with one plan: by the weekday with too many stops."""
    monkeypatch.setattr("routes.coalitions.MOST_PRICED", 1)
    week_game.cache_clear()
    with pytest.raises(TooManyStops):
        week_game(joined)
    week_game.cache_clear()


def test_missing_volumes_are_told_of_each_timetable(plans):
    """Karlstad's stop is in the second data set only."""
    counted = {id_: with_data(plan, volumes=volumes_of(plan.dataset)) for id_, plan in plans.items()}
    lacking = [_by_volume(counted["var"]), with_data(_by_volume(counted["host"]), volumes=())]
    with pytest.raises(DataFaults) as refusal:
        settlement_of(_joined(lacking), *PERIOD)
    assert {"KAR", "KIL"} == {fault.value for fault in refusal.value.faults}
    whole = settlement_of(_joined([_by_volume(each) for each in counted.values()]), *PERIOD)
    # 52, 62 and 72 crates a stop and year: 62 on average, of Säffle for 29 of 59 days.
    assert {KIL: 62, KARLSTAD: mean((0, 62)), SAFFLE: mean((62, 0))} == by_player(
        whole.basis.players, "average_crates"
    )


def test_counted_crates_of_other_stops_are_not_mixed(plans, settlement):
    """A count does not say in which half of a year a stop was there."""
    year = replace(settlement.basis, first_date=date(2026, 1, 1), last_date=date(2026, 12, 31))
    found = counted_players([plans[id_].dataset for id_ in SEASONS], year)
    assert (False, True) == (found.is_counted, "inte samma stopp" in found.sentence)


def _by_volume(planned):
    return with_data(planned, rules=planned.dataset.rules.replace("visits", "average_volume"))


def _season(planned, first, last):
    settings = replace(planned.dataset.settings, season_first_date=first, season_last_date=last)
    return with_data(planned, settings=settings)


def _joined(both):
    return join_plans([named(id_, plan) for id_, plan in zip(SEASONS, both, strict=True)], *PERIOD)


@pytest.mark.parametrize(
    ("season", "sentence"),
    [
        ((date(2026, 3, 1), date(2026, 3, 31)), "host.json gäller 1–31 mars 2026: båda har 1 mars 2026."),
        (
            (date(2026, 3, 3), date(2026, 3, 31)),
            "Ingen plan gäller 2 mars 2026; var.json gäller 1 februari–1 mars 2026",
        ),
        ((date(2026, 3, 2), date(2026, 3, 29)), "Ingen plan gäller 30–31 mars 2026; "),
        (
            (date(2026, 4, 1), date(2026, 5, 1)),
            "host.json gäller 1 april–1 maj 2026 och har ingen dag i perioden",
        ),
    ],
)
def test_seasons_follow_one_another_through_the_period(plans, season, sentence):
    """One day with two timetables or none would be paid twice or not at all."""
    with pytest.raises(NothingHolds, match="precis en tidtabell") as refusal:
        _joined([plans["var"], _season(plans["host"], *season)])
    assert sentence in str(refusal.value)


def test_a_season_may_reach_beyond_the_period(plans):
    """The autumn's runs until December; only its days of the period weigh and cost."""
    longer = _season(plans["host"], SEASONS["host"][0], date(2026, 12, 31))
    found = settlement_of(_joined([plans["var"], longer]), *PERIOD)
    assert (COST_ORE, AWARDS_ORE) == (found.basis.cost_ore, found.split.awards_ore)


def test_one_plan_is_itself(plans):
    """The ordinary case goes no other way than before."""
    assert plans["var"] is join_plans([named("var", plans["var"])], *PERIOD)
    with pytest.raises(NothingHolds, match="ange också planen för de andra dagarna"):
        settlement_of(plans["var"], *PERIOD)


def test_the_order_of_the_files_does_not_matter(plans, joined):
    """A shell sorts them by name: host before var."""
    turned = join_plans([named(id_, plans[id_]) for id_ in reversed(SEASONS)], *PERIOD)
    assert [each.planned for each in joined.stretches] == [each.planned for each in turned.stretches]


@pytest.mark.parametrize("day", [2, 16, 27])
def test_a_plan_in_two_parts_is_settled_as_in_one(plans, day):
    """Wherever it is cut: the same week before and after has itself as its mean."""
    one = _season(plans["host"], *PERIOD)
    parts = [_season(one, PERIOD[0], date(2026, 2, day)), _season(one, date(2026, 2, day + 1), PERIOD[1])]
    whole, both = (settlement_of(each, *PERIOD) for each in (one, _joined(parts)))
    assert (whole.basis.players, whole.cost, whole.split) == (both.basis.players, both.cost, both.split)
    assert judge_rule(one, whole) == judge_rule(_joined(parts), both)


@pytest.mark.parametrize(
    ("solve", "told"), [(nucleolus, "3,00 kr, men var för sig 2,00 kr"), (equal_profit, None)]
)
def test_refusals_of_the_mean_game_tell_what_a_week_costs(solve, told):
    """Not what the game's 59 weeks cost."""
    costs = [0, 100 * 59, 100 * 59, 300 * 59] if told else [0, -59, 59, 100 * 59]
    with pytest.raises(SplitRefused) as refusal:
        solve(["a", "b"], costs, weeks=59)
    assert (told or "a kostar -1 öre") in refusal.value.faults[0].sentence.replace("\u00a0", " ")
