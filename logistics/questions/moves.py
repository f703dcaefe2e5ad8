"""Tell what moves between two plans: other weekdays, other vehicles, clearly other times."""

from dataclasses import dataclass

from routes.plan import Run, Visit, WeekPlan

CLEARLY_S = 30 * 60  # later or earlier: what a library would notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One weekday on which a stop is visited in both plans, but not alike."""

    weekday: int
    vehicle_before: str
    vehicle_after: str
    begin_before_s: int
    begin_after_s: int

    @property
    def is_other_vehicle(self) -> bool:
        """Whether another vehicle comes."""
        return self.vehicle_before != self.vehicle_after

    @property
    def is_other_time(self) -> bool:
        """Whether it comes clearly earlier or later."""
        return abs(self.begin_after_s - self.begin_before_s) >= CLEARLY_S


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What moves for one stop."""

    stop_id: str
    days_before: tuple[int, ...]
    days_after: tuple[int, ...]
    changes: tuple[Change, ...]  # on the weekdays of both plans

    @property
    def is_other_days(self) -> bool:
        """Whether the weekdays differ."""
        return self.days_before != self.days_after


def moves_between(before: WeekPlan, after: WeekPlan) -> tuple[Move, ...]:
    """Everything that moves, a stop at a time, in the order of the stops' ids."""
    old, new = _visits(before), _visits(after)
    moves = (_move(stop_id, before, after, old, new) for stop_id in sorted({s for _, s in old}))
    return tuple(move for move in moves if move.is_other_days or move.changes)


def _move(stop_id: str, before: WeekPlan, after: WeekPlan, old: "_Visits", new: "_Visits") -> Move:
    days_before, days_after = before.pattern_of(stop_id), after.pattern_of(stop_id)
    changes = (
        Change(
            weekday=day,
            vehicle_before=old[day, stop_id][0].vehicle_id,
            vehicle_after=new[day, stop_id][0].vehicle_id,
            begin_before_s=old[day, stop_id][1].begin_s,
            begin_after_s=new[day, stop_id][1].begin_s,
        )
        for day in days_before
        if day in days_after
    )
    return Move(
        stop_id=stop_id,
        days_before=days_before,
        days_after=days_after,
        changes=tuple(change for change in changes if change.is_other_vehicle or change.is_other_time),
    )


_Visits = dict[tuple[int, str], tuple[Run, Visit]]


def _visits(plan: WeekPlan) -> _Visits:
    return {(run.weekday, visit.stop_id): (run, visit) for run in plan.runs for visit in run.visits}
