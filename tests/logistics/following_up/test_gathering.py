"""From a settled plan and counted crates to the figures of a year."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from logistics.calendar import service_dates
from logistics.following_up.gathering import gather, settle_year
from logistics.periods import year_of
from logistics.settling import settle_period
from logistics.week_costs import price_week
from tests.logistics.dataset.small import FINANCE, PAYOUT
from tests.logistics.following_up.worked import volume

KIL, KARLSTAD, SAFFLE, REGION = "1715", "1780", "1785", "17"


def figures(follow, id_):
    return follow.year.part(id_).figures


def test_costs_are_those_of_the_settlement(follow):
    """Whoever reads the follow-up may have the statement beside it."""
    settlement = follow.settlement
    assert settlement.basis.cost_ore == follow.year.whole.cost_ore
    costs = {part.id: part.figures.cost_ore for part in follow.year.parts}
    assert settlement.cost.costs_ore == costs


def test_the_region_pays_the_awards_and_its_own_stops(follow):
    """The hospital is nobody else's to pay."""
    awards_ore = follow.settlement.split.awards_ore
    assert awards_ore[KIL] == figures(follow, KIL).paid_ore
    own = figures(follow, REGION)
    assert own.cost_ore == own.paid_ore
    assert sum(awards_ore.values()) + own.cost_ore == follow.year.whole.paid_ore


def test_visits_of_the_year_are_those_that_the_timetable_keeps(follow):
    """Kil on Mondays and Wednesdays, no holidays, and not while it takes stock (9-13 March)."""
    closed = {date(2026, 3, day) for day in range(9, 14)}
    days = [day for day in service_dates(*year_of(2026)) if day.weekday() in (0, 2) and day not in closed]
    assert (2, len(days)) == (figures(follow, KIL).visits_a_week, figures(follow, KIL).visits)


def test_crates_are_each_municipality_s_half_of_what_it_counted(follow):
    """Karlstad: 320 in 4 weeks are 4 160 a year; Kil 1 100; the hospital in Säffle 52, the region's."""
    crates = [figures(follow, id_).crates for id_ in (KARLSTAD, KIL, REGION)]
    assert [2080, 550, 26] == crates
    assert (2656, 53_120) == (follow.year.whole.crates, follow.items)


def test_who_has_no_stops_has_no_crates(follow):
    """Säffle's only stop is the hospital, which the region bears."""
    assert (None, 0, 0) == (
        figures(follow, SAFFLE).crates,
        figures(follow, SAFFLE).visits,
        follow.year.part(SAFFLE).crates.stops,
    )


def test_last_year_takes_its_crates_from_the_newest_data_set(follow):
    """The older plan's data set held none; the newer one knows both years."""
    assert [1950, Fraction("520.25"), 26] == [
        follow.last.part(id_).figures.crates for id_ in (KARLSTAD, KIL, REGION)
    ]


def test_an_older_count_stands_where_the_newer_data_set_has_none(counted):
    """A count that was corrected since is the corrected one; one that was dropped is still known."""
    this = settle_year(counted, 2026)
    older = (volume("KIL", 2025, 1), volume("KIL", 2024, 2000))
    last = replace(this, year=2025, volumes=older)
    found = gather(this, title="", items_per_crate=1, last=last)
    rows = {(count.row.stop, count.row.year): count.row.crates for count in found.counts}
    assert (Fraction("1040.5"), 2000) == (rows["KIL", 2025], rows["KIL", 2024])


def test_of_a_statement_alone_no_visits_of_the_year_are_known(counted):
    """It holds no timetable: unknown is not nought."""
    this = settle_year(counted, 2026)
    last = replace(this, year=2025, visits=None, stops=None, volumes=())
    found = gather(this, title="", items_per_crate=1, last=last)
    assert (None, 1950) == (found.last.whole.visits, found.last.part(KARLSTAD).figures.crates)


def test_stops_that_only_a_statement_tells_of_have_no_crates(counted):
    """The region bore the hospital last year; now nobody does, and what it moved is not known."""
    this = settle_year(counted, 2026)
    without = replace(this, stops={id_: own for id_, own in this.stops.items() if id_ != REGION})
    last = replace(this, year=2025, visits=None, stops=None)
    found = gather(without, title="", items_per_crate=1, last=last)
    assert (None, ("Region Värmland",)) == (
        found.last.part(REGION).figures.crates,
        found.last.part(REGION).crates.missing,
    )


def test_a_stop_that_changed_bearer_counts_where_it_was(counted):
    """The hospital was Säffle's in 2025 and is the region's in 2026."""
    this = settle_year(counted, 2026)
    stops = {**this.stops, SAFFLE: this.stops[REGION]}
    del stops[REGION]
    last = replace(this, year=2025, stops=stops)
    found = gather(this, title="", items_per_crate=1, last=last)
    bearers = {(c.row.year, c.bearer) for c in found.counts if c.row.stop == "SAF"}
    assert {(2025, SAFFLE), (2026, REGION)} == bearers
    assert 26 == found.last.part(SAFFLE).figures.crates


def test_counts_after_the_year_are_left_out(counted):
    """Followed up again later, a year is as it was."""
    volumes = (*counted.dataset.volumes, volume("KIL", 2027, 9999))
    later = replace(counted, dataset=replace(counted.dataset, volumes=volumes))
    found = gather(settle_year(later, 2026), title="", items_per_crate=1)
    assert [2024, 2025, 2026] == [year.year for year in found.history]


def test_the_notes_are_those_of_the_statements(planned):
    """Prices change in July, and a road is closed that the runs would drive."""
    statements = settle_period(planned, *year_of(2026)).summary.notes
    assert statements == settle_year(planned, 2026).notes
    assert any("priser ändras under perioden" in note for note in statements)


def test_estimated_values_are_noted_here_too(planned, monkeypatch):
    """A share that may be some kronor off must not look exact in another document."""
    estimated = replace(price_week(planned), note="Shapleyvärdet är uppskattat.")
    monkeypatch.setattr("logistics.measuring.price_week", lambda _: estimated)
    assert "Shapleyvärdet är uppskattat." == settle_year(planned, 2026).notes[-1]


def test_a_year_is_followed_up_whatever_the_accounts_are(planned):
    """Nobody is paid by a follow-up: a missing account and a wrong one are for the settlement to refuse."""
    rules = planned.dataset.rules + PAYOUT
    unpayable = replace(planned.dataset, rules=rules, accounts=(), finance=FINANCE.replace("2346", "2347"))
    found = settle_year(replace(planned, dataset=unpayable), 2026)
    assert settle_year(planned, 2026).settlement.cost.costs_ore == found.settlement.cost.costs_ore
