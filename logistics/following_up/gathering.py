"""Gather what a follow-up shows: this year, the year before, and the crates of every year."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from logistics.calendar import visit_dates
from logistics.cost_notes import cost_notes
from logistics.dataset import DataSet, StopRow, Volume
from logistics.following_up.figures import Part, YearFigures, part_figures
from logistics.following_up.volumes import YearCrates, crates_by_year, crates_of_year
from logistics.measuring import measuring_notes
from logistics.periods import Period, period_of_year, year_of
from logistics.planning import Planned
from logistics.seasons import Plans, stretches_of
from logistics.settling import settlement_of
from subsidy.keys import Measures
from subsidy.statement import Settlement

Stops = Mapping[str, Mapping[str, str]]  # the names of each bearer's stops, by their ids


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SettledYear:
    """A settled year, and as much of its plans as is known: a statement alone holds no timetable."""

    year: int
    settlement: Settlement
    visits: Mapping[str, int] | None = None  # in the year, by bearer
    stops: Stops | None = None
    volumes: tuple[Volume, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedStop:
    """One count of the volumes table with its stop's name."""

    stop_name: str
    bearer: str  # of the cost: the id of a part
    row: Volume


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FollowUp:
    """Everything that a workbook and a page of one year show."""

    title: str
    settlement: Settlement
    year: YearFigures
    last: YearFigures | None
    history: tuple[YearCrates, ...]  # all stops together, year by year, until this year
    counts: tuple[CountedStop, ...]  # by year and stop
    items_per_crate: int
    notes: tuple[str, ...]  # on the cost, as in the statements

    @property
    def region(self) -> str:
        """The name of the region."""
        return self.settlement.basis.issuer.name

    @property
    def items(self) -> Fraction | None:
        """The items moved in the year, estimated."""
        crates = self.year.whole.crates
        return None if crates is None else crates * self.items_per_crate


def settle_year(plans: Plans, year: int) -> SettledYear:
    """A calendar year of its plans, settled, with the notes of its statements; nothing is paid by it.

    Raises
    ------
    LogisticsError, RoutesError, SubsidyError
        The year cannot be settled: see `settlement_of`.
    """
    settlement = settlement_of(plans, *period_followed(plans.dataset, year))
    notes = (
        *cost_notes(plans, *year_of(year), settlement.basis.players),
        *measuring_notes(plans, settlement.rule),
    )
    return _settled_year(plans, settlement, year, notes)


def settle_earlier(planned: Planned, year: int) -> SettledYear:
    """A calendar year of an older plan, settled.

    Raises
    ------
    LogisticsError, RoutesError, SubsidyError
        The year cannot be settled: see `settlement_of`.
    """
    settlement = settlement_of(planned, *period_followed(planned.dataset, year))
    return _settled_year(planned, settlement, year, ())


def period_followed(dataset: DataSet, year: int) -> Period:
    """The calendar year, where one contribution is decided for exactly that.

    Raises
    ------
    NothingHolds, DataFaults
        As `period_of_year`.
    """
    remedy = "En uppföljning gäller ett helt kalenderår med ett bidrag, för lådor räknas år för år."
    return period_of_year(dataset, year, remedy)


def gather(
    this: SettledYear, *, title: str, items_per_crate: int, last: SettledYear | None = None
) -> FollowUp:
    """What the transports of a year achieved, beside `last` if it is given."""
    stops = this.stops or {}
    volumes = _merged(this.volumes, last.volumes if last else ())
    # A stop may have changed bearer: years gone by are told as they were then.
    names = {**_names(stops), **_names(last.stops if last and last.stops else {})}
    shown = [row for row in volumes if row.stop in names and row.year <= this.year]
    return FollowUp(
        title=title,
        settlement=this.settlement,
        year=_figures(this, stops, volumes),
        last=_figures(last, last.stops or stops, volumes) if last else None,
        history=crates_by_year(
            shown,
            {id_: name for own in stops.values() for id_, name in own.items()},
            former={id_: name for id_, (name, _) in names.items()},
            until=this.year,
        ),
        counts=tuple(
            _counted_stop(row, _names(stops) if row.year == this.year else names)
            for row in sorted(shown, key=lambda row: (row.year, names[row.stop][1], row.stop))
        ),
        items_per_crate=items_per_crate,
        notes=this.notes,
    )


def _settled_year(plans: Plans, settlement: Settlement, year: int, notes: tuple[str, ...]) -> SettledYear:
    stretches = stretches_of(plans, *year_of(year))
    visits: Counter[str] = Counter()
    volumes: tuple[Volume, ...] = ()
    for each in stretches:
        dataset = each.planned.dataset
        for stop in dataset.stops:
            dates = visit_dates(dataset, each.planned.plan, stop.id, each.first, each.last)
            visits[stop.bearer] += len(dates)
        volumes = _merged(dataset.volumes, volumes)  # the latest data set has the latest counts
    return SettledYear(
        year=year,
        settlement=settlement,
        visits=visits,
        stops=_stops_by_bearer(stop for each in stretches for stop in each.planned.dataset.stops),
        volumes=volumes,
        notes=notes,
    )


def _stops_by_bearer(rows: Iterable[StopRow]) -> dict[str, dict[str, str]]:
    """The names of the stops that each municipality, or the region, bears, by their ids: as it was last."""
    stops: dict[str, dict[str, str]] = {}
    for stop in {row.id: row for row in rows}.values():
        stops.setdefault(stop.bearer, {})[stop.id] = stop.name
    return stops


def _counted_stop(row: Volume, names: Mapping[str, tuple[str, str]]) -> CountedStop:
    name, bearer = names[row.stop]
    return CountedStop(stop_name=name, bearer=bearer, row=row)


def _merged(rows: Iterable[Volume], earlier: Iterable[Volume]) -> tuple[Volume, ...]:
    """The rows, and of an earlier data set those that the newer one does not have."""
    known = tuple(rows)
    taken = {(row.stop, row.year) for row in known}
    return (*known, *(row for row in earlier if (row.stop, row.year) not in taken))


def _names(stops: Stops) -> dict[str, tuple[str, str]]:
    """Name and bearer of every stop."""
    return {id_: (name, bearer) for bearer, own in stops.items() for id_, name in own.items()}


def _figures(settled: SettledYear, stops: Stops, volumes: tuple[Volume, ...]) -> YearFigures:
    settlement, visits = settled.settlement, settled.visits
    members = {municipality.code for municipality in settlement.basis.municipalities}
    return YearFigures(
        year=settled.year,
        parts=tuple(
            _part(
                settlement,
                player,
                is_region=player.id not in members,
                visits=None if visits is None else visits.get(player.id, 0),
                crates=crates_of_year(volumes, settled.year, _stops_of(player, settled, stops)),
            )
            for player in settlement.basis.sorted_players
        ),
    )


def _stops_of(player: Measures, settled: SettledYear, stops: Stops) -> Mapping[str, str]:
    """A player's stops; where only others' are known, one in its own name, which nobody has counted."""
    is_unknown = settled.stops is None and player.id not in stops and player.visits
    return {"": player.name} if is_unknown else stops.get(player.id, {})


def _part(
    settlement: Settlement, player: Measures, *, is_region: bool, visits: int | None, crates: YearCrates
) -> Part:
    cost_ore = settlement.cost.costs_ore[player.id]
    return Part(
        id=player.id,
        name=player.name,
        is_region=is_region,
        crates=crates,
        figures=part_figures(
            population=player.population,
            visits=(player.visits, visits),
            crates=crates,
            cost_ore=cost_ore,
            paid_ore=cost_ore if is_region else settlement.split.awards_ore[player.id],
        ),
    )
