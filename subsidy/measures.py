"""Hold what the keys know of each player."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, get_args

KeyName = Literal[
    "equal", "population", "visits", "crates", "stand_alone", "shapley", "nucleolus", "equal_profit",
    "degressive_population", "hub_distance", "average_volume",
    "south_central", "librarylinknj", "orbis_cascade", "clic", "vestland", "akershus", "agder", "lapland",
]  # fmt: skip
Count = int | Fraction  # whole in one timetable; the mean of several may not be
KEY_NAMES: tuple[KeyName, ...] = get_args(KeyName)
YEARS = 3  # of which the average volume is the mean


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What the keys know of one player: a municipality, or the region for the stops that it bears itself.

    A week is an ordinary week of the timetable; of several timetables it is the mean of their weeks. None is what
    was not measured, because no key needed it.
    """

    id: str  # SCB code, or the county's code for the region
    name: str
    population: int  # 0 for the region
    visits: Count  # of the van, per week
    crates: Fraction  # sent and received, per week
    stand_alone_ore: Count | None = None  # c({player}): the week's cost of serving this player alone
    shapley_ore: Fraction | None = None  # of the week's cost
    shapley_within_ore: int | None = None  # half of its confidence interval; None: it is exact
    nucleolus_ore: Fraction | None = None  # of the week's cost
    equal_profit_ore: Fraction | None = None  # of the week's cost
    hub_distance_m: Count | None = None  # by road from the hub, one way, summed over the stops
    yearly_crates: tuple[tuple[int, Fraction], ...] | None = None  # sent and received in each of three years
    site_days: tuple[int, ...] | None = None  # visits per week of each stop
    service_days: int | None = None  # weekdays on which some stop is visited
    truck_visits: Count | None = None  # those visits that the terms count as on a truck's round
    # Of the region: the key by which it bears what its stops cost before the others share the rest by a key
    # that cannot measure it. None: it shares by every key, as a municipality does.
    bears_by: KeyName | None = None
    weights: Mapping[KeyName, Fraction] = field(default_factory=dict)  # what a key's terms make of it all

    @property
    def average_crates(self) -> Fraction | None:
        """The mean of the three years' crates."""
        if self.yearly_crates is None or len(self.yearly_crates) != YEARS:
            return None
        return sum((crates for _, crates in self.yearly_crates), Fraction(0)) * Fraction(1, YEARS)


def count_of(value: Fraction) -> Count:
    """A mean as it is kept: a whole number where it is one.

    >>> count_of(Fraction(6, 2)), count_of(Fraction(5, 2))
    (3, Fraction(5, 2))
    """
    return value.numerator if value.denominator == 1 else value
