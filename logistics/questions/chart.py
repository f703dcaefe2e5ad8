"""Draw cost against days to arrival as an SVG picture whose marks differ in shape as well as in colour."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

from jinja2 import Environment, PackageLoader, StrictUndefined

from logistics.questions.frontier import Frontier, Point
from logistics.questions.service import AS_IS
from logistics.swedish import amount_text, count_text, number_text

WIDTH, HEIGHT = 820, 560
LEFT, RIGHT, TOP, BOTTOM = 74, 28, 70, 96  # room for titles, numbers and the legend
TICKS = 6  # about so many on an axis
NAME_ROOM = 15  # between two numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """One line across the picture, and what stands at its end."""

    at: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One choice on the picture."""

    x: float
    y: float
    words: str  # for a pointer held on it, and for screen readers
    number: str = ""  # beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A span of values and where it falls on the picture."""

    low: float
    high: float
    step: float
    begin: float
    end: float

    def place(self, value: float) -> float:
        """Where a value falls."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.begin + share * (self.end - self.begin), 1)

    def ticks(self, decimals: int) -> list[Tick]:
        """The lines across."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + n * self.step for n in range(count + 1)]
        return [Tick(at=self.place(v), text=number_text(Decimal(str(round(v, 6))), decimals)) for v in values]


def frontier_chart(frontier: Frontier) -> bytes:
    """The picture, with a title, a description and every text as text."""
    best = frontier.best
    costs = _axis([point.cost_ore / 100 for point in frontier.points], LEFT, WIDTH - RIGHT)
    days = _axis([float(point.days) for point in frontier.points], HEIGHT - BOTTOM, TOP)

    def mark(point: Point) -> Mark:
        x, y = costs.place(point.cost_ore / 100), days.place(float(point.days))
        return Mark(x=x, y=y, words=_words(point))

    standing = {id(point) for point in best}
    env = Environment(
        loader=PackageLoader("logistics.questions"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    svg = env.get_template("frontier.svg").render(
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=WIDTH - RIGHT,
        top=TOP,
        bottom=HEIGHT - BOTTOM,
        title=frontier.dataset.settings.title,
        description=_description(frontier, best),
        cost_ticks=costs.ticks(0),
        day_ticks=days.ticks(max(0, -floor(log10(days.step)))),
        best=_numbered([mark(point) for point in best]),
        line=[mark(p) for n, p in enumerate(best) if all(p.days < q.days for q in best[:n])],
        beaten=[mark(p) for p in frontier.points if id(p) not in standing and p.service is not AS_IS],
        as_is=[mark(p) for p in frontier.points if p.service is AS_IS],
    )
    return svg.encode()


def _numbered(marks: Sequence[Mark]) -> list[Mark]:
    """The marks with their numbers, where there is room beside the ones before."""
    numbered: list[Mark] = []
    for number, mark in enumerate(marks, start=1):
        near = (
            m
            for m in numbered
            if m.number and abs(m.x - mark.x) < NAME_ROOM and abs(m.y - mark.y) < NAME_ROOM
        )
        numbered.append(mark if any(near) else replace(mark, number=str(number)))
    return numbered


def _axis(values: Sequence[float], begin: float, end: float) -> Axis:
    """An axis from and to round numbers."""
    low, high = min(values), max(values)
    rough = max(high - low, abs(high) / 10, 1e-6) / TICKS
    size = 10.0 ** floor(log10(rough))
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    return Axis(low=first * step, high=last * step, step=step, begin=begin, end=end)


def days_text(days: Fraction) -> str:
    """Days with two decimals: `2,54 dagar`."""
    return f"{number_text(Decimal(days.numerator) / days.denominator, 2)} dagar"


def _words(point: Point) -> str:
    visits = count_text(point.visits, "besök", "besök")
    return f"{amount_text(point.cost_ore)}, {visits}, {days_text(point.days)}: {point.service.words}"


def _description(frontier: Frontier, best: Sequence[Point]) -> str:
    first, last = best[0], best[-1]
    return (
        f"Punktdiagram. Vågrätt: veckans kostnad i kronor. Lodrätt: dagar till framkomst i medeltal."
        f" {count_text(len(frontier.points), 'val', 'val')} prövades och {len(best)} slås inte av något annat."
        f" Det billigaste kostar {amount_text(first.cost_ore)} och ger {days_text(first.days)};"
        f" det dyraste av dem kostar {amount_text(last.cost_ore)} och ger {days_text(last.days)}."
    )
