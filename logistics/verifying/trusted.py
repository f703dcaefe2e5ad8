"""Say in Swedish what in a statement was not computed again, and is taken for true."""

from collections.abc import Iterator

from logistics.swedish import dates_text, list_text
from logistics.verifying.from_plan import FromPlan
from subsidy.keys import KEYS
from subsidy.record import Document
from subsidy.statement import Summary

ASK_FOR_PLAN = "ge --plan med planen för att räkna om dem"


def taken_for_true(document: Document, from_plan: FromPlan | None) -> tuple[str, ...]:
    """What only the plan could tell or, where it was compared with that, what not even the plan tells."""
    return tuple(_without_plan(document) if from_plan is None else _beside_plan(document, from_plan))


def _without_plan(document: Document) -> Iterator[str]:
    rule, basis = document.settlement.rule, document.settlement.basis
    names = dict.fromkeys((*rule.cost_mix.names, *rule.contribution_mix.names))
    measured = list_text(KEYS[name].in_text for name in names if name != "equal")
    yield "turerna och vad de kostar"
    yield f"det som nycklarna mäter ({measured})" if measured else "vilka som delar"
    if isinstance(document, Summary) and document.fairness:
        yield "vad grupper skulle kosta på egen hand"
    yield "regeln, anmärkningarna och betalningskontona"
    if basis.balances:
        yield f"det som är överfört från {basis.year_before}"
    if document.earlier:
        yield "beloppen för perioden före"


def _beside_plan(document: Document, from_plan: FromPlan) -> Iterator[str]:
    is_one = from_plan.timetables == 1
    yield "planen och datamängden i den" if is_one else "planerna och datamängderna i dem"
    if document.earlier:
        yield "beloppen för perioden före"
    if document.payouts:
        day = document.payouts.awards.payable_from
        yield f"att det kan betalas från den {dates_text(day, day)}"
        if document.payouts.awards.before:
            yield "vad som var betalt innan det rättades"
    yield from (f"anmärkningen ”{note}”" for note in from_plan.added_notes)
