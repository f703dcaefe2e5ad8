"""Describe what a timetable says, before it becomes a page, a sheet or a calendar."""

from dataclasses import dataclass
from datetime import date

from logistics.calendar import SkippedVisit
from logistics.dataset import DataSet
from routes.plan import WeekPlan
from routes.problem import Problem

# How far from the planned time a library should expect the van: rural roads, weather and unloading at the
# stops before add up, and a quarter of an hour is what staff can plan a morning by. ILLUSTRATIVE until
# a season's real arrivals have been measured.
ARRIVAL_MARGIN_S = 15 * 60


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Season:
    """A week plan, what it was made from, and the dates between which it holds."""

    dataset: DataSet
    problem: Problem
    plan: WeekPlan
    first_date: date
    last_date: date
    issued_on: date  # the date from which "next" is counted, and of which every document says it is
    margin_s: int = ARRIVAL_MARGIN_S

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"the season ends {self.last_date}, before it begins {self.first_date}")
        if self.margin_s < 0:
            raise ValueError(f"the arrival margin cannot be negative: {self.margin_s}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRoad:
    """A road that is closed between two dates, both included, and that a run takes when it is open."""

    name: str  # its ends: `Sunne–Munkfors`
    first_date: date
    last_date: date
    reason: str

    def __post_init__(self) -> None:
        if self.last_date < self.first_date:
            raise ValueError(f"a road opens again before it closes: {self}")

    def is_closed_on(self, day: date) -> bool:
        """Whether the road is closed that day."""
        return self.first_date <= day <= self.last_date


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyVisit:
    """One library on one weekday: when to expect the van and what it brings and takes."""

    weekday: int
    earliest_s: int  # the window of arrival
    latest_s: int
    crates_in: int
    crates_out: int
    run_id: str
    closed_roads: tuple[ClosedRoad, ...] = ()  # closed at times, and driven on the way to this visit

    def __post_init__(self) -> None:
        if not self.earliest_s <= self.latest_s:
            raise ValueError(f"a window of arrival ends before it begins: {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitDate:
    """One date on which the van comes."""

    date: date
    visit: WeeklyVisit

    @property
    def closed_roads(self) -> tuple[ClosedRoad, ...]:
        """The roads on the way that are closed that day."""
        return tuple(road for road in self.visit.closed_roads if road.is_closed_on(self.date))


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """One library's timetable."""

    id: str
    slug: str  # for file names and addresses
    name: str
    town: str
    address: str
    place_id: str
    visits: tuple[WeeklyVisit, ...]  # by weekday
    dates: tuple[VisitDate, ...]  # the whole season, ascending
    skipped: tuple[SkippedVisit, ...]  # the whole season, ascending

    def visit_on(self, weekday: int) -> WeeklyVisit | None:
        """The visit of that weekday; None for a day without one."""
        return next((visit for visit in self.visits if visit.weekday == weekday), None)

    def upcoming(self, on_or_after: date) -> tuple[VisitDate, ...]:
        """The visits of the season that have not been on that date."""
        return tuple(visit for visit in self.dates if visit.date >= on_or_after)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part of a way on one road."""

    road: str
    to_name: str  # the place where it ends
    distance_m: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """What lies between two consecutive stops of a run."""

    stretches: tuple[Stretch, ...]  # empty when both stops are in one place
    place_ids: tuple[str, ...]  # every place passed, ends included
    distance_m: int
    driving_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """The driver's break."""

    begin_s: int
    end_s: int
    on_road: bool  # False: at the stop that follows, after arriving and before the work there


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetStop:
    """One line of a driver's sheet: the way to a stop, a break on that way, and the work there."""

    number: int
    library: Library
    way: Way
    rest: Rest | None
    arrive_s: int
    begin_s: int
    leave_s: int
    crates_in: int
    crates_out: int
    crates_on_board: int  # when leaving


@dataclass(frozen=True, slots=True, kw_only=True)
class RunSheet:
    """One vehicle on one weekday, as its driver and the hub need it."""

    id: str  # also its slug: `mandag-bil-1`
    weekday: int
    number: int  # 1, 2, … within its day
    vehicle_name: str
    capacity_crates: int
    hub_name: str
    hub_address: str
    depart_s: int
    return_s: int
    crates_loaded: int  # at the hub, before departure
    stops: tuple[SheetStop, ...]
    way_home: Way
    rest_home: Rest | None
    closed_roads: tuple[ClosedRoad, ...]  # closed on dates of this run, the way home included

    @property
    def distance_m(self) -> int:
        """Metres from the hub and back to it."""
        return self.way_home.distance_m + sum(stop.way.distance_m for stop in self.stops)

    @property
    def rest(self) -> Rest | None:
        """The break, wherever on the run it falls."""
        return next((stop.rest for stop in self.stops if stop.rest), self.rest_home)

    @property
    def crates_returned(self) -> int:
        """Crates brought to the hub at the end."""
        return self.stops[-1].crates_on_board


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPlace:
    """A place on the map."""

    id: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """Everything that is printed for a season."""

    title: str
    county_name: str
    first_date: date
    last_date: date
    issued_on: date
    hub: MapPlace
    hub_address: str
    libraries: tuple[Library, ...]  # in alphabetical order
    runs: tuple[RunSheet, ...]  # by weekday and number
    places: tuple[MapPlace, ...]
    roads: tuple[tuple[str, str], ...]  # ids of the places each section joins

    def runs_on(self, weekday: int) -> tuple[RunSheet, ...]:
        """The runs of one weekday."""
        return tuple(run for run in self.runs if run.weekday == weekday)

    def run(self, run_id: str) -> RunSheet:
        """The run of that id; KeyError if there is none."""
        for run in self.runs:
            if run.id == run_id:
                return run
        raise KeyError(run_id)

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The weekdays that have runs."""
        return tuple(sorted({run.weekday for run in self.runs}))
