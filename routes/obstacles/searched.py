"""Say what a search, or a proof, found impossible for stops together."""

from routes.errors import Obstacle
from routes.problem import Problem


def no_week(problem: Problem) -> Obstacle:
    """Every choice of days and routes was tried, and none serves all stops."""
    return Obstacle(
        rule="no_week",
        sentence=f"No choice of days and runs serves all {len(problem.stops)} stops, though each alone can be"
        " served.",
        remedy="More vehicles, longer shifts, wider windows or fewer visits may make it possible.",
        facts={"stops": len(problem.stops)},
    )


def no_plan_found(problem: Problem, unserved: tuple[int, ...], seconds: int) -> Obstacle:
    """A search ended with some stops left out, which proves nothing."""
    names = tuple(problem.stops[i].name for i in unserved)
    return Obstacle(
        rule="no_plan_found",
        sentence=f"No week plan was found in {seconds} s: the best one left out {', '.join(names)}. That does not"
        " prove that there is none.",
        remedy="Try again with more time; or give more vehicles, longer shifts, wider windows or fewer visits.",
        facts={"stops": names, "seconds": seconds},
    )


def too_few_vehicles(problem: Problem, unserved: tuple[int, ...], more: int | None) -> Obstacle:
    """The vehicles cannot serve all stops, though each alone; at least `more` are needed."""
    names = tuple(problem.stops[i].name for i in unserved)
    remedy = (
        "More vehicles alone would not help: lengthen shifts or windows, or ask for fewer visits."
        if more is None
        else f"More vehicles are needed (at least {more}), or longer shifts, larger vehicles or fewer visits."
    )
    return Obstacle(
        rule="too_few_vehicles",
        sentence=f"The vehicles cannot serve {', '.join(names)} in one week together with the others.",
        remedy=remedy,
        facts={"stops": names, "more": more or 0},
    )
