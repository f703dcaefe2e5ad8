"""Say how far a share of the cost may be off because Shapley values are estimated from drawn orders."""

from fractions import Fraction

from subsidy.keys import WHOLE_COST
from subsidy.statement import Settlement
from subsidy.wording import format_kr, format_percent


def describe_error(settlement: Settlement, code: str) -> tuple[str, ...]:
    """One Swedish sentence for a municipality; none where its share follows no estimate."""
    within_ore = _error_ore(settlement, code)
    share = format_kr(settlement.cost.costs_ore[code])
    return _sentences(f"Kommunens andel av kostnaden, {share},", within_ore)


def describe_largest_error(settlement: Settlement) -> tuple[str, ...]:
    """The same for all municipalities: the largest of them."""
    within_ore = max(_error_ore(settlement, member.id) for member in settlement.basis.members)
    return _sentences("Varje kommuns andel av kostnaden", within_ore)


def _sentences(share: str, within_ore: int) -> tuple[str, ...]:
    if not within_ore:
        return ()
    sentence = (
        f"{share} ligger med {format_percent(Fraction(95, 100))} säkerhet högst {format_kr(within_ore)} från vad "
        "alla ordningar skulle ge, räknade med samma kostnader för grupper."
    )
    return (sentence,)


def _error_ore(settlement: Settlement, code: str) -> int:
    """Half the interval of a share in öre of the period, rounded up.

    The deviation of a sum spreads at most as the deviations of its parts together, so half-widths are added:
    the municipality's own, and that of what the region bears first.
    """
    players = settlement.basis.players
    values = {player.id: player.shapley_ore or Fraction(0) for player in players}
    total = sum(values.values(), Fraction(0))
    if not total:
        return 0
    within = {player.id: player.shapley_within_ore or 0 for player in players}
    firsts = [player.id for player in players if player.bears_by == "shapley"]
    row = next(row for row in settlement.cost.rows if row.id == code)
    rest = 1 - sum((Fraction(values[id_], total) for id_ in firsts), Fraction(0))
    error = Fraction(0)
    for (name, weight), share in zip(settlement.cost.mix.parts, row.key_shares, strict=True):
        if name == "shapley":
            error += weight * Fraction(within[code], total)
        elif name not in WHOLE_COST and rest:
            error += weight * share * Fraction(sum(within[id_] for id_ in firsts), rest * total)
    exact = settlement.cost.total_ore * error
    return -(-exact.numerator // exact.denominator)
