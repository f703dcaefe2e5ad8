"""Turn what is known of each player into shares: six keys and their weighted mixes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, get_args

from subsidy.errors import Fault, SplitRefused

KeyName = Literal["equal", "population", "visits", "crates", "stand_alone", "shapley"]
KEY_NAMES: tuple[KeyName, ...] = get_args(KeyName)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What the keys know of one player: a municipality, or the region for the stops that it bears itself."""

    id: str  # SCB code, or the county's code for the region
    name: str
    population: int  # 0 for the region
    visits: int  # of the van, per week
    crates: Fraction  # sent and received, per week
    stand_alone_ore: int | None  # c({player}): the week's cost of serving this player alone
    shapley_ore: Fraction | None  # of the week's cost; None, like above, is not measured: no key needs it


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One way to share, with its Swedish name and explanation."""

    name: KeyName
    swedish: str
    sentence: str  # Swedish, one sentence
    measure: Callable[[Measures], Fraction | None]  # None: not measured


KEYS: Mapping[KeyName, Key] = {
    key.name: key
    for key in (
        Key(
            name="equal",
            swedish="Lika",
            sentence="Alla får lika stor andel.",
            measure=lambda _: Fraction(1),
        ),
        Key(
            name="population",
            swedish="Invånare",
            sentence="Andelen är kommunens del av alla invånare.",
            measure=lambda player: Fraction(player.population),
        ),
        Key(
            name="visits",
            swedish="Besök",
            sentence="Andelen är kommunens del av bilens alla besök under veckan.",
            measure=lambda player: Fraction(player.visits),
        ),
        Key(
            name="crates",
            swedish="Lådor",
            sentence="Andelen är kommunens del av alla lådor som skickas och tas emot under veckan.",
            measure=lambda player: player.crates,
        ),
        Key(
            name="stand_alone",
            swedish="Egen kostnad",
            sentence="Andelen följer vad transporterna skulle ha kostat om kommunen hade kört dem ensam.",
            measure=lambda player: (
                None if player.stand_alone_ore is None else Fraction(player.stand_alone_ore)
            ),
        ),
        Key(
            name="shapley",
            swedish="Shapleyvärde",
            sentence=(
                "Andelen följer vad kommunen i genomsnitt lägger till i kostnad, räknat över alla ordningar "
                "som deltagarna kan ansluta sig i."
            ),
            measure=lambda player: player.shapley_ore,
        ),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyMix:
    """Keys and their positive weights, which sum to 1."""

    parts: tuple[tuple[KeyName, Fraction], ...]

    def __post_init__(self) -> None:
        names = [name for name, _ in self.parts]
        unknown = [name for name in names if name not in KEYS]
        if unknown:
            raise ValueError(f"unknown keys: {unknown}; the keys are {list(KEY_NAMES)}")
        if len(set(names)) < len(names):
            raise ValueError(f"a key stands twice in the mix: {names}")
        if any(weight <= 0 for _, weight in self.parts):
            raise ValueError(f"the weights of a mix must be positive: {self.parts}")
        if sum(weight for _, weight in self.parts) != 1:
            raise ValueError(f"the weights of a mix must sum to 1: {self.parts}")

    @property
    def names(self) -> tuple[KeyName, ...]:
        """The keys of the mix, in order."""
        return tuple(name for name, _ in self.parts)


def mix_keys(weights: Mapping[KeyName, Fraction]) -> KeyMix:
    """The mix with these weights, in the order of `KEY_NAMES`; keys of weight zero are left out.

    Raises
    ------
    ValueError
        A key is unknown, a weight is negative, or the weights do not sum to 1.
    """
    known = tuple((name, weights[name]) for name in KEY_NAMES if weights.get(name))
    unknown = tuple((name, weight) for name, weight in weights.items() if name not in KEYS)
    return KeyMix(parts=known + unknown)


def key_shares(name: KeyName, players: Sequence[Measures]) -> dict[str, Fraction]:
    """Each player's share by one key; the shares sum to 1, sorted by id.

    Raises
    ------
    SplitRefused
        The key cannot be used: see `find_faults`.
    """
    return mixed_shares(KeyMix(parts=((name, Fraction(1)),)), players)


def mixed_shares(mix: KeyMix, players: Sequence[Measures]) -> dict[str, Fraction]:
    """Each player's share by a mix: the weighted sum of its shares by each key, sorted by id.

    Raises
    ------
    SplitRefused
        A key of the mix cannot be used: see `find_faults`.
    """
    faults = find_faults(mix, players)
    if faults:
        raise SplitRefused(faults)
    shares = {player.id: Fraction(0) for player in sorted(players, key=lambda player: player.id)}
    for name, weight in mix.parts:
        values = measured_values(name, players)
        total = sum(values.values())
        for id_, value in values.items():
            shares[id_] += weight * value / total
    return shares


def measured_values(name: KeyName, players: Sequence[Measures]) -> dict[str, Fraction]:
    """What a key measures of each player, by id; players of whom it is not measured are left out."""
    values = ((player.id, KEYS[name].measure(player)) for player in players)
    return {id_: value for id_, value in values if value is not None}


def find_faults(mix: KeyMix, players: Sequence[Measures]) -> tuple[Fault, ...]:
    """Every reason why these players cannot share by this mix; empty when they can.

    A negative value is refused by every key. For the Shapley value this is a rule of ours: it is negative
    only when serving the player saves money for the others, and then a share "by Shapley value" would be a
    payment, which the region's decision does not speak of.
    """
    if not players:
        return (Fault(rule="no_players", sentence="Det finns ingen att fördela på."),)
    twice = [id_ for id_, count in Counter(player.id for player in players).items() if count > 1]
    faults = [
        Fault(rule="player_twice", sentence=f"{id_} finns med två gånger i underlaget.", facts={"id": id_})
        for id_ in twice
    ]
    for name in mix.names:
        faults += _faults_of_key(KEYS[name], players)
    return tuple(faults)


def _faults_of_key(key: Key, players: Sequence[Measures]) -> list[Fault]:
    faults = [_fault_of_value(key, player, key.measure(player)) for player in players]
    named = [fault for fault in faults if fault is not None]
    if not named and not any(key.measure(player) for player in players):
        sentence = f"Alla värden för nyckeln {key.swedish} är noll, så den kan inte fördela något."
        return [Fault(rule="zero_key", sentence=sentence, facts={"key": key.name})]
    return named


def _fault_of_value(key: Key, player: Measures, value: Fraction | None) -> Fault | None:
    if value is None:
        rule, what = "missing_measure", "saknas"
    elif value < 0:
        rule, what = "negative_measure", f"är negativt ({value})"
    else:
        return None
    return Fault(
        rule=rule,
        sentence=f"{player.name}: värdet för nyckeln {key.swedish} {what}. Rätta underlaget eller välj en "
        "annan nyckel.",
        facts={"id": player.id, "key": key.name},
    )
