"""Find how far municipalities lie from each other: the least, the median and the most."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from logistics.following_up.figures import Part
from logistics.following_up.measures import Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """One measure over the municipalities for which it is known."""

    measure: Measure
    least: Fraction
    median: Fraction  # of an even number, the mean of the two in the middle
    most: Fraction
    least_names: tuple[str, ...]
    most_names: tuple[str, ...]
    known: int  # municipalities


def spread_of(measure: Measure, parts: Sequence[Part]) -> Spread | None:
    """The spread of a measure; None if it is known for nobody."""
    known = [(value, part.name) for part in parts if (value := measure.of(part.figures)) is not None]
    if not known:
        return None
    values = sorted(value for value, _ in known)
    return Spread(
        measure=measure,
        least=values[0],
        median=_median(values),
        most=values[-1],
        least_names=tuple(name for value, name in known if value == values[0]),
        most_names=tuple(name for value, name in known if value == values[-1]),
        known=len(known),
    )


def _median(values: Sequence[Fraction]) -> Fraction:
    middle = len(values) // 2
    return values[middle] if len(values) % 2 else (values[middle - 1] + values[middle]) / 2
