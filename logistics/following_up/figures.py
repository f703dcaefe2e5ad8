"""Hold what a year's transports moved, cost and were paid by, for one municipality or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from logistics.following_up.volumes import YearCrates
from subsidy.measures import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The counts and sums of one year that every quotient is made from."""

    population: int  # 0 for the region's own stops
    visits_a_week: Count
    visits: int | None  # in the year; None: not known
    crates: Fraction | None  # moved in the year; None: not known, or no stops
    cost_ore: int
    paid_ore: int  # by the region: the award, and all of what the region bears itself
    # Without those of whose crates some are not known: a cost per crate must not divide their cost too.
    counted_ore: int
    counted_population: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One municipality, or the region for the stops that it bears itself."""

    id: str
    name: str
    is_region: bool
    figures: Figures
    crates: YearCrates


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """A year: the municipalities by SCB code, then the region if it bears stops."""

    year: int
    parts: tuple[Part, ...]

    @property
    def municipalities(self) -> tuple[Part, ...]:
        """The parts that are municipalities: those that are compared with each other."""
        return tuple(part for part in self.parts if not part.is_region)

    @property
    def counted(self) -> tuple[Part, ...]:
        """The parts whose crates are known."""
        return tuple(part for part in self.parts if part.figures.crates is not None)

    @property
    def whole(self) -> Figures:
        """All parts together; the crates are those of the parts whose crates are known."""
        return _whole([part.figures for part in self.parts])

    def part(self, id_: str) -> Part | None:
        """The part of that id; None if that year had none."""
        return next((part for part in self.parts if part.id == id_), None)


def part_figures(
    *,
    population: int,
    visits: tuple[Count, int | None],  # in a week, in the year
    crates: YearCrates,
    cost_ore: int,
    paid_ore: int,
) -> Figures:
    """The figures of one part."""
    is_known = not crates.missing
    return Figures(
        population=population,
        visits_a_week=visits[0],
        visits=visits[1],
        crates=crates.moved,
        cost_ore=cost_ore,
        paid_ore=paid_ore,
        counted_ore=cost_ore if is_known else 0,
        counted_population=population if is_known else 0,
    )


def _whole(parts: Sequence[Figures]) -> Figures:
    visits = [part.visits for part in parts if part.visits is not None]
    crates = [part.crates for part in parts if part.crates is not None]
    return Figures(
        population=sum(part.population for part in parts),
        visits_a_week=sum(part.visits_a_week for part in parts),
        visits=sum(visits) if len(visits) == len(parts) else None,
        crates=sum(crates, Fraction()) if crates else None,
        cost_ore=sum(part.cost_ore for part in parts),
        paid_ore=sum(part.paid_ore for part in parts),
        counted_ore=sum(part.counted_ore for part in parts),
        counted_population=sum(part.counted_population for part in parts),
    )
