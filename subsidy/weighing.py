"""Make weights of what is known of the players, for the keys that have terms: a scale, or a scheme's charges."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from subsidy.brackets import Brackets
from subsidy.errors import Fault, SplitRefused
from subsidy.keys import KEY_NAMES, KEYS, KeyName, Measures, own_shares, sharers
from subsidy.schemes import SCHEMES, Member, PriceABook, PriceTable, Scheme, SitesTimesDays, VolumeAndStops
from subsidy.terms import LastYear, Terms, terms_of

WEIGHED: tuple[KeyName, ...] = ("degressive_population", *(name for name in KEY_NAMES if name in SCHEMES))


def weigh_players(
    players: Sequence[Measures], keys: Collection[KeyName], terms: Mapping[KeyName, Terms], cost_ore: int
) -> tuple[Measures, ...]:
    """The players with the weights of those `keys` that have terms; earlier weights are left out.

    A scheme charges everybody who shares by it, as if `cost_ore` less what the region bears first were its
    budget.

    Raises
    ------
    SplitRefused
        A key lacks its terms, or its terms do not fit the players; every fault is named.
    """
    faults: list[Fault] = []
    weights: dict[str, dict[KeyName, Fraction]] = {player.id: {} for player in players}
    for key in KEY_NAMES:
        if key not in keys or key not in WEIGHED:
            continue
        try:
            rest_ore = cost_ore * (1 - sum(own_shares(key, players).values()))
            charged = _weigh(key, terms_of(key, terms), sharers(key, players), rest_ore)
        except SplitRefused as refusal:
            faults += [fault for fault in refusal.faults if fault not in faults]
            continue
        for id_, weight in charged.items():
            weights[id_][key] = weight
    if faults:
        raise SplitRefused(tuple(faults))
    return tuple(replace(player, weights=weights[player.id]) for player in players)


def _weigh(
    key: KeyName, terms: Terms | None, players: Sequence[Measures], cost_ore: int | Fraction
) -> Mapping[str, Fraction]:
    if terms is None or isinstance(terms, LastYear):
        sentence = f"Nyckeln {KEYS[key].swedish} saknar villkor. Lägg till terms.{key} i regeln."
        raise SplitRefused((Fault(rule="missing_terms", sentence=sentence, facts={"key": key}),))
    if isinstance(terms, Brackets):
        _refuse_negative(players)
        return {player.id: terms.weigh(player.population) for player in players}
    return terms.charge(_members(key, terms, players), cost_ore)


def _members(key: KeyName, scheme: Scheme, players: Sequence[Measures]) -> list[Member]:
    lacking = tuple(player for player in players if not _is_measured(scheme, player))
    if not lacking:
        return [_member(scheme, player) for player in players]
    raise SplitRefused(
        tuple(
            Fault(
                rule="missing_measure",
                sentence=f"{player.name}: värdet för nyckeln {KEYS[key].swedish} saknas. Rätta underlaget eller "
                "välj en annan nyckel.",
                facts={"id": player.id, "key": key},
            )
            for player in lacking
        )
    )


def _is_measured(scheme: Scheme, player: Measures) -> bool:
    match scheme:
        case VolumeAndStops():
            return player.average_crates is not None and player.truck_visits is not None
        case SitesTimesDays() | PriceTable():
            return player.site_days is not None and player.service_days is not None
    return True


def _refuse_negative(players: Sequence[Measures]) -> None:
    faults = tuple(
        Fault(
            rule="negative_measure",
            sentence=f"{player.name}: antalet invånare är negativt ({player.population}). Rätta underlaget.",
            facts={"id": player.id},
        )
        for player in players
        if player.population < 0
    )
    if faults:
        raise SplitRefused(faults)


def _member(scheme: Scheme, player: Measures) -> Member:
    """What a scheme knows of a player; a week stands for the period, for every week is alike."""
    volume = player.average_crates if isinstance(scheme, VolumeAndStops) else player.crates
    books = scheme.books_per_crate if isinstance(scheme, PriceABook) else Fraction(0)
    return Member(
        id=player.id,
        name=player.name,
        stops=player.visits,
        truck_stops=player.truck_visits or 0,
        drop_sites=len(player.site_days or ()),
        service_days=player.service_days or 0,
        site_days=player.site_days or (),
        volume=volume or Fraction(0),
        books=player.crates * books * Fraction(1, 2),
    )
