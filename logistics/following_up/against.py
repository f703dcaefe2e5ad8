"""Set a year's measures beside last year's, where the two can be compared."""

from dataclasses import dataclass
from fractions import Fraction

from logistics.following_up.figures import Figures, YearFigures
from logistics.following_up.measures import Measure

_CRATE_BASES = {"crates", "counted_ore", "counted_population"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One measure in both years; None where a value, or what follows from it, is not known."""

    measure: Measure
    now: Fraction | None
    then: Fraction | None

    @property
    def difference(self) -> Fraction | None:
        """How much more it is now."""
        return None if self.now is None or self.then is None else self.now - self.then

    @property
    def relative(self) -> Fraction | None:
        """The difference as a part of last year's value; None for shares, and where that was nothing."""
        if self.difference is None or not self.then or self.measure.kind == "percent":
            return None
        return self.difference / self.then


def change_of(measure: Measure, now: Figures, then: Figures | None) -> Change:
    """A measure of one part in both years."""
    return Change(measure=measure, now=measure.of(now), then=None if then is None else measure.of(then))


def whole_change(measure: Measure, now: YearFigures, then: YearFigures | None) -> Change:
    """A measure of all together; crates are compared only when the same parts counted them in both years."""
    if then is None or (is_of_crates(measure) and not is_counted_alike(now, then)):
        return Change(measure=measure, now=measure.of(now.whole), then=None)
    return change_of(measure, now.whole, then.whole)


def is_of_crates(measure: Measure) -> bool:
    """Whether a measure is known only for those whose crates are."""
    return bool({measure.over, measure.under} & _CRATE_BASES)


def is_counted_alike(now: YearFigures, then: YearFigures) -> bool:
    """Whether the crates of the same parts are known in both years."""
    return {part.id for part in now.counted} == {part.id for part in then.counted}
