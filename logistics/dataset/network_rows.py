"""Describe the map and the vans: places, roads, closed roads, vehicles and their prices."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from logistics.dataset.columns import Problem, Row, column
from logistics.dataset.kinds import ID, TEXT, choice, optional
from logistics.dataset.library_rows import reversed_dates
from logistics.dataset.quantities import (
    CLOCK,
    DATE,
    KRONOR,
    LATITUDE,
    LONGITUDE,
    WEEKDAYS,
    YES_NO,
    minutes,
    whole,
)

PLACE_KINDS = ("main_library_town", "branch_or_pickup", "place", "junction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Row):
    """One point of the road map."""

    id: str = field(metadata=column(ID, "Platsens id i de andra tabellerna", "KIL"))
    name: str = field(metadata=column(TEXT, "Platsens namn på kartan", "Kil"))
    kind: str = field(
        metadata=column(
            choice(*PLACE_KINDS),
            "Huvudbibliotekets ort (main_library_town), filialort (branch_or_pickup), "
            "annan ort (place) eller vägkors (junction)",
            "main_library_town",
        )
    )
    lat: float = field(metadata=column(LATITUDE, "Latitud (WGS84)", "59.50234", unit="grader"))
    lon: float = field(metadata=column(LONGITUDE, "Longitud (WGS84)", "13.31277", unit="grader"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Road(Row):
    """One road section between two places."""

    from_place: str = field(metadata=column(ID, "Sträckans ena ände", "KAR", refers_to=("places.id",)))
    to_place: str = field(metadata=column(ID, "Sträckans andra ände", "HAM", refers_to=("places.id",)))
    road: str = field(metadata=column(TEXT, "Vägnummer eller vägnamn", "Lv 236"))
    length_m: int = field(metadata=column(whole(1), "Sträckans längd", "9000", unit="meter"))
    speed_kmh: int = field(metadata=column(whole(1, 130), "Medelhastighet för bilen", "50", unit="km/h"))
    one_way: bool = field(
        metadata=column(
            optional(YES_NO, empty=False), "Om sträckan bara får köras från from_place till to_place", "nej"
        )
    )

    def _contradictions(self) -> Iterator[Problem]:
        yield from _same_place(self.from_place, self.to_place)


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadClosure(Row):
    """Days on which a road section is closed, both ways."""

    from_place: str = field(metadata=column(ID, "Sträckans ena ände", "SUN", refers_to=("places.id",)))
    to_place: str = field(metadata=column(ID, "Sträckans andra ände", "MUN", refers_to=("places.id",)))
    first_date: date = field(metadata=column(DATE, "Första avstängda dagen", "2026-06-29"))
    last_date: date = field(metadata=column(DATE, "Sista avstängda dagen", "2026-07-24"))
    reason: str = field(metadata=column(TEXT, "Varför vägen är avstängd", "Beläggningsarbete"))

    def _contradictions(self) -> Iterator[Problem]:
        yield from _same_place(self.from_place, self.to_place)
        yield from reversed_dates(self.first_date, self.last_date, "last_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleRow(Row):
    """One vehicle with its driver, as stated in the data set; no break rule: its three fields are None."""

    id: str = field(metadata=column(ID, "Bilens id i de andra tabellerna", "bil-1"))
    name: str = field(metadata=column(TEXT, "Bilens namn i körlistan", "Bokbil 1"))
    capacity_crates: int = field(metadata=column(whole(1), "Lådor som ryms i bilen", "45", unit="lådor"))
    weekdays: frozenset[int] = field(metadata=column(WEEKDAYS, "Dagar som bilen går", "man tis ons tor fre"))
    earliest_departure_s: int = field(
        metadata=column(CLOCK, "Tidigaste avfärd från navet", "07:00", name="earliest_departure")
    )
    latest_return_s: int = field(
        metadata=column(CLOCK, "Senaste återkomst till navet", "17:00", name="latest_return")
    )
    longest_shift_s: int = field(
        metadata=column(
            minutes(1), "Längsta arbetspass med rast", "540", name="longest_shift_min", unit="minuter"
        )
    )
    break_after_s: int | None = field(
        metadata=column(
            optional(minutes(1)),
            "Rast senast efter så lång tid",
            "300",
            name="break_after_min",
            unit="minuter",
        )
    )
    break_s: int | None = field(
        metadata=column(optional(minutes(1)), "Rastens längd", "30", name="break_min", unit="minuter")
    )
    break_counts: Literal["work", "driving"] | None = field(
        metadata=column(
            optional(choice("work", "driving")),
            "Om tiden till rasten är arbete (work) eller körning (driving)",
            "work",
        )
    )

    runs_most: int = field(
        default=1,
        metadata=column(
            optional(whole(1, 9), empty=1), "Högst så många turer om dagen; tomt: en", "2", unit="turer/dag"
        ),
    )
    turnaround_s: int = field(
        default=0,
        metadata=column(
            optional(minutes(), empty=0),
            "Minsta tid vid navet mellan två turer; tomt: ingen",
            "30",
            name="turnaround_min",
            unit="minuter",
        ),
    )

    def _contradictions(self) -> Iterator[Problem]:
        if self.earliest_departure_s >= self.latest_return_s:
            problem = "latest_return är inte senare än earliest_departure"
            yield Problem(column="latest_return", problem=problem, remedy="ange ett senare klockslag")
        given = (self.break_after_s, self.break_s, self.break_counts)
        if None in given:
            if given != (None, None, None):
                problem = "rastregeln är bara delvis ifylld"
                remedy = "fyll i break_after_min, break_min och break_counts, eller ingen av dem"
                yield Problem(column="break_after_min", problem=problem, remedy=remedy)
            return
        if self.break_counts == "work":
            yield from self._second_break(self.break_after_s or 0, self.break_s or 0)
        if self.runs_most > 1 and self.turnaround_s < (self.break_s or 0):
            # The rule counts anew for each run, so the driver must have rested between them.
            problem = "tiden mellan två turer rymmer inte rasten"
            remedy = f"ange minst {-(-(self.break_s or 0) // 60)}"
            yield Problem(column="turnaround_min", problem=problem, remedy=remedy)

    def _second_break(self, after_s: int, length_s: int) -> Iterator[Problem]:
        # A run has one break; a longer shift would break Arbetstidslagen 15 § after it.
        longest_min = (2 * after_s + length_s) // 60
        if self.longest_shift_s > longest_min * 60:
            problem = "ett så långt arbetspass kräver två raster, och en tur har en"
            yield Problem(column="longest_shift_min", problem=problem, remedy=f"ange högst {longest_min}")


@dataclass(frozen=True, slots=True, kw_only=True)
class VehicleCost(Row):
    """What one vehicle costs from a date on, until its next row."""

    vehicle: str = field(metadata=column(ID, "Bilen", "bil-1", refers_to=("vehicles.id",)))
    valid_from: date = field(metadata=column(DATE, "Första dagen som priset gäller", "2026-01-01"))
    fixed_ore: int = field(
        metadata=column(KRONOR, "Fast pris för varje tur", "400.00", name="kr_per_run", unit="kr/tur")
    )
    per_km_ore: int = field(
        metadata=column(KRONOR, "Pris för varje kilometer", "5.50", name="kr_per_km", unit="kr/km")
    )
    per_hour_ore: int = field(
        metadata=column(
            KRONOR,
            "Pris för varje timme från avfärd till återkomst",
            "390.00",
            name="kr_per_hour",
            unit="kr/timme",
        )
    )
    source: str = field(metadata=column(TEXT, "Var priset står", "Avtal RV-2026-1"))


def _same_place(from_place: str, to_place: str) -> Iterator[Problem]:
    if from_place == to_place:
        problem = f"sträckan börjar och slutar i ”{to_place}”"
        yield Problem(column="to_place", problem=problem, remedy="ange en annan plats")
