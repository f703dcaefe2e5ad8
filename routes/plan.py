"""Say which vehicle visits which stops when, on every weekday."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One stop on one run; times are seconds after midnight."""

    stop_id: str
    arrive_s: int
    begin_s: int  # service begins; later than `arrive_s` when the van waits for the window
    leave_s: int
    delivered_crates: int
    collected_crates: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The driver's rest, on the road or before service at a stop."""

    begin_s: int
    end_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One vehicle, one weekday, from the hub and back to it."""

    weekday: int
    vehicle_id: str
    depart_s: int
    return_s: int
    visits: tuple[Visit, ...]
    rest: Break | None = None

    def __post_init__(self) -> None:
        if not self.visits:
            raise ValueError("a run visits at least one stop")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPlan:
    """The runs of every weekday, ordered by weekday and vehicle; the visit patterns follow from them."""

    runs: tuple[Run, ...]

    def runs_on(self, weekday: int) -> tuple[Run, ...]:
        """The runs of one weekday."""
        return tuple(run for run in self.runs if run.weekday == weekday)

    def pattern_of(self, stop_id: str) -> tuple[int, ...]:
        """The weekdays on which a stop is visited, ascending; empty for a stop that is never visited."""
        return tuple(
            sorted(run.weekday for run in self.runs for visit in run.visits if visit.stop_id == stop_id)
        )
