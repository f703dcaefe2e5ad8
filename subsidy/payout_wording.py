"""Say in Swedish how a payout rule pays awards."""

from subsidy.payout import Payout, PayoutPlan, group_by_date
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.wording import format_date, format_kr, format_list

_EVERY = {
    1: "varje månad",
    2: "varannan månad",
    3: "var tredje månad",
    4: "var fjärde månad",
    6: "var sjätte månad",
}

_MOST_DAYS = 3  # that are told one by one
_SHORTEST_MONTH = 28  # days
# What parts are, and what does not divide evenly: how it is laid on the first of them.
_UNITS = {
    1: ("lika stora", "ören läggs ett och ett", ""),
    100: ("hela kronor", "kronor läggs en och en", ", ören på den första"),
    10_000: ("hela hundratal kronor", "hundratal läggs ett och ett", ", resten på den första"),
}


def describe_rule(rule: PayoutRule) -> str:
    """The steps of a rule and the day on which it pays, in Swedish sentences."""
    first, *others = rule.steps
    if others:
        sizes = [f"under {format_kr(others[0].from_ore)} {_how(first)}"]
        sizes += [f"från {format_kr(step.from_ore)} {_how(step)}" for step in others]
        steps = f"Bidrag {format_list(sizes)}."
    else:
        steps = f"Bidragen betalas {_how(first)}."
    return f"{steps} {_day(rule)}{_unit(rule)}"


def describe_rest(plan: PayoutPlan, id_: str) -> str:
    """What of a correction stands as paid to a municipality, and what is then left; empty where nothing does."""
    before = plan.awards.before
    if before is None or not before.paid_to(id_):
        return ""
    paid_ore = sum(ore for _, ore in before.paid_to(id_))
    due = [payout for payout in plan.due if payout.id == id_]
    texts = [f"Före {format_date(before.day)} är {format_kr(paid_ore)} betalt, och det står fast."]
    if due:
        days = [format_date(day) for day in group_by_date(due)]
        when = format_list(days) if len(days) <= _MOST_DAYS else f"{len(days)} dagar, {days[0]}–{days[-1]}"
        texts.append(f"Kvar att betala är {format_kr(sum(payout.amount_ore for payout in due))}: {when}.")
    elif claim_ore := plan.claims_ore.get(id_):
        texts.append(f"Det är mer än det som ska betalas ut. Åter att betala: {format_kr(claim_ore)}.")
    else:
        texts.append("Inget är kvar att betala.")
    return " ".join(texts)


def describe_day(plan: PayoutPlan, payout: Payout) -> str:
    """When a payout is paid: `20 januari 2026`, and in a correction whether it stands as paid."""
    day = format_date(payout.date)
    return f"{day} (betalt)" if plan.is_paid(payout) else day


def describe_part(payout: Payout) -> str:
    """Which part of an award a payout is: `1 av 2`."""
    return f"{payout.part} av {payout.parts}"


def _how(step: PayoutStep) -> str:
    if step.every_months is None:
        return "i en summa"
    return _EVERY.get(step.every_months, f"var {step.every_months}:e månad")


def _day(rule: PayoutRule) -> str:
    side, other = ("efter", "före") if rule.shift is Shift.LATER else ("före", "efter")
    last = ", eller månadens sista om månaden är kortare," if rule.due_day > _SHORTEST_MONTH else ""
    return (
        f"Betalningsdag är dag {rule.due_day}{last} i den första månad som delen avser; är den ingen bankdag "
        f"betalas närmaste bankdag {side} i samma månad, annars närmaste {other}."
    )


def _unit(rule: PayoutRule) -> str:
    if all(step.every_months is None for step in rule.steps):
        return ""
    kr = format_kr(rule.unit_ore)
    other = (f"jämnt delbara med {kr}", f"belopp läggs med {kr} i taget", ", resten på den första")
    parts, units, rest = _UNITS.get(rule.unit_ore, other)
    return f" Delarna är {parts}; överskjutande {units} på de första delarna{rest}."
