"""Word what a frontier shows, for the screen and as JSON."""

from collections.abc import Iterator

from logistics.questions.chart import days_text
from logistics.questions.frontier import Frontier, Point
from logistics.questions.frontier_files import plan_name
from logistics.questions.service import AS_IS
from logistics.swedish import amount_text, count_text

Line = tuple[str, str]  # a label, and what is said of it


def frontier_lines(frontier: Frontier) -> list[Line]:
    """Every choice that no other beats, the cheapest first, and what a visit more would cost least."""
    tried = len(frontier.points) + len(frontier.impossible)
    summary = (
        f"{count_text(tried, 'val', 'val')}, {len(frontier.impossible)} gick inte att planera,"
        f" {len(frontier.best)} slås inte av något annat"
    )
    unproven = sum(not point.certificate.is_optimal for point in frontier.points)
    return [
        ("Prövade", summary if frontier.tried_all else f"{summary}; tiden räckte inte till alla"),
        (
            "Bevisat",
            f"{unproven} val kan gå att göra billigare"
            if unproven
            else "inget av valen går att göra billigare",
        ),
        *_extra_visit(frontier),
        ("", ""),
        ("Nr", "Kostnad i veckan · besök · dagar till framkomst (direkt i bilen) · val"),
        *((str(number), _point_text(point)) for number, point in enumerate(frontier.best, start=1)),
    ]


def frontier_result(frontier: Frontier) -> dict[str, object]:
    """The same for a program, with every choice that was tried."""
    number_of = {id(point): number for number, point in enumerate(frontier.best, start=1)}
    return {
        "tried_all": frontier.tried_all,
        "points": [_point_result(point, number_of.get(id(point))) for point in frontier.points],
        "impossible": [service.words for service in frontier.impossible],
    }


def _extra_visit(frontier: Frontier) -> Iterator[Line]:
    """The library where one visit more than in the data set costs least, if all of that is proven."""
    own = next((point for point in frontier.points if point.service is AS_IS), None)
    steps = [p for p in frontier.points if len(p.service.demands) == 1 and own and p.visits > own.visits]
    if own and steps and all(point.certificate.is_optimal for point in (own, *steps)):
        least = min(steps, key=lambda point: point.cost_ore)
        more = amount_text(least.cost_ore - own.cost_ore)
        yield "Ett besök till", f"billigast för {least.service.words}: {more} mer i veckan"


def _point_text(point: Point) -> str:
    days = f"{days_text(point.days)} ({days_text(point.direct_days)})"
    proven = "" if point.certificate.is_optimal else " (inte bevisat billigast)"
    visits = count_text(point.visits, "besök", "besök")
    return f"{amount_text(point.cost_ore)}{proven} · {visits} · {days} · {point.service.words}"


def _point_result(point: Point, number: int | None) -> dict[str, object]:
    return {
        "words": point.service.words,
        "cost_ore": point.cost_ore,
        "visits": point.visits,
        "days": float(point.days),
        "direct_days": float(point.direct_days),
        "is_optimal": point.certificate.is_optimal,
        "is_beaten": number is None,
        "number": number,
        "plan": None if number is None else plan_name(number),
    }
