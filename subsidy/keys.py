"""Turn what is known of each player into shares: keys and their weighted mixes.

The region has no inhabitants and has agreed to no key. So it first bears what its own stops cost (its
`bears_by`), and by most keys the municipalities share the rest. The keys of `WHOLE_COST` share out the week's
cost itself, the region's stops among it: there it is a player like the others.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.errors import Fault, SplitRefused
from subsidy.key_table import KEYS, Key
from subsidy.measures import KEY_NAMES, KeyName, Measures

__all__ = [
    "KEYS",
    "KEY_NAMES",
    "WHOLE_COST",
    "Key",
    "KeyMix",
    "KeyName",
    "Measures",
    "find_faults",
    "key_shares",
    "measured_values",
    "mix_keys",
    "mixed_shares",
    "own_shares",
    "sharers",
]

WHOLE_COST: frozenset[KeyName] = frozenset({"shapley", "nucleolus", "equal_profit"})


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
        own = own_shares(name, players)
        values = measured_values(name, sharers(name, players))
        rest, total = 1 - sum(own.values()), sum(values.values())
        for id_, share in own.items():
            shares[id_] += weight * share
        for id_, value in values.items():
            shares[id_] += weight * rest * Fraction(value, total)
    return shares


def sharers(name: KeyName, players: Sequence[Measures]) -> tuple[Measures, ...]:
    """The players whose values of a key set their shares."""
    return tuple(player for player in players if player.bears_by is None or name in WHOLE_COST)


def own_shares(name: KeyName, players: Sequence[Measures]) -> dict[str, Fraction]:
    """What those others bear before a key shares the rest, as parts of the whole, by id.

    Raises
    ------
    SplitRefused
        What their stops cost is not measured, or negative.

    Examples
    --------
    >>> kil = Measures(id="1715", name="Kil", population=9, visits=3, crates=Fraction(1))
    >>> region = Measures(id="17", name="R", population=0, visits=1, crates=Fraction(1), bears_by="visits")
    >>> own_shares("population", (kil, region))  # one visit in four is to the region's stops
    {'17': Fraction(1, 4)}
    """
    if faults := _faults_of_own(players):
        raise SplitRefused(tuple(faults))
    shares = {}
    for player in players:
        if player.bears_by is not None and name not in WHOLE_COST:
            values = measured_values(player.bears_by, players)
            total = sum(values.values())
            shares[player.id] = Fraction(values[player.id], total) if total else Fraction(0)
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
    faults += _faults_of_own(players)
    for name in mix.names:
        found = _faults_of_key(KEYS[name], sharers(name, players))
        faults += [fault for fault in found if fault not in faults]
    return tuple(faults)


def _faults_of_own(players: Sequence[Measures]) -> list[Fault]:
    """Who must be measured for the region's own part, and is not; or that it is negative."""
    faults = [
        _fault_of_value(KEYS[bearer.bears_by], player, KEYS[bearer.bears_by].measure(player))
        for bearer in players
        if bearer.bears_by is not None
        for player in players
        if player is bearer or KEYS[bearer.bears_by].measure(player) is None
    ]
    return [fault for fault in faults if fault is not None]


def _faults_of_key(key: Key, players: Sequence[Measures]) -> list[Fault]:
    faults = [_fault_of_value(key, player, key.measure(player)) for player in players]
    named = [fault for fault in faults if fault is not None]
    if key.name == "average_volume" and not named:
        named = _faults_of_years(players)
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


def _faults_of_years(players: Sequence[Measures]) -> list[Fault]:
    years = {player.id: tuple(year for year, _ in player.yearly_crates or ()) for player in players}
    first = years[players[0].id]
    return [
        Fault(
            rule="other_years",
            sentence=f"{player.name}: lådorna är räknade för {_listed(years[player.id])} men för "
            f"{players[0].name} för {_listed(first)}. Räkna alla för samma tre år.",
            facts={"id": player.id, "key": "average_volume"},
        )
        for player in players
        if years[player.id] != first
    ]


def _listed(years: Sequence[int]) -> str:
    return ", ".join(str(year) for year in years)
