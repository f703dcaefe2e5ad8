"""Weigh players by degressive population, distance from the hub and three years' volume; explain every key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from subsidy.errors import Fault, SplitRefused
from subsidy.wording import NO_BREAK_SPACE, format_percent

YEARS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyNote:
    """How a key explains itself on the statement."""

    name: str
    swedish: str
    sentence: str  # Swedish, one sentence
    formula: str  # Swedish words and signs; `andel` sums to 1


KEY_NOTES: Mapping[str, KeyNote] = {
    note.name: note
    for note in (
        KeyNote(
            name="degressive_population",
            swedish="Invånare, avtagande",
            sentence="Andelen följer antalet invånare, där de som bor utöver en viss mängd väger lättare.",
            formula="andel = Σ (invånare i skiktet × skiktets vikt) ÷ summan för alla",
        ),
        KeyNote(
            name="hub_distance",
            swedish="Avstånd",
            sentence="Andelen är kommunens del av alla vägavstånd från navet, räknade enkel väg.",
            formula="andel = meter från navet ÷ summan för alla",
        ),
        KeyNote(
            name="average_volume",
            swedish="Lådor, treårssnitt",
            sentence="Andelen är kommunens del av alla lådor i genomsnitt under de tre senaste åren.",
            formula="andel = (år 1 + år 2 + år 3) ÷ 3 ÷ summan för alla",
        ),
        KeyNote(
            name="nucleolus",
            swedish="Nukleol",
            sentence=(
                "Andelen är den där gruppen med störst skäl att klaga har så litet skäl som möjligt, sedan "
                "nästa grupp, och så vidare."
            ),
            formula="minsta möjliga största (gruppens summa − gruppens egen kostnad), sedan näst största …",
        ),
        KeyNote(
            name="equal_profit",
            swedish="Lika besparing",
            sentence=(
                "Andelen är den där alla sparar så lika stor del av sin egen kostnad som möjligt, utan att "
                "någon grupp betalar mer än den skulle göra ensam."
            ),
            formula=(
                "minsta möjliga skillnad i (1 − belopp ÷ egen kostnad), då varje grupps summa ≤ dess egen "
                "kostnad"
            ),
        ),
    )
}

# The formulas of the keys in `subsidy.keys`, by name.
FORMULAS: Mapping[str, str] = {
    "equal": "andel = 1 ÷ antalet deltagare",
    "population": "andel = invånare ÷ alla invånare",
    "visits": "andel = besök i veckan ÷ alla besök",
    "crates": "andel = lådor i veckan ÷ alla lådor",
    "stand_alone": "andel = egen kostnad ÷ summan av allas egna kostnader",
    "shapley": "andel = medelvärdet av (kostnad med − kostnad utan) över alla ordningar ÷ hela kostnaden",
    **{note.name: note.formula for note in KEY_NOTES.values()},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """What each inhabitant above a number weighs, up to the next bracket."""

    above: int
    weight: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Brackets:
    """A degressive scale: from 0 upwards, each bracket weighing less than the one before."""

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
        """The sum over the brackets of the inhabitants in each times its weight."""
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
            weight, low = format_percent(bracket.weight), _grouped(bracket.above)
            if above is None:
                parts.append(f"{weight} över {low}" if bracket.above else weight)
            elif bracket.above == 0:
                parts.append(f"{weight} upp till {_grouped(above.above)}")
            else:
                parts.append(f"{weight} mellan {low} och {_grouped(above.above)}")
        return f"Varje invånare väger {', '.join(parts)}."


# No published scale for transports was found: this one is an example, to be replaced by a decision.
EXAMPLE_BRACKETS = Brackets(
    brackets=(
        Bracket(above=0, weight=Fraction(1)),
        Bracket(above=10_000, weight=Fraction(3, 4)),
        Bracket(above=30_000, weight=Fraction(1, 2)),
    ),
    source="Exempel, inget beslut",
)


def degressive_weights(population: Mapping[str, int], brackets: Brackets) -> dict[str, Fraction]:
    """Everyone's inhabitants, weighed by the brackets as a tax is by its scale; sorted by id.

    More inhabitants never weigh less: only those above a limit count at the lower weight.

    Examples
    --------
    >>> degressive_weights({"1780": 97_233}, EXAMPLE_BRACKETS)  # 10 000 + 20 000 x 3/4 + 67 233 x 1/2
    {'1780': Fraction(117233, 2)}
    """
    _refuse(_negative(population, "antalet invånare"))
    return {id_: brackets.weigh(population[id_]) for id_ in sorted(population)}


def distance_weights(distance_m: Mapping[str, int]) -> dict[str, Fraction]:
    """Everyone's metres from the hub, one way by road; 0 for who has the hub. Sorted by id."""
    _refuse(_negative(distance_m, "avståndet från navet"))
    return {id_: Fraction(distance_m[id_]) for id_ in sorted(distance_m)}


def average_volume_weights(
    crates: Mapping[str, Mapping[int, int | Fraction]], last_year: int
) -> dict[str, Fraction]:
    """Everyone's mean crates of the three years that end with `last_year`, by year; sorted by id.

    A year that is missing is refused, never left out of the mean: a mean of two years is another key.

    Raises
    ------
    SplitRefused
        A year is missing or negative; every fault is named.

    Examples
    --------
    >>> average_volume_weights({"1715": {2023: 10, 2024: 20, 2025: 31}}, 2025)
    {'1715': Fraction(61, 3)}
    """
    years = range(last_year - YEARS + 1, last_year + 1)
    faults = [
        Fault(
            rule="missing_year",
            sentence=f"{id_}: lådorna för {year} saknas, så snittet {years[0]}–{last_year} kan inte räknas ut.",
            facts={"id": id_, "year": year},
        )
        for id_ in sorted(crates)
        for year in years
        if year not in crates[id_]
    ]
    for year in years:
        known = {id_: by_year[year] for id_, by_year in crates.items() if year in by_year}
        faults += _negative(known, f"antalet lådor {year}")
    _refuse(faults)
    return {
        id_: sum((Fraction(crates[id_][year]) for year in years), Fraction(0)) * Fraction(1, YEARS)
        for id_ in sorted(crates)
    }


def shares_of(weights: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    """Everyone's part of the sum of weights; sums to 1, sorted by id.

    Raises
    ------
    SplitRefused
        There is nobody, a weight is negative, or all are zero.
    """
    faults = _negative(weights, "värdet")
    total = sum(weights.values(), Fraction(0))
    if not faults and total == 0:
        faults = [Fault(rule="zero_key", sentence="Alla värden är noll, så nyckeln kan inte fördela något.")]
    _refuse(faults)
    return {
        id_: Fraction(weights[id_]) * Fraction(total.denominator, total.numerator) for id_ in sorted(weights)
    }


def _negative(values: Mapping[str, int | Fraction], what: str) -> list[Fault]:
    return [
        Fault(
            rule="negative_measure",
            sentence=f"{id_}: {what} är negativt ({values[id_]}). Rätta underlaget.",
            facts={"id": id_},
        )
        for id_ in sorted(values)
        if values[id_] < 0
    ]


def _refuse(faults: Iterable[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise SplitRefused(found)


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NO_BREAK_SPACE)
