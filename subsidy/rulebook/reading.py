"""Read the rules for the contribution and its payouts from a TOML document, and find every fault."""

import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal

from subsidy.errors import RulebookRefused, RuleFault
from subsidy.payout_rules import PayoutRule
from subsidy.rulebook.changes import Values, complete
from subsidy.rulebook.contribution import read_rule
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.payouts import read_payout_rule
from subsidy.rulebook.periods import find_overlaps, find_twins
from subsidy.rulebook.places import Places, did_you_mean
from subsidy.rulebook.rulebook import Rulebook

LISTS = ("rule", "payout")


def read_rulebook(text: str, file: str) -> Rulebook:
    """The rules in a document; `file` names it in faults. An empty document holds no rules.

    Raises
    ------
    RulebookRefused
        With every fault found.
    """
    return _read(Places(file=file, text=text), {}, {})


def read_proposal(text: str, file: str, in_force: Rulebook) -> Rulebook:
    """The rules that a document proposes. They may change those in force, and be paid by their payout rules.

    What is proposed and what is in force may hold on the same days, and have the same ids.

    Raises
    ------
    RulebookRefused
        With every fault found.
    """
    rows = _tables(_parsed(in_force.places.text, in_force.places), "rule", in_force.places, [])
    wholes = complete(rows, in_force.places, [], {})
    values = {str(whole.values["id"]): whole.values for whole in wholes}
    return _read(
        Places(file=file, text=text), values, {payout.id: payout for payout in in_force.payout_rules}
    )


def _read(places: Places, in_force: Mapping[str, Values], payouts: Mapping[str, PayoutRule]) -> Rulebook:
    content = _parsed(places.text, places)
    faults: list[RuleFault] = list(_unknown_lists(content, places))
    payout_rows = _tables(content, "payout", places, faults)
    payout_rules = _read_payouts(payout_rows, places, faults)
    rows = _tables(content, "rule", places, faults)
    ids = [str(row.get("id")) for row in payout_rows]
    by_id = {**payouts, **dict(zip(ids, payout_rules, strict=True))}
    wholes = complete(rows, places, faults, in_force)
    rules = [
        read_rule(
            Fields(
                values=whole.values,
                place=f"rule[{number}]",
                places=places,
                faults=faults,
                silent=whole.inherited,
            ),
            by_id,
        )
        for number, whole in enumerate(wholes, start=1)
    ]
    faults += find_twins("rule", [whole.values.get("id") for whole in wholes], places)
    faults += find_twins("payout", [row.get("id") for row in payout_rows], places)
    faults += find_overlaps(rules, places)
    if faults:
        raise RulebookRefused(tuple(sorted(faults, key=lambda fault: (fault.line or 0, fault.place))))
    return Rulebook(
        rules=tuple(rule for rule in rules if rule is not None),
        payout_rules=tuple(rule for rule in payout_rules if rule is not None),
        places=places,
    )


def _parsed(text: str, places: Places) -> Mapping[str, object]:
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError, ArithmeticError) as refusal:
        found = re.search(r"at line (\d+)", str(refusal))
        fault = RuleFault(
            file=places.file,
            line=int(found[1]) if found else None,
            place="",
            value="",
            problem="texten går inte att läsa som TOML",
            remedy="jämför med rules.toml i exempeldata",
        )
        raise RulebookRefused((fault,)) from refusal


def _unknown_lists(content: Mapping[str, object], places: Places) -> list[RuleFault]:
    return [
        places.fault(
            name,
            problem=f"namnet ”{name}” är okänt",
            remedy=did_you_mean(name, LISTS) or "rubrikerna är [[rule]] och [[payout]]",
        )
        for name in content
        if name not in LISTS
    ]


def _tables(
    content: Mapping[str, object], name: str, places: Places, faults: list[RuleFault]
) -> list[Values]:
    found = content.get(name, [])
    if isinstance(found, list) and all(isinstance(row, dict) for row in found):
        return found
    remedy = f"skriv [[{name}]] med dubbla hakparenteser ovanför varje regel"
    faults.append(places.fault(name, problem=f"{name} är ingen lista av regler", remedy=remedy))
    return []


def _read_payouts(rows: list[Values], places: Places, faults: list[RuleFault]) -> list[PayoutRule | None]:
    return [
        read_payout_rule(Fields(values=row, place=f"payout[{number}]", places=places, faults=faults))
        for number, row in enumerate(rows, start=1)
    ]
