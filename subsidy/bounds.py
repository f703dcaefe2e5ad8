"""Find each member's cap, and what is wrong with a rule's floors and caps."""

from collections.abc import Collection, Mapping, Sequence

from subsidy.errors import Fault
from subsidy.keys import Measures
from subsidy.money import whole_units
from subsidy.rules import ContributionRule
from subsidy.wording import format_kr, format_percent, format_unit


def cap_of(rule: ContributionRule, costs_ore: Mapping[str, int], id_: str) -> int | None:
    """The most that a member may get by the rule, in whole units of rounding; None without a cap."""
    if rule.cap_share is None:
        return None
    return whole_units(int(rule.cap_share * costs_ore[id_]), rule.rounding_ore) * rule.rounding_ore


def find_bound_faults(
    rule: ContributionRule, members: Sequence[Measures], costs_ore: Mapping[str, int]
) -> tuple[Fault, ...]:
    """Every reason why floors and caps cannot be kept: among themselves, or within the contribution."""
    faults = _faults_of_names(rule, members)
    if problem := describe_excess(rule, [member.id for member in members]):
        sentence = f"{problem.capitalize()}. Sänk golvet eller höj bidraget."
        faults.append(Fault(rule="floors_above_contribution", sentence=sentence))
    if rule.cap_share is not None:
        faults += [fault for member in members for fault in _faults_of_cap(rule, member, costs_ore)]
    return tuple(faults)


def describe_excess(rule: ContributionRule, ids: Collection[str]) -> str:
    """That these members' floors are together more than the contribution, in Swedish; else empty."""
    floors_ore = sum(rule.floor_of(id_) for id_ in ids)
    if floors_ore <= whole_units(rule.amount_ore, rule.rounding_ore) * rule.rounding_ore:
        return ""
    floors = f"{_floors_text(rule, len(ids))}{format_kr(floors_ore)}"
    return f"golven ({floors}) är tillsammans större än bidraget {format_kr(rule.amount_ore)}"


def _floors_text(rule: ContributionRule, n_members: int) -> str:
    if rule.own_floors_ore or rule.floor_ore % rule.rounding_ore:
        return ""
    return f"{n_members} × {format_kr(rule.floor_ore)} = "


def _faults_of_names(rule: ContributionRule, members: Sequence[Measures]) -> list[Fault]:
    known = {member.id for member in members}
    return [
        Fault(
            rule="unknown_municipality",
            sentence=f"Regeln {rule.id} anger ett golv för kommunen {code}, som inte är med. Rätta koden eller "
            "ta bort golvet.",
            facts={"id": code},
        )
        for code in sorted(rule.own_floors_ore)
        if code not in known
    ]


def _faults_of_cap(rule: ContributionRule, member: Measures, costs_ore: Mapping[str, int]) -> list[Fault]:
    facts: dict[str, str | int] = {"id": member.id}
    if member.id not in costs_ore:
        sentence = f"{member.name} har ingen kostnadsandel, så taket kan inte räknas ut."
        return [Fault(rule="no_cost_share", sentence=sentence, facts=facts)]
    cap_ore = cap_of(rule, costs_ore, member.id)
    floor_ore = rule.floor_of(member.id)
    if rule.cap_share is None or cap_ore is None or floor_ore <= cap_ore:
        return []
    in_units = "" if rule.rounding_ore == 1 else f", i {format_unit(rule.rounding_ore)}"
    sentence = (
        f"{member.name}: golvet {format_kr(floor_ore)} är högre än taket {format_kr(cap_ore)} "
        f"({format_percent(rule.cap_share)} av kostnadsandelen{in_units}). Sänk golvet eller höj taket."
    )
    return [Fault(rule="floor_above_cap", sentence=sentence, facts=facts)]
