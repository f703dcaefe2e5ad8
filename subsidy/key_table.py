"""Name every key, explain it in one Swedish sentence and one formula, and say what it measures."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from subsidy.measures import Count, KeyName, Measures
from subsidy.schemes import SCHEMES


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One way to share, with its Swedish name and explanation."""

    name: KeyName
    swedish: str
    sentence: str  # Swedish, one sentence
    formula: str  # Swedish words and signs
    measure: Callable[[Measures], Fraction | None]  # None: not measured
    is_name: bool = False  # of a consortium or a person: its capital stays inside a sentence

    @property
    def in_text(self) -> str:
        """The Swedish name as it stands inside a sentence."""
        return self.swedish if self.is_name else self.swedish[0].lower() + self.swedish[1:]


def _exact(value: Count | None) -> Fraction | None:
    return None if value is None else Fraction(value)


_COUNTED = (
    Key(
        name="equal",
        swedish="Lika",
        sentence="Alla får lika stor andel.",
        formula="andel = 1 ÷ antalet deltagare",
        measure=lambda _: Fraction(1),
    ),
    Key(
        name="population",
        swedish="Invånare",
        sentence="Andelen är kommunens del av alla invånare.",
        formula="andel = invånare ÷ alla invånare",
        measure=lambda player: Fraction(player.population),
    ),
    Key(
        name="visits",
        swedish="Besök",
        sentence="Andelen är kommunens del av bilens alla besök under veckan.",
        formula="andel = besök i veckan ÷ alla besök",
        measure=lambda player: Fraction(player.visits),
    ),
    Key(
        name="crates",
        swedish="Lådor",
        sentence="Andelen är kommunens del av alla lådor som skickas och tas emot under veckan.",
        formula="andel = lådor i veckan ÷ alla lådor",
        measure=lambda player: player.crates,
    ),
)
_COSTED = (
    Key(
        name="stand_alone",
        swedish="Egen kostnad",
        sentence="Andelen följer vad transporterna skulle ha kostat om kommunen hade kört dem ensam.",
        formula="andel = egen kostnad ÷ summan av allas egna kostnader",
        measure=lambda player: _exact(player.stand_alone_ore),
    ),
    Key(
        name="shapley",
        swedish="Shapleyvärde",
        sentence=(
            "Andelen följer vad kommunen i genomsnitt lägger till i kostnad, räknat över alla ordningar "
            "som deltagarna kan ansluta sig i."
        ),
        formula="andel = medelvärdet av (kostnad med − kostnad utan) över alla ordningar ÷ hela kostnaden",
        measure=lambda player: player.shapley_ore,
    ),
    Key(
        name="nucleolus",
        swedish="Nukleol",
        sentence=(
            "Andelen är den där gruppen med störst skäl att klaga har så litet skäl som möjligt, sedan "
            "nästa grupp, och så vidare."
        ),
        formula="minsta möjliga största (gruppens summa − gruppens egen kostnad), sedan näst största …",
        measure=lambda player: player.nucleolus_ore,
    ),
    Key(
        name="equal_profit",
        swedish="Lika besparing",
        sentence=(
            "Andelen är den där alla sparar så lika stor del av sin egen kostnad som möjligt, utan att "
            "någon grupp betalar mer än den skulle göra ensam."
        ),
        formula=(
            "minsta möjliga skillnad i (1 − belopp ÷ egen kostnad), då varje grupps summa ≤ dess egen kostnad"
        ),
        measure=lambda player: player.equal_profit_ore,
    ),
)
_WEIGHED = (
    Key(
        name="degressive_population",
        swedish="Avtagande invånartal",
        sentence="Andelen följer antalet invånare, där de som bor utöver en viss mängd väger lättare.",
        formula="andel = Σ (invånare i skiktet × skiktets vikt) ÷ summan för alla",
        measure=lambda player: player.weights.get("degressive_population"),
    ),
    Key(
        name="hub_distance",
        swedish="Avstånd",
        sentence="Andelen är kommunens del av alla vägavstånd från navet, räknade enkel väg till varje stopp.",
        formula="andel = meter från navet ÷ summan för alla",
        measure=lambda player: _exact(player.hub_distance_m),
    ),
    Key(
        name="average_volume",
        swedish="Treårssnitt av lådor",
        sentence="Andelen är kommunens del av alla lådor i genomsnitt under tre år.",
        formula="andel = (år 1 + år 2 + år 3) ÷ 3 ÷ summan för alla",
        measure=lambda player: player.average_crates,
    ),
)
_CONSORTIA: Mapping[KeyName, str] = {
    "south_central": "South Central",
    "librarylinknj": "LibraryLinkNJ",
    "orbis_cascade": "Orbis Cascade",
    "clic": "CLiC",
    "vestland": "Vestland",
    "akershus": "Akershus",
    "agder": "Agder",
    "lapland": "Lappland",
}


def _charge_of(name: KeyName) -> Callable[[Measures], Fraction | None]:
    return lambda player: player.weights.get(name)


_SCHEMED = tuple(
    Key(
        name=name,
        swedish=swedish,
        sentence=str(SCHEMES[name].sentence),
        formula=str(SCHEMES[name].formula),
        measure=_charge_of(name),
        is_name=True,
    )
    for name, swedish in _CONSORTIA.items()
)
KEYS: Mapping[KeyName, Key] = {key.name: key for key in (*_COUNTED, *_COSTED, *_WEIGHED, *_SCHEMED)}
