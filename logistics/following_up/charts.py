"""Lay out the page's bars: one for each municipality, and one for each year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from logistics.following_up.amounts import rounded, value_text
from logistics.following_up.figures import Part, YearFigures
from logistics.following_up.measures import Measure
from logistics.following_up.spread import spread_of
from logistics.following_up.volumes import YearCrates
from logistics.following_up.wording import spread_words
from logistics.swedish import alphabetical, count_text

WIDTH = 400
NAME_WIDTH, LONGEST_BAR = 112, 206  # the rest is for the values
ROW_HEIGHT, BAR_HEIGHT, TOP = 25, 16, 28
YEARS_SHOWN = 8  # more would not leave room for their numbers
COLUMN_TOP, COLUMN_HEIGHT, COLUMN_FOOT = 26, 170, 44


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar with its name and value, in units of the picture."""

    name: str
    text: str
    length: Decimal  # 0 where there is no value
    at: Decimal  # the upper edge of a lying bar, the left edge of a standing one
    is_estimate: bool = False  # drawn with stripes


@dataclass(frozen=True, slots=True, kw_only=True)
class BarChart:
    """A picture of bars, with what a screen reader says of it."""

    id: str
    title: str
    description: str
    height: int
    bars: tuple[Bar, ...]
    bar_width: Decimal = Decimal(BAR_HEIGHT)
    line_at: Decimal | None = None  # the median
    line_text: str = ""

    @property
    def has_estimates(self) -> bool:
        """Whether any bar is striped."""
        return any(bar.is_estimate for bar in self.bars)


def municipality_chart(year: YearFigures, measure: Measure) -> BarChart | None:
    """A lying bar for each municipality, longest first, and a line at the median; None if nothing is known."""
    spread = spread_of(measure, year.municipalities)
    if spread is None:
        return None
    ordered = sorted(year.municipalities, key=lambda part: _largest_first(measure, part))
    middle = value_text(spread.median, measure.kind)
    return BarChart(
        id=measure.key.replace("_", "-"),
        title=f"{measure.heading} {year.year}",
        description=(
            f"Liggande staplar för {count_text(spread.known, 'kommun', 'kommuner')}, störst överst:"
            f" {spread_words(spread)}"
        ),
        height=TOP + ROW_HEIGHT * len(ordered) + 6,
        bars=tuple(_lying(part, measure, spread.most, n) for n, part in enumerate(ordered)),
        line_at=NAME_WIDTH + _part_of(LONGEST_BAR, spread.median, spread.most),
        line_text=f"median {middle}",
    )


def years_chart(history: Sequence[YearCrates]) -> BarChart | None:
    """A standing bar for each of the last years; None if no year has crates."""
    shown = history[-YEARS_SHOWN:]
    most = max((year.counted for year in shown), default=Fraction())
    if not most:
        return None
    room = Fraction(WIDTH, len(shown))
    width = min(room * Fraction(2, 3), Fraction(64))
    texts = [_year_text(year) for year in shown]
    return BarChart(
        id="lador-per-ar",
        title=f"Flyttade lådor {shown[0].year}–{shown[-1].year}",
        description="Stående staplar. "
        + " ".join(f"{year.year}: {text}." for year, text in zip(shown, texts, strict=True)),
        height=COLUMN_TOP + COLUMN_HEIGHT + COLUMN_FOOT,
        bar_width=rounded(width, 1),
        bars=tuple(
            Bar(
                name=str(year.year),
                text=text,
                length=_part_of(COLUMN_HEIGHT, year.counted, most),
                at=rounded(room * n + (room - width) / 2, 1),
                is_estimate=bool(year.sampled),
            )
            for n, (year, text) in enumerate(zip(shown, texts, strict=True))
        ),
    )


def _year_text(year: YearCrates) -> str:
    return value_text(year.counted, "count") if year.stops_counted else "saknas"


def _largest_first(measure: Measure, part: Part) -> tuple[bool, Fraction, str]:
    value = measure.of(part.figures)
    return value is None, -(value or Fraction()), alphabetical(part.name)


def _lying(part: Part, measure: Measure, most: Fraction, row: int) -> Bar:
    value = measure.of(part.figures)
    return Bar(
        name=part.name,
        text="saknas" if value is None else value_text(value, measure.kind),
        length=_part_of(LONGEST_BAR, value or Fraction(), most),
        at=Decimal(TOP + ROW_HEIGHT * row),
        is_estimate=measure.over == "counted_ore" and bool(part.crates.sampled),
    )


def _part_of(length: int, value: Fraction, most: Fraction) -> Decimal:
    return rounded(length * value / most, 1) if most else Decimal(0)
