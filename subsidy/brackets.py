"""Weigh inhabitants by a degressive scale, as a tax is by its own."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from subsidy.wording import format_percent, format_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What each inhabitant above a number weighs, up to the next bracket."""

    above: int
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Brackets:
    """A degressive scale: from 0 upwards, each bracket weighing less than the one before.

    More inhabitants never weigh less: only those above a limit count at the lower weight.
    """

    brackets: tuple[Bracket, ...]
    source: str  # the decision, or that the scale is an example

    def __post_init__(self) -> None:
        if not self.brackets or self.brackets[0].above != 0:
            raise ValueError(f"the first bracket starts at 0: {self.brackets}")
        if any(a.above >= b.above or a.weight <= b.weight for a, b in pairwise(self.brackets)):
            raise ValueError(f"brackets must rise and their weights fall: {self.brackets}")
        if self.brackets[-1].weight < 0 or self.brackets[0].weight == 0:
            raise ValueError(f"weights cannot be negative or all zero: {self.brackets}")

    def weigh(self, population: int) -> Fraction:
        """The sum over the brackets of the inhabitants in each times its weight.

        Examples
        --------
        >>> full, half = Bracket(above=0, weight=Fraction(1)), Bracket(above=10_000, weight=Fraction(1, 2))
        >>> Brackets(brackets=(full, half), source="").weigh(97_233)  # 10 000 + 87 233 x 1/2
        Fraction(107233, 2)
        """
        ends = [bracket.above for bracket in self.brackets[1:]] + [population]
        return sum(
            (
                bracket.weight * max(0, min(population, end) - bracket.above)
                for bracket, end in zip(self.brackets, ends, strict=True)
            ),
            Fraction(0),
        )

    @property
    def sentence(self) -> str:
        """The scale in Swedish words."""
        parts = []
        for bracket, above in zip(self.brackets, (*self.brackets[1:], None), strict=True):
            weight, low = format_percent(bracket.weight), format_whole(bracket.above)
            if above is None:
                parts.append(f"{weight} över {low}" if bracket.above else weight)
            elif bracket.above == 0:
                parts.append(f"{weight} upp till {format_whole(above.above)}")
            else:
                parts.append(f"{weight} mellan {low} och {format_whole(above.above)}")
        return f"Varje invånare väger {', '.join(parts)}."
