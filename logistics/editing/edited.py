"""Make a plan of an edited table: the crates follow the weekdays, the times follow the order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from logistics.dataset.raw import RawTable
from logistics.editing.table import ReadRow, read_rows
from logistics.editing.timing import Call, Order, time_run
from logistics.errors import DataFaults, Fault, QuestionRefused
from logistics.planning import Planned
from logistics.questions.moves import Move, moves_between
from logistics.questions.questions import Figures, figures_of
from logistics.questions.reading import find_named
from logistics.swedish import weekday_name
from routes.check import find_violations
from routes.errors import Violation
from routes.patterns import collected_crates, delivered_crates, gap_days
from routes.plan import Run, WeekPlan
from routes.problem import Problem

RunName = tuple[int, str, int]  # weekday, vehicle id, and the number of the run


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Edited:
    """An edited plan beside the one it was made from."""

    planned: Planned
    plan: WeekPlan
    violations: tuple[Violation, ...]  # empty: the plan keeps every rule
    moves: tuple[Move, ...]
    before: Figures
    after: Figures


def edit_plan(planned: Planned, path: Path) -> Edited:
    """The plan of a table, timed and priced; runs that were not touched keep their times.

    Raises
    ------
    DataFaults
        With every fault of the table.
    OSError
        The file cannot be read.
    """
    plan = _plan(planned, _read_runs(planned.problem, path))
    return Edited(
        planned=planned,
        plan=plan,
        violations=find_violations(plan, planned.problem),
        moves=moves_between(planned.plan, plan),
        before=figures_of(planned.plan, planned.problem),
        after=figures_of(plan, planned.problem),
    )


def _plan(planned: Planned, runs: Mapping[RunName, "_Run"]) -> WeekPlan:
    days = {
        stop_id: tuple(sorted(name[0] for name, run in runs.items() if stop_id in run.stop_ids))
        for stop_id in {stop_id for run in runs.values() for stop_id in run.stop_ids}
    }
    problem, timed, back_s = planned.problem, [], dict[tuple[int, str], int]()
    for (weekday, vehicle_id, _), run in sorted(runs.items()):
        calls = tuple(_call(problem, stop_id, days[stop_id], weekday) for stop_id in run.stop_ids)
        driven = _as_planned(planned.plan, weekday, vehicle_id, calls, run.departure_s)
        if driven is None:
            vehicle = problem.vehicle(vehicle_id)
            driven = time_run(
                Order(problem=problem, vehicle=vehicle, weekday=weekday, calls=calls),
                not_before_s=back_s.get((weekday, vehicle_id), 0),
                departure_s=run.departure_s,
            )
        back_s[weekday, vehicle_id] = driven.return_s + problem.vehicle(vehicle_id).turnaround_s
        timed.append(driven)
    return WeekPlan(runs=tuple(timed))


def _call(problem: Problem, stop_id: str, days: tuple[int, ...], weekday: int) -> Call:
    stop, gap = problem.stop(stop_id), gap_days(days, weekday)
    return stop, (delivered_crates(stop, gap), collected_crates(stop, gap))


def _as_planned(
    plan: WeekPlan, weekday: int, vehicle_id: str, calls: Sequence[Call], departure_s: int | None
) -> Run | None:
    """The run of the plan that does just this, if there is one."""
    wanted = [(stop.id, *crates) for stop, crates in calls]
    for run in plan.runs_on(weekday):
        done = [(v.stop_id, v.delivered_crates, v.collected_crates) for v in run.visits]
        if run.vehicle_id == vehicle_id and done == wanted and departure_s in (None, run.depart_s):
            return run
    return None


@dataclass(slots=True)
class _Run:
    """A run as its rows tell it."""

    stop_ids: list[str]
    departure_s: int | None = None


def _read_runs(problem: Problem, path: Path) -> dict[RunName, _Run]:
    """The runs of a table, refused with all faults at once."""
    raw, rows, faults = read_rows(path)
    reading = _Reading(problem, raw, faults)
    named = [(reading.name(row), reading.stop_id(row), row) for row in rows]
    known = [(name, stop_id, row) for name, stop_id, row in named if name and stop_id]
    reading.refuse_repeated(known)
    runs: dict[RunName, _Run] = {}
    for name, stop_id, row in sorted(known, key=lambda each: (each[0], each[2].row.position)):
        run = runs.setdefault(name, _Run([]))
        run.stop_ids.append(stop_id)
        run.departure_s = reading.departure_s(run.departure_s, row)
    if reading.faults:
        raise DataFaults(tuple(sorted(reading.faults, key=lambda fault: fault.row or 0)))
    return runs


class _Reading:
    """Understands rows, and gathers what cannot be understood."""

    def __init__(self, problem: Problem, raw: RawTable, faults: list[Fault]) -> None:
        self.raw, self.faults = raw, faults
        self.stops = {stop.id: stop.name for stop in problem.stops}
        self.vehicles = {vehicle.id: vehicle.name for vehicle in problem.vehicles}

    def name(self, read: ReadRow) -> RunName | None:
        """The run that a row belongs to."""
        vehicle_id = self._found(read, "vehicle", self.vehicles, "Bilen")
        return vehicle_id and (read.row.weekday, vehicle_id, read.row.run)  # type: ignore[return-value]

    def stop_id(self, read: ReadRow) -> str | None:
        """The stop of a row."""
        return self._found(read, "stop", self.stops, "Biblioteket")

    def departure_s(self, known_s: int | None, read: ReadRow) -> int | None:
        """The departure of a run after one more of its rows."""
        new_s = read.row.departure_s
        if known_s is not None and new_s is not None and known_s != new_s:
            remedy = "skriv samma tid på turens rader, eller bara på den första"
            self._add(read, "departure", "turen har en annan avfärd på en annan rad", remedy)
        return new_s if known_s is None else known_s

    def refuse_repeated(self, rows: Sequence[tuple[RunName, str, ReadRow]]) -> None:
        """No library twice on a day, no place of a run twice."""
        visits: dict[tuple[int, str], int] = {}
        places: dict[tuple[RunName, int], int] = {}
        for name, stop_id, read in rows:
            line = visits.setdefault((name[0], stop_id), read.line)
            if line != read.line:
                problem = (
                    f"{self.stops[stop_id]} står redan på rad {line} samma dag ({weekday_name(name[0])})"
                )
                self._add(read, "stop", problem, "behåll en av raderna")
            line = places.setdefault((name, read.row.position), read.line)
            if line != read.line:
                problem = f"plats {read.row.position} på turen står redan på rad {line}"
                self._add(read, "position", problem, "numrera turens besök från 1")

    def _found(self, read: ReadRow, column: str, names: Mapping[str, str], what: str) -> str | None:
        try:
            return find_named(read.texts[column], names, what)
        except QuestionRefused as refusal:
            problem, _, remedy = refusal.sentence.rstrip(".").replace("; ", ". ").partition(". ")
            self._add(
                read, column, problem, remedy[:1].lower() + remedy[1:] if remedy[-1:] != "?" else remedy
            )
            return None

    def _add(self, read: ReadRow, column: str, problem: str, remedy: str) -> None:
        self.faults.append(self.raw.fault(read.line, column, read.texts[column], problem, remedy=remedy))
