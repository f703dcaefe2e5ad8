"""Find the time in a changed plan file that does not follow from the others.

A plan is written with no time to spare: the van arrives when it has driven, begins when the stop opens, and
leaves when the service is done. A legal plan may dawdle, so this is asked of changed files only, to say which
figure it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from logistics.swedish import weekday_name
from logistics.verifying.finding import Finding
from routes.cost import legs
from routes.plan import Break, Run, WeekPlan
from routes.problem import Problem

REST = "rest"  # told by its length
Times = Mapping[str, int]  # of a run, by where each stands in the file


def wrong_times(plan: WeekPlan, problem: Problem) -> Iterator[Finding]:
    """Every time that the other times of its run contradict."""
    for number, run in enumerate(plan.runs):
        yield from _wrong_times_of(number, run, problem)


def _wrong_times_of(number: int, run: Run, problem: Problem) -> Iterator[Finding]:
    """The differences of the run, told by the fewest figures: the departure or the rest may be what is wrong."""
    says = _times(run)
    shifts_s = {
        says[place] - is_s for place, is_s in _differences(says, _times(_driven(run, problem))).items()
    }
    readings = [run, *_rested_otherwise(run, problem, shifts_s)]
    readings += [replace(run, depart_s=run.depart_s + shift_s) for shift_s in sorted(shifts_s)]
    follow = [_times(_driven(reading, problem)) for reading in readings]
    likely = min(follow, key=lambda times: len(_differences(says, times)))
    for place, should_be_s in _differences(says, likely).items():
        say = _length if place == REST else _clock
        yield Finding(
            figure=f"runs[{number}].{place}",
            says=str(says[place]),
            should_be=str(should_be_s),
            sentence=f"{_name(place, run, problem)} på {weekday_name(run.weekday)}ar med"
            f" {problem.vehicle(run.vehicle_id).name}: filen säger {say(says[place])}, men de andra tiderna ger"
            f" {say(should_be_s)}.",
        )


def _rested_otherwise(run: Run, problem: Problem, shifts_s: set[int]) -> Iterator[Run]:
    """The run with a rest of the length that the rule asks for, or that the other times ask for."""
    rule = problem.vehicle(run.vehicle_id).break_rule
    if run.rest and rule:
        lengths_s = {rule.length_s, *(run.rest.end_s - run.rest.begin_s + shift_s for shift_s in shifts_s)}
        for length_s in sorted(lengths_s):
            yield replace(run, rest=Break(begin_s=run.rest.end_s - length_s, end_s=run.rest.end_s))
            yield replace(run, rest=Break(begin_s=run.rest.begin_s, end_s=run.rest.begin_s + length_s))


def _driven(run: Run, problem: Problem) -> Run:
    """The run with its departure and rest, and every other time as it follows from them."""
    ways, rest = problem.ways(run.vehicle_id, run.weekday), run.rest
    now_s, visits = run.depart_s, []
    for (here, there), visit in zip(legs(run, problem), (*run.visits, None), strict=True):
        drives_s = ways.leg_s(here, there)
        if rest and now_s <= rest.begin_s <= now_s + drives_s:
            now_s += rest.end_s - rest.begin_s
            rest = None
        now_s += drives_s
        if visit is not None:
            stop = problem.stop(visit.stop_id)
            window = stop.windows[run.weekday]
            begin_s = max(now_s, window.opens_s) if window else now_s
            crates = visit.delivered_crates + visit.collected_crates
            leave_s = begin_s + stop.service_fixed_s + stop.service_per_crate_s * crates
            visits.append(replace(visit, arrive_s=now_s, begin_s=begin_s, leave_s=leave_s))
            now_s = leave_s
    return replace(run, visits=tuple(visits), return_s=now_s)


def _times(run: Run) -> Times:
    visits = {
        f"visits[{k}].{name}": getattr(visit, name)
        for k, visit in enumerate(run.visits)
        for name in ("arrive_s", "begin_s", "leave_s")
    }
    rest = {REST: run.rest.end_s - run.rest.begin_s} if run.rest else {}
    return {"depart_s": run.depart_s, **rest, **visits, "return_s": run.return_s}


def _differences(says: Times, follows: Times) -> Times:
    """What should be where they differ."""
    return {place: follows[place] for place in says if says[place] != follows[place]}


def _name(place: str, run: Run, problem: Problem) -> str:
    names = {"depart_s": "Avfärden", "return_s": "Återkomsten", REST: "Rastens längd"}
    if place in names:
        return names[place]
    number, field = place.removeprefix("visits[").split("].")
    what = {"arrive_s": "Ankomsten", "begin_s": "Besökets början", "leave_s": "Avfärden"}[field]
    return f"{what} hos {problem.stop(run.visits[int(number)].stop_id).name}"


def _clock(seconds: int) -> str:
    text = f"{seconds // 3600:02d}:{seconds % 3600 // 60:02d}"
    return text if seconds % 60 == 0 else f"{text}:{seconds % 60:02d}"


def _length(seconds: int) -> str:
    return f"{seconds // 60} min {seconds % 60} s" if seconds % 60 else f"{seconds // 60} min"
