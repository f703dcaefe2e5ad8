"""Say in Swedish what a proposed rule has otherwise than the rule in force."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from subsidy.judgement import describe_mix
from subsidy.keys import KEYS
from subsidy.rules import ContributionRule
from subsidy.wording import format_kr, format_percent, format_unit
from subsidy.workbook.term_cells import TermCell, keys_of, term_cells

_NONE = "inget"
_CARRYING = {"carry": "förs till nästa års bidrag", "pay": "betalas ut eller tillbaka"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """One item of a rule, as it is and as it is proposed."""

    label: str
    before: str
    after: str


def rule_changes(before: ContributionRule, after: ContributionRule) -> tuple[RuleChange, ...]:
    """What decides sums and differs; who decided and how to appeal is left out."""
    was, will = _items(before), _items(after)
    labels = [*was, *(label for label in will if label not in was)]
    worded = tuple(
        RuleChange(label=label, before=was.get(label, _NONE), after=will.get(label, _NONE))
        for label in labels
        if was.get(label, _NONE) != will.get(label, _NONE)
    )
    return (*worded, *_unworded(before, after))


def _items(rule: ContributionRule) -> Mapping[str, str]:
    return {
        "Regionens bidrag": format_kr(rule.amount_ore),
        "Golv per kommun": format_kr(rule.floor_ore) if rule.floor_ore else _NONE,
        **{f"Golv för {code}": format_kr(ore) for code, ore in sorted(rule.own_floors_ore.items())},
        "Tak": _NONE if rule.cap_share is None else f"{format_percent(rule.cap_share)} av kostnadsandelen",
        "Kostnaden delas efter": describe_mix(rule.cost_mix),
        "Bidraget delas efter": describe_mix(rule.contribution_mix),
        "Bidragen avrundas till": format_unit(rule.rounding_ore),
        "Utbetalningsregel": rule.payout.id if rule.payout else _NONE,
        "Skillnad mot verkliga kostnader": _CARRYING[rule.settlement],
        **{cell.label: _figure(cell) for cell in term_cells(rule)},
    }


def _figure(cell: TermCell) -> str:
    if cell.unit == "%":
        return format_percent(cell.value)
    if cell.unit == "öre" and cell.value.denominator == 1:
        return format_kr(int(cell.value))
    return f"{cell.value} {cell.unit}".strip()


def _unworded(before: ContributionRule, after: ContributionRule) -> Iterator[RuleChange]:
    """What differs within an item that is known by its name only."""
    if (
        before.payout
        and after.payout
        and before.payout.id == after.payout.id
        and before.payout != after.payout
    ):
        yield _changed(f"Utbetalningsregeln {after.payout.id}")
    cells = {cell.label: cell for cell in term_cells(before)} == {
        cell.label: cell for cell in term_cells(after)
    }
    for name in keys_of(after):
        if name in keys_of(before) and cells and before.terms.get(name) != after.terms.get(name):
            yield _changed(f"Villkoren för nyckeln {KEYS[name].swedish}")


def _changed(label: str) -> RuleChange:
    return RuleChange(label=label, before="som i gällande regel", after="ändrad")
