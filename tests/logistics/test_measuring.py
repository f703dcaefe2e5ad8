"""What the keys need of every player is measured from the plan and the data set, and only what is needed."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

import routes.coalitions
from logistics.dataset import Volume
from logistics.errors import DataFaults
from logistics.measuring import measure_for, measure_players
from logistics.periods import year_of
from logistics.rules import rulebook_of
from logistics.settling import settle_period
from logistics.week_costs import price_week
from routes.errors import TooManyStops, UnservableGroup
from subsidy.schemes import VolumeAndStops
from subsidy.terms import LastYear
from tests.logistics.test_settling import by_crates
from tests.subsidy.cases import mix

COALITION_KEYS = ("stand_alone", "shapley")


def with_data(planned, **changes):
    """The same plan, with some tables of its data set replaced."""
    return replace(planned, dataset=replace(planned.dataset, **changes))


def volumes_of(dataset, years=(2023, 2024, 2025)):
    """Every stop's crates: 52 a week-year, and 10 more each year."""
    return tuple(
        Volume(stop=stop.id, year=year, crates=Fraction(52 + 10 * n), weeks=52, method="reported")
        for stop in dataset.stops
        for n, year in enumerate(years)
    )


def test_the_mean_of_a_season_is_of_three_whole_years_before_it_begins(planned):
    """From August 2026 to July 2027: 2026 is not over, so 2023 to 2025, 52, 62 and 72 crates a stop."""
    season = replace(
        rulebook_of(planned.dataset).rules[1], first_date=date(2026, 8, 1), last_date=date(2027, 7, 31),
        contribution_mix=mix(average_volume=100),
    )  # fmt: skip
    measured = measure_for(with_data(planned, volumes=volumes_of(planned.dataset)), season)
    kil = next(player for player in measured.players if player.id == "1715")
    assert ((2023, 52), (2024, 62), (2025, 72)) == kil.yearly_crates


def test_the_region_plays_along_where_it_bears_stops(planned):
    """The hospital's visit is the region's, and Säffle, where it lies, has none."""
    players = {player.id: player for player in measure_players(planned, COALITION_KEYS)}
    assert ["1715", "1780", "1785", "17"] == list(players)
    assert ("Region Värmland", 0, 1) == (players["17"].name, players["17"].population, players["17"].visits)
    assert (0, 0, 0) == (players["1785"].visits, players["1785"].crates, players["1785"].stand_alone_ore)


def without_the_region(planned):
    """The same plan, when the hospital's stop is Säffle's."""
    stops = (replace(stop, bearer="1785") if stop.id == "SAF" else stop for stop in planned.dataset.stops)
    return with_data(planned, stops=tuple(stops))


def test_without_stops_of_its_own_the_region_pays_nothing(planned):
    """Sixteen municipalities share among sixteen."""
    players = measure_players(without_the_region(planned), COALITION_KEYS)
    assert ["1715", "1780", "1785"] == [player.id for player in players]


def test_crates_are_those_sent_and_received(planned):
    """Karlstad sends 6.25 and gets 4."""
    players = {player.id: player for player in measure_players(planned, COALITION_KEYS)}
    assert Fraction("10.25") == players["1780"].crates


def test_shapley_values_sum_to_the_weeks_cost(planned):
    """The plan is optimal, so serving everybody costs what the plan costs."""
    players = measure_players(planned, COALITION_KEYS)
    assert planned.certificate.cost_ore == sum(player.shapley_ore for player in players)


def test_alone_costs_at_least_the_shapley_value_here(planned):
    """Travelling together saves; nobody here adds more to the others than alone."""
    assert all(
        player.shapley_ore <= player.stand_alone_ore for player in measure_players(planned, COALITION_KEYS)
    )


@pytest.mark.parametrize("keys", [(), ("equal", "population", "visits", "crates")])
def test_what_no_key_needs_is_not_measured(planned, keys):
    """Visits and crates are counted anyway: every statement shows them."""
    without = without_the_region(planned)
    measured = measure_players(without, COALITION_KEYS)
    expected = tuple(replace(player, stand_alone_ore=None, shapley_ore=None) for player in measured)
    assert expected == measure_players(without, keys)


def test_the_regions_stops_are_priced_whatever_the_key(planned):
    """It bears their Shapley value first, so a rule by inhabitants needs it too."""
    assert measure_players(planned, COALITION_KEYS) == measure_players(planned, ("population",))
    by = {player.id: player.bears_by for player in measure_players(planned, ())}
    assert {"1715": None, "1780": None, "1785": None, "17": "shapley"} == by


def test_what_cannot_be_priced_is_borne_by_visits(planned, monkeypatch):
    """A stop that no van reaches in time without another on the way has no cost of its own."""

    def refuse(_):
        raise UnservableGroup(3, ("SAF",))

    monkeypatch.setattr("logistics.measuring.price_week", refuse)
    by = {player.id: player.bears_by for player in measure_players(planned, ("population",))}
    assert "visits" == by["17"]
    crates = by_crates(planned)
    assert () == measure_for(crates, rulebook_of(crates.dataset).rules[1]).notes


@pytest.mark.parametrize("key", ["stand_alone", "shapley"])
def test_either_key_of_groups_measures_both(planned, key):
    """They come from the same costs, and a statement that shows one has always shown the other."""
    assert measure_players(planned, COALITION_KEYS) == measure_players(planned, ("equal", key))


def test_karlstad_alone_costs_its_five_short_visits(planned):
    """On paper: 12 min and 3 crates of 20 s are 13 min; van 1 is 385 kr and 375.50 kr an hour, 466.36 kr.

    On Thursdays van 2 is in service too, and cheaper: no fixed price and 410 kr an hour, 88.83 kr.
    """
    players = {player.id: player for player in measure_players(planned, COALITION_KEYS)}
    assert 4 * 46636 + 8883 == players["1780"].stand_alone_ore


def test_distance_is_by_road_from_the_hub(planned):
    """Karlstad has the hub; Kil lies 9.3 + 11.6 km from it, the hospital in Säffle 9.3 + 58.5 km."""
    players = {player.id: player.hub_distance_m for player in measure_players(planned, ())}
    assert {"1715": 20_900, "1780": 0, "1785": 0, "17": 67_800} == players


def test_sites_and_days_are_those_of_the_plan(planned):
    """Karlstad's one stop is visited five days, Kil's two, the hospital's one; no van is a truck."""
    players = {
        player.id: (player.site_days, player.service_days, player.truck_visits)
        for player in measure_players(planned, ())
    }
    expected = {"1715": ((2,), 2, 0), "1780": ((5,), 5, 0), "1785": ((), 0, 0), "17": ((1,), 1, 0)}
    assert expected == players


def test_visits_by_trucks_are_counted_apart(planned):
    """South Central's discount is for stops on a truck's round."""
    scheme = VolumeAndStops(
        base_fee_ore=0,
        state_aid_ore=0,
        volume_part=Fraction(0),
        truck_discount=Fraction(0),
        truck_vehicles=frozenset({"bil-1"}),
    )
    players = measure_players(planned, ("south_central",), terms={"south_central": scheme})
    driven = sum(len(run.visits) for run in planned.plan.runs if run.vehicle_id == "bil-1")
    assert driven == sum(player.truck_visits for player in players) > 0


@pytest.mark.parametrize(
    ("terms", "year", "expected"),
    [({}, 2026, (2023, 2024, 2025)), ({"average_volume": LastYear(year=2024)}, 2030, (2022, 2023, 2024))],
)
def test_the_three_years_before_count_unless_the_rule_says_else(planned, terms, year, expected):
    """52, 62 and 72 crates at each stop make 62 on average."""
    volumes = volumes_of(planned.dataset, expected)
    players = measure_players(
        with_data(planned, volumes=volumes), ("average_volume",), terms=terms, year=year
    )
    kil = next(player for player in players if player.id == "1715")
    assert (expected, 62) == (tuple(year for year, _ in kil.yearly_crates), kil.average_crates)


def test_every_missing_year_is_named(planned):
    """A mean of two years is another key; the data set lacks 2023 and 2024, and the region's stop needs none."""
    rules = planned.dataset.rules.replace("shapley", "average_volume")
    lacking = with_data(planned, rules=rules)
    with pytest.raises(DataFaults) as refused:
        measure_for(lacking, rulebook_of(lacking.dataset).rules[1])
    assert 4 == len(refused.value.faults)
    assert "lådorna för Kils bibliotek saknas för 2023" in str(refused.value)


def test_an_unknown_truck_is_refused_by_name(planned):
    """A misspelt vehicle would silently give nobody the discount."""
    terms = (
        "[rule.terms.south_central]\nbase_fee_kr = 1\nstate_aid_kr = 0\nvolume_percent = 0\n"
        'truck_discount_percent = 10\ntruck_vehicles = ["bil-9"]\n'
    )
    rules = planned.dataset.rules.replace("shapley", "south_central") + terms
    asked = with_data(planned, rules=rules, volumes=volumes_of(planned.dataset))
    with pytest.raises(DataFaults, match="ingen bil har det id:t"):
        measure_for(asked, rulebook_of(asked.dataset).rules[1])


@pytest.mark.parametrize(
    ("key", "measure"), [("nucleolus", "nucleolus_ore"), ("equal_profit", "equal_profit_ore")]
)
def test_amounts_of_games_sum_to_the_weeks_cost(planned, key, measure):
    """The plan is optimal, so serving everybody costs what the plan costs; Säffle, without stops, pays nothing."""
    amounts = {player.id: getattr(player, measure) for player in measure_players(planned, (key,))}
    assert planned.certificate.cost_ore == sum(amounts.values())
    assert amounts["1785"] == 0


@pytest.fixture(scope="module")
def crowded(crowded):
    """The crowded week under a rule by crates: one plan, whose groups are priced once."""
    return by_crates(crowded)


def test_games_need_exact_costs_of_all_groups(crowded):
    """Beyond 18 stops a day no bound on what a group would gain is known."""
    with pytest.raises(TooManyStops):
        measure_players(crowded, ("nucleolus",))


def test_crates_are_settled_however_many_stops_a_weekday_has(crowded):
    """Beyond 18 stops a day groups are priced by search: here for the region's own stop."""
    settlement = settle_period(crowded, *year_of(2026)).settlement
    assert settlement.basis.cost_ore == sum(settlement.cost.costs_ore.values()) > 0


def test_a_crowded_day_is_estimated_and_says_so(planned, crowded):
    """Twenty stops on Thursdays: the values sum to the week's cost, and the note tells how they were found."""
    measured = measure_for(crowded, rulebook_of(planned.dataset).rules[1])
    assert all(player.shapley_within_ore is not None for player in measured.players)
    (note,) = measured.notes
    assert "uppskattade ur 800 slumpade ordningar (frö 1)" in note.replace("\N{NO-BREAK SPACE}", " ")
    assert "torsdagar (20 stopp)" in note
    assert "utan bevis för att ingen är billigare" in note


def test_estimates_are_near_what_is_exact(planned, monkeypatch):
    """Were a day with two stops too much for exact costs, the exact values would lie within the intervals."""
    exact = price_week.__wrapped__(planned)
    monkeypatch.setattr(routes.coalitions, "MOST_PRICED", 1)
    estimated = price_week.__wrapped__(planned)
    assert exact.alone_ore == estimated.alone_ore
    assert sum(exact.shapley_ore.values()) == sum(estimated.shapley_ore.values())
    for player, value in exact.shapley_ore.items():
        assert abs(value - estimated.shapley_ore[player]) <= estimated.within_ore[player]


def test_the_same_plan_gives_the_same_estimate(planned, monkeypatch):
    """A figure on a decision must come again."""
    monkeypatch.setattr(routes.coalitions, "MOST_PRICED", 1)
    assert price_week.__wrapped__(planned) == price_week.__wrapped__(planned)
