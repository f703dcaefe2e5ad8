"""Put the crates that the libraries counted in place of those that the plan expected."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from logistics.dataset import DataSet
from logistics.swedish import count_text, list_text
from subsidy.measures import KeyName, Measures
from subsidy.statement import Basis

# What they share by follows the crates of a week; that of average_volume and south_central is the mean of three
# years before.
CRATE_KEYS: frozenset[KeyName] = frozenset({"crates", "clic", "lapland"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The players with counted crates, or as they were, and a sentence on which it is."""

    players: tuple[Measures, ...]
    is_counted: bool
    sentence: str  # Swedish


def counted_players(datasets: Sequence[DataSet], basis: Basis) -> Counted:
    """The players with the crates a week that were counted in the year that is settled, reported or sampled.

    Counted and expected crates are never mixed: if one stop lacks its count, all keep the plan's. So they do in a
    period that is no calendar year, for the table does not say in which weeks of a year crates were counted, and
    where the data sets of the period's timetables differ in stops or counts.
    """
    dataset, players, year = datasets[-1], basis.players, basis.calendar_year
    if year is None:
        sentence = (
            "Lådorna är de som planen räknade med: tabellen volumes har lådor för hela kalenderår, inte för"
            f" {basis.period_name}."
        )
        return Counted(players=players, is_counted=False, sentence=sentence)
    if len({_countable(each, year) for each in datasets}) > 1:
        sentence = (
            "Lådorna är de som planerna räknade med: periodens tidtabeller har inte samma stopp, eller inte samma"
            f" lådor för {year} i tabellen volumes."
        )
        return Counted(players=players, is_counted=False, sentence=sentence)
    per_week = {row.stop: row.crates * Fraction(1, row.weeks) for row in dataset.volumes if row.year == year}
    missing = [stop.name for stop in dataset.stops if stop.id not in per_week]
    if missing:
        return Counted(players=players, is_counted=False, sentence=_expected(missing, dataset, year))
    crates = {
        player.id: sum((per_week[stop.id] for stop in dataset.stops if stop.bearer == player.id), Fraction())
        for player in players
    }
    sampled = sum(row.method == "sampled" for row in dataset.volumes if row.year == year)
    return Counted(
        players=tuple(replace(player, crates=crates[player.id]) for player in players),
        is_counted=True,
        sentence=(
            f"Lådorna är de som biblioteken räknade {year}: {_stops(len(per_week) - sampled)} rapporterade och"
            f" {_stops(sampled)} räknade under stickprovsveckor."
        ),
    )


def _countable(dataset: DataSet, year: int) -> Hashable:
    """What counted crates of a year follow from."""
    stops = frozenset((stop.id, stop.bearer) for stop in dataset.stops)
    return stops, frozenset(row for row in dataset.volumes if row.year == year)


def _expected(missing: Sequence[str], dataset: DataSet, year: int) -> str:
    if len(missing) == len(dataset.stops):
        return f"Lådorna är de som planen räknade med: inga är räknade {year} (tabellen volumes)."
    named = list_text(missing) if len(missing) <= 3 else _stops(len(missing))
    return (
        f"Lådorna är de som planen räknade med, för {named} saknar räknade lådor {year} (tabellen volumes);"
        " räknade och planerade lådor blandas inte."
    )


def _stops(number: int) -> str:
    return count_text(number, "stopp", "stopp")
