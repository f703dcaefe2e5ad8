"""From a plan to money: what a period costs, who bears it, and which statements follow."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.calendar import service_dates
from logistics.errors import NothingHolds
from logistics.settling import measure_players, settle_period, write_settlement, year_of
from routes.cost import run_distance_m
from subsidy.errors import RuleNotFound

YEAR = year_of(2026)


@pytest.fixture(scope="module")
def settled(planned):
    return settle_period(planned, *YEAR)


def with_data(planned, **changes):
    """The same plan, with some tables of its data set replaced."""
    return replace(planned, dataset=replace(planned.dataset, **changes))


def with_settings(planned, **changes):
    """The same plan, with another season."""
    return with_data(planned, settings=replace(planned.dataset.settings, **changes))


def with_contribution(planned, **changes):
    """The same plan, with another contribution in 2026."""
    before, current = planned.dataset.contributions
    return with_data(planned, contributions=(before, replace(current, **changes)))


def cost_of_day(planned, run, day):
    """A run's cost by the price list as a clerk would look it up, öre."""
    rows = [row for row in planned.dataset.costs if row.vehicle == run.vehicle_id and row.valid_from <= day]
    price = sorted(rows, key=lambda row: row.valid_from)[-1]
    exact = (
        price.fixed_ore
        + Fraction(price.per_km_ore * run_distance_m(run, planned.problem), 1000)
        + Fraction(price.per_hour_ore * (run.return_s - run.depart_s), 3600)
    )
    return int(exact + Fraction(1, 2))


def test_the_year_costs_the_sum_of_all_its_days(planned, settled):
    """Day by day at the price of the day: the price changes on 1 July, and holidays have no runs."""
    expected = sum(
        cost_of_day(planned, run, day)
        for day in service_dates(*YEAR)
        for run in planned.plan.runs_on(day.weekday())
    )
    assert expected == settled.settlement.basis.cost_ore


def test_shares_and_awards_sum_to_what_is_shared(settled):
    """To the öre."""
    settlement = settled.settlement
    assert settlement.basis.cost_ore == sum(settlement.cost.costs_ore.values())
    assert settlement.rule.amount_ore == sum(settlement.split.awards_ore.values()) + settlement.split.left_ore


def test_each_run_stands_once_for_each_price(settled):
    """Whoever checks a statement multiplies runs by their price."""
    counts = Counter(row.run for row in settled.summary.runs)
    spring, autumn = "(1 januari–30 juni 2026)", "(1 juli–31 december 2026)"
    expected = {f"Bokbil {n} {span}": runs for n, runs in ((1, 4), (2, 1)) for span in (spring, autumn)}
    assert expected == dict(counts)


def test_runs_of_one_price_carry_no_dates(planned):
    """A period without a price change needs none."""
    one_price = with_data(planned, costs=tuple(c for c in planned.dataset.costs if c.valid_from <= YEAR[0]))
    summary = settle_period(one_price, *YEAR).summary
    assert ({"Bokbil 1", "Bokbil 2"}, ()) == ({row.run for row in summary.runs}, summary.notes)


def test_a_price_change_is_told_in_every_document(settled):
    """Whoever checks a statement must know why a run stands twice."""
    assert all("priser ändras under perioden" in s.notes[0] for s in (*settled.statements, settled.summary))


def test_the_region_plays_along_where_it_bears_stops(planned):
    """The hospital's visit is the region's, and Säffle, where it lies, has none."""
    players = {player.id: player for player in measure_players(planned)}
    assert ["1715", "1780", "1785", "17"] == list(players)
    assert ("Region Värmland", 0, 1) == (players["17"].name, players["17"].population, players["17"].visits)
    assert (0, 0, 0) == (players["1785"].visits, players["1785"].crates, players["1785"].stand_alone_ore)


def test_without_stops_of_its_own_the_region_pays_nothing(planned):
    """Sixteen municipalities share among sixteen."""
    stops = tuple(
        replace(stop, bearer="1785") if stop.id == "SAF" else stop for stop in planned.dataset.stops
    )
    players = measure_players(with_data(planned, stops=stops))
    assert ["1715", "1780", "1785"] == [player.id for player in players]


def test_crates_are_those_sent_and_received(planned):
    """Karlstad sends 6.25 and gets 4."""
    players = {player.id: player for player in measure_players(planned)}
    assert Fraction("10.25") == players["1780"].crates


def test_shapley_values_sum_to_the_weeks_cost(planned):
    """The plan is optimal, so serving everybody costs what the plan costs."""
    players = measure_players(planned)
    assert planned.certificate.cost_ore == sum(player.shapley_ore for player in players)


def test_alone_costs_at_least_the_shapley_value_here(planned):
    """Travelling together saves; nobody here adds more to the others than alone."""
    assert all(player.shapley_ore <= player.stand_alone_ore for player in measure_players(planned))


def test_karlstad_alone_costs_its_five_short_visits(planned):
    """On paper: 12 min and 3 crates of 20 s are 13 min; van 1 is 385 kr and 375.50 kr an hour, 466.36 kr.

    On Thursdays van 2 is in service too, and cheaper: no fixed price and 410 kr an hour, 88.83 kr.
    """
    players = {player.id: player for player in measure_players(planned)}
    assert 4 * 46636 + 8883 == players["1780"].stand_alone_ore


def test_a_statement_shows_the_runs_that_serve_its_municipality(settled):
    """Kil is visited on Mondays and Wednesdays, in spring and in autumn; Säffle's library does not exist."""
    runs = {statement.municipality.name: statement.runs for statement in settled.statements}
    kil = [(row.weekday, row.own_stops[:14]) for row in runs["Kil"]]
    days = ("Måndag", "Måndag", "Onsdag", "Onsdag")
    assert [(day, "Kils bibliotek") for day in days] == kil
    assert () == runs["Säffle"]


def test_a_plan_of_half_a_year_is_not_settled_for_the_whole(planned):
    """Its runs say nothing of the other half."""
    spring = with_settings(planned, season_last_date=date(2026, 6, 30))
    with pytest.raises(NothingHolds, match="Planen gäller 1 januari–30 juni 2026 och kan därför inte"):
        settle_period(spring, *YEAR)


def test_a_contribution_is_settled_for_its_whole_period_only(planned):
    """The amount of a year must not be paid out for each half."""
    with pytest.raises(NothingHolds, match="b26 är beslutat för 1 januari–31 december 2026"):
        settle_period(planned, date(2026, 1, 1), date(2026, 6, 30))


def test_a_year_without_a_contribution_is_refused(planned):
    """The sentence names the date."""
    later = with_settings(planned, season_last_date=date(2027, 12, 31))
    with pytest.raises(RuleNotFound, match="2027-01-01"):
        settle_period(later, *year_of(2027))


def test_a_cap_of_nought_is_refused(planned):
    """An empty cell means no cap; a nought typed instead would give nobody anything."""
    with pytest.raises(NothingHolds, match="b26 har taket 0 procent"):
        settle_period(with_contribution(planned, cap_percent=Fraction(0)), *YEAR)


def test_a_sum_that_no_workbook_can_recompute_is_refused(planned):
    """More than 100 million kronor does not fit the öre into a spreadsheet's numbers."""
    with pytest.raises(NothingHolds, match="mer än en arbetsbok kan räkna till öret"):
        settle_period(with_contribution(planned, amount_ore=10**10 + 1), *YEAR)


def test_every_municipality_gets_a_file_with_a_plain_name(settled, tmp_path):
    """Names without å, ä, ö survive every e-mail system and archive; the summary is first."""
    written = write_settlement(settled, tmp_path / "ut")
    expected = ["sammanstallning.xlsx", "1715-kil.xlsx", "1780-karlstad.xlsx", "1785-saffle.xlsx"]
    assert expected == [path.name for path in written]
    assert sorted(written) == sorted((tmp_path / "ut").iterdir())


def test_writing_twice_gives_the_same_bytes(settled, tmp_path):
    """A statement can be compared with the one that was sent."""
    first, second = (write_settlement(settled, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
