"""Word a comparison of keys for the screen and as JSON."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from logistics.comparing.columns import Line, kronor_text, row_text
from logistics.comparing.comparison import Comparison, KeyResult
from logistics.swedish import amount_text, count_text
from subsidy.judgement import Judgement
from subsidy.keys import KEYS, KeyName

_WIDTH = 84  # of the columns beside the names, on a screen of 100 characters
_GAP = 2
_RULE = "Regeln"


def comparison_lines(comparison: Comparison) -> list[Line]:
    """The cost and the contribution by every key, then the keys that cannot be used."""
    settlement, split = comparison.settlement, comparison.settlement.split
    costs = {key: cost.costs_ore for key, cost in comparison.shared_costs.items()}
    awards = {key: each.awards_ore for key, each in comparison.shared_contributions.items()}
    return [
        *_amount_lines("Kostnad, kr", comparison, settlement.cost.costs_ore, costs),
        *_amount_lines("Bidrag, kr", comparison, split.awards_ore, awards),
        *_fairness_lines(comparison),
        *(("Anmärkning", note) for note in comparison.notes),
        *(line for result in comparison.results for line in _reason_lines(result)),
    ]


def comparison_result(comparison: Comparison) -> dict[str, object]:
    """The same for a program, with the cost and the contribution per inhabitant in öre, rounded."""
    settlement = comparison.settlement
    return {
        "cost_ore": settlement.basis.cost_ore,
        "contribution_ore": settlement.rule.amount_ore,
        "names": {player.id: player.name for player in comparison.players},
        "rule": {
            **_amounts("cost", comparison, settlement.cost.costs_ore),
            **_amounts("award", comparison, settlement.split.awards_ore),
            **_fairness(comparison.rule_judgement),
        },
        "keys": {result.name: _key_result(comparison, result) for result in comparison.results},
        "notes": list(comparison.notes),
        "not_judged": comparison.unjudged or None,
    }


def _key_result(comparison: Comparison, result: KeyResult) -> dict[str, object]:
    return {
        "name": KEYS[result.name].swedish,
        **(_amounts("cost", comparison, result.cost.costs_ore) if result.cost else {}),
        **(_amounts("award", comparison, result.split.awards_ore) if result.split else {}),
        **({"left_ore": result.split.left_ore} if result.split else {}),
        **_fairness(result.judgement),
        **({"cost_reasons": list(result.cost_reasons)} if result.cost_reasons else {}),
        **({"award_reasons": list(result.split_reasons)} if result.split_reasons else {}),
    }


def _amounts(what: str, comparison: Comparison, ore: Mapping[str, int]) -> dict[str, object]:
    heads = {
        player.id: round(Fraction(ore[player.id], player.population))
        for player in comparison.players
        if player.id in ore and player.population
    }
    return {f"{what}_ore": dict(ore), f"{what}_ore_per_inhabitant": heads}


def _fairness(judgement: Judgement | None) -> dict[str, object]:
    if judgement is None:
        return {}
    return {
        "complaining_groups": judgement.fairness.n_complaints,
        "largest_gain_ore_a_month": judgement.monthly_gain_ore,
    }


def _amount_lines(
    title: str,
    comparison: Comparison,
    rule_ore: Mapping[str, int],
    by_key: Mapping[KeyName, Mapping[str, int]],
) -> Iterator[Line]:
    columns = [(_RULE, rule_ore), *((KEYS[key].swedish, ore) for key, ore in by_key.items())]
    for chunk in _chunks(columns):
        widths = [_width(column) for column in chunk]
        yield title, row_text((head for head, _ in chunk), widths)
        for player in comparison.players:
            if player.id in rule_ore:
                yield player.name, row_text((kronor_text(ore[player.id]) for _, ore in chunk), widths)
        yield "", ""


def _chunks(
    columns: Sequence[tuple[str, Mapping[str, int]]],
) -> Iterator[list[tuple[str, Mapping[str, int]]]]:
    """The columns, as many at a time as fit beside the names."""
    chunk: list[tuple[str, Mapping[str, int]]] = []
    for column in columns:
        if chunk and sum(map(_width, [*chunk, column])) > _WIDTH:
            yield chunk
            chunk = []
        chunk.append(column)
    yield chunk


def _width(column: tuple[str, Mapping[str, int]]) -> int:
    head, ore = column
    return _GAP + max(len(head), *(len(kronor_text(each)) for each in ore.values()))


def _fairness_lines(comparison: Comparison) -> Iterator[Line]:
    if comparison.unjudged:
        yield "Rättvisa", comparison.unjudged
        return
    judged = [(_RULE, comparison.rule_judgement)]
    judged += [(KEYS[result.name].swedish, result.judgement) for result in comparison.results]
    for name, judgement in judged:
        if judgement is not None:
            yield f"Rättvisa, {name}", _fairness_text(judgement)


def _fairness_text(judgement: Judgement) -> str:
    count = judgement.fairness.n_complaints
    if not count:
        return "ingen grupp skulle få det billigare på egen hand"
    most, groups = amount_text(judgement.monthly_gain_ore), count_text(count, "grupp", "grupper")
    return f"{groups} skulle få det billigare på egen hand, som mest med {most} i månaden"


def _reason_lines(result: KeyResult) -> Iterator[Line]:
    if reasons := result.cost_reasons or result.split_reasons:
        what = "" if result.cost is None else " (bidraget)"
        more = f" (och {len(reasons) - 1} fel till)" if len(reasons) > 1 else ""
        yield f"Går inte: {KEYS[result.name].swedish}{what}", f"{reasons[0]}{more}"
