"""Say in words what the region bears for its own stops, before the municipalities share the rest."""

from collections.abc import Sequence
from fractions import Fraction

from subsidy.keys import KEYS, WHOLE_COST, KeyName, Measures, measured_values, own_shares, sharers
from subsidy.statement import Settlement
from subsidy.wording import format_kr, format_list, format_whole


def bears_first(key: KeyName, players: Sequence[Measures]) -> bool:
    """Whether somebody bears what its own stops cost before a key shares the rest."""
    return len(sharers(key, players)) < len(players)


def own_part(players: Sequence[Measures]) -> Fraction:
    """The part of the cost that is borne first: by every key the same, but for those of the whole cost."""
    return sum(own_shares("equal", players).values(), Fraction(0))


def own_label(player: Measures) -> str:
    """What the sentences on a player's own stops are called."""
    return f"{genitive(player.name)} egna stopp"


def describe_own(player: Measures, settlement: Settlement) -> str:
    """What a player that is no municipality bears of the cost, and how it was computed, in Swedish."""
    cost = format_kr(settlement.cost.costs_ore[player.id])
    bears = f"{player.name} bär själv kostnaden för sina stopp, {cost}, som inte faktureras."
    by, keys = player.bears_by, settlement.cost.mix.names
    alike = [KEYS[key].in_text for key in keys if key in WHOLE_COST and key != by]
    if by is None or len(alike) == len(keys):
        return f"{bears} Beloppet är dess andel efter nycklarna, som en deltagare bland kommunerna."
    apart = (
        f" Efter {format_list(alike)} delar den i stället som en deltagare bland kommunerna." if alike else ""
    )
    rest = "Kommunerna delar resten efter nycklarna, räknade utan de stoppen."
    return f"{bears} {describe_own_part(player, settlement)} {rest}{apart}"


def describe_own_part(player: Measures, settlement: Settlement) -> str:
    """How the part of the cost that a player bears first is computed."""
    by = player.bears_by
    if by is None:
        return ""
    values = measured_values(by, settlement.basis.players)
    own, total = values[player.id], sum(values.values(), Fraction(0))
    if by != "shapley":
        return (
            f"Stoppen får {format_whole(int(own))} av veckans {format_whole(int(total))} besök, och den delen av "
            "kostnaden bär den först."
        )
    estimated = ", uppskattat" if player.shapley_within_ore else ""
    return (
        f"Stoppen lägger till {format_kr(round(own))} av veckans {format_kr(round(total))}, i genomsnitt över "
        f"alla ordningar som deltagarna kan ansluta sig i (stoppens Shapleyvärde{estimated}), och den delen av "
        "kostnaden bär den först."
    )


def genitive(name: str) -> str:
    """The Swedish genitive of a name."""
    return name if name[-1].lower() in "sxz" else f"{name}s"
