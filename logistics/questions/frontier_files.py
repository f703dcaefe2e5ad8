"""Write a frontier as files: a workbook with the choices, a picture, and what each library gets."""

from collections.abc import Iterator
from datetime import date

from logistics.questions.chart import frontier_chart
from logistics.questions.frontier import Frontier, Point
from logistics.timetable.book import Cell, Column, Table, workbook_bytes

WORKBOOK, PICTURE = "val.xlsx", "val.svg"


def plan_name(number: int) -> str:
    """The name of the plan file of a choice, by its number in the table."""
    return f"plan-{number:02d}.json"


def frontier_files(frontier: Frontier, issued_on: date) -> Iterator[tuple[str, bytes]]:
    """Name and content of the workbook and the picture; the same frontier and day give the same bytes."""
    tables = (_best(frontier), _visits(frontier), _all(frontier))
    subject = f"{frontier.dataset.settings.title} – vad service kostar"
    yield WORKBOOK, workbook_bytes(tables, subject=subject, issued_on=issued_on)
    yield PICTURE, frontier_chart(frontier)


_FIGURES = (
    Column(heading="Kostnad i veckan (kr)", width=15, kind="kr"),
    Column(heading="Besök i veckan", width=10, kind="count"),
    Column(heading="Dagar till framkomst", width=12, kind="hundredths"),
    Column(heading="Dagar, direkt i bilen", width=12, kind="hundredths"),
    Column(heading="Billigaste veckan bevisad", width=13),
)


def _best(frontier: Frontier) -> Table:
    return Table(
        sheet_name="Val",
        title="Val som inget annat val slår",
        notes=(*_notes(frontier), "Planen för varje val ligger i samma mapp."),
        columns=(
            Column(heading="Nr", width=6, kind="count"),
            Column(heading="Val", width=60),
            *_FIGURES,
            Column(heading="Planfil", width=16),
        ),
        rows=[
            (number, point.service.words, *_figures(point), plan_name(number))
            for number, point in enumerate(frontier.best, start=1)
        ],
        landscape=True,
    )


def _visits(frontier: Frontier) -> Table:
    stops = frontier.dataset.stops
    return Table(
        sheet_name="Besök",
        title="Besök i veckan för varje bibliotek",
        notes=("Samma nummer som i bladet Val.",),
        columns=(
            Column(heading="Bibliotek", width=34),
            *(
                Column(heading=str(number), width=6, kind="count")
                for number in range(1, len(frontier.best) + 1)
            ),
        ),
        rows=[
            (stop.name, *(len(point.plan.pattern_of(stop.id)) for point in frontier.best)) for stop in stops
        ],
        landscape=True,
        dense=True,
    )


def _all(frontier: Frontier) -> Table:
    standing = {id(point) for point in frontier.best}
    ordered = sorted(frontier.points, key=lambda point: point.cost_ore)
    return Table(
        sheet_name="Alla prövade",
        title="Alla val som prövades",
        notes=_notes(frontier),
        columns=(Column(heading="Val", width=60), *_FIGURES, Column(heading="Slås av ett annat", width=11)),
        rows=[
            (point.service.words, *_figures(point), "nej" if id(point) in standing else "ja")
            for point in ordered
        ]
        + [(service.words, None, None, None, None, "går inte", None) for service in frontier.impossible],
        landscape=True,
        dense=True,
    )


def _notes(frontier: Frontier) -> tuple[str, ...]:
    tried = "" if frontier.tried_all else " Tiden räckte inte till alla val; fler kan finnas."
    return (
        "Ett val slås av ett annat som i inget är sämre (kostnad, besök, dagar) och i något bättre.",
        "Dagar till framkomst: kalenderdagar från inlämning på en vardag (före bilen) till framkomst, i medeltal",
        f"över alla lådor, sorterade i navet över natten.{tried}",
    )


def _figures(point: Point) -> tuple[Cell, ...]:
    proven = "ja" if point.certificate.is_optimal else "nej"
    days = (round(100 * point.days), round(100 * point.direct_days))
    return point.cost_ore, point.visits, *days, proven
