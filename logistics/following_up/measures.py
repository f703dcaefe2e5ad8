"""List the measures of a follow-up: each one figure over another, said the same way everywhere."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from logistics.following_up.figures import Figures
from logistics.swedish import NO_BREAK_SPACE

Base = Literal[
    "population", "visits_a_week", "visits", "crates", "cost_ore", "paid_ore", "counted_ore", "counted_population"
]  # fmt: skip
Kind = Literal["count", "tidy", "tenths", "kr", "percent"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A figure of a year, or one over another."""

    key: str
    heading: str  # Swedish
    kind: Kind
    over: Base
    under: Base | None = None
    scale: Fraction = Fraction(1)
    meaning: str  # Swedish, one sentence

    def of(self, figures: Figures) -> Fraction | None:
        """The value; None where it is not known, or nothing over nothing.

        Kronor for "kr", a part of 1 for "percent".
        """
        over = getattr(figures, self.over)
        if over is None:
            return None
        if self.under is None:
            return Fraction(over) * self.scale
        under = getattr(figures, self.under)
        return Fraction(over) / under * self.scale if under else None


_ORE = Fraction(1, 100)
_THOUSAND = f"1{NO_BREAK_SPACE}000"

COST = Measure(
    key="cost",
    heading="Kostnad",
    kind="kr",
    over="cost_ore",
    scale=_ORE,
    meaning="Kostnad är vad årets turer kostar enligt tidtabell och priser, fördelad som i avräkningen.",
)
PAID = Measure(
    key="paid",
    heading="Regionen betalar",
    kind="kr",
    over="paid_ore",
    scale=_ORE,
    meaning="Regionen betalar bidraget till kommunerna och hela kostnaden för de stopp som regionen själv bär.",
)
REGION_SHARE = Measure(
    key="region_share",
    heading="Regionens andel",
    kind="percent",
    over="paid_ore",
    under="cost_ore",
    meaning="Regionens andel är det som regionen betalar delat med kostnaden.",
)
CRATES = Measure(
    key="crates",
    heading="Flyttade lådor",
    kind="count",
    over="crates",
    meaning=(
        "Flyttade lådor: biblioteken räknar lådor som de skickar och tar emot. Varje låda räknas alltså i båda"
        " ändar och delas lika mellan avsändare och mottagare, så att summan är alla lådor som har flyttats."
    ),
)
VISITS_A_WEEK = Measure(
    key="visits_a_week",
    heading="Besök i veckan",
    kind="tidy",
    over="visits_a_week",
    meaning="Besök i veckan är bilens besök i en vecka utan helgdagar.",
)
VISITS = Measure(
    key="visits",
    heading="Besök under året",
    kind="count",
    over="visits",
    meaning="Besök under året är tidtabellens besök utan helgdagar och dagar då biblioteket har stängt.",
)
PER_CRATE = Measure(
    key="per_crate",
    heading="Kostnad per låda",
    kind="kr",
    over="counted_ore",
    under="crates",
    scale=_ORE,
    meaning="Kostnad per låda är kostnaden delad med flyttade lådor.",
)
PER_VISIT = Measure(
    key="per_visit",
    heading="Kostnad per besök",
    kind="kr",
    over="cost_ore",
    under="visits",
    scale=_ORE,
    meaning="Kostnad per besök är kostnaden delad med besöken under året.",
)
PER_INHABITANT = Measure(
    key="per_inhabitant",
    heading="Kostnad per invånare",
    kind="kr",
    over="cost_ore",
    under="population",
    scale=_ORE,
    meaning="Kostnad per invånare är kostnaden delad med folkmängden i datamängden.",
)
CRATES_PER_1000 = Measure(
    key="crates_per_1000",
    heading=f"Lådor per {_THOUSAND} invånare",
    kind="tenths",
    over="crates",
    under="counted_population",
    scale=Fraction(1000),
    meaning=f"Lådor per {_THOUSAND} invånare är flyttade lådor delade med folkmängden, gånger {_THOUSAND}.",
)

# What the region's whole year is told by, and what municipalities are compared by.
WHOLE = (
    CRATES, VISITS_A_WEEK, VISITS, COST, PAID, REGION_SHARE, PER_CRATE, PER_VISIT, PER_INHABITANT, CRATES_PER_1000
)  # fmt: skip
COMPARED = (PER_CRATE, PER_VISIT, PER_INHABITANT, REGION_SHARE, VISITS_A_WEEK, CRATES_PER_1000)
AGAINST_LAST_YEAR = (CRATES, PER_CRATE, PER_INHABITANT, REGION_SHARE)
