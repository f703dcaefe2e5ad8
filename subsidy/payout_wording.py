"""Say in Swedish how a payout rule pays awards."""

from subsidy.payout import Payout
from subsidy.payout_rules import PayoutRule, PayoutStep, Shift
from subsidy.wording import format_kr, format_list

_EVERY = {
    1: "varje månad",
    2: "varannan månad",
    3: "var tredje månad",
    4: "var fjärde månad",
    6: "var sjätte månad",
}

_UNITS = {100: "hela kronor", 10_000: "hela hundratal kronor"}


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


def describe_part(payout: Payout) -> str:
    """Which part of an award a payout is: `1 av 2`."""
    return f"{payout.part} av {payout.parts}"


def _how(step: PayoutStep) -> str:
    if step.every_months is None:
        return "i en summa"
    return _EVERY.get(step.every_months, f"var {step.every_months}:e månad")


def _day(rule: PayoutRule) -> str:
    side = "efter" if rule.shift is Shift.LATER else "före"
    return (
        f"Betalningsdag är dag {rule.due_day} i den första månad som delen avser; är den ingen bankdag betalas "
        f"närmaste bankdag {side}, inom månaden."
    )


def _unit(rule: PayoutRule) -> str:
    if rule.unit_ore == 1:
        return ""
    unit = _UNITS.get(rule.unit_ore, f"jämnt delbara med {format_kr(rule.unit_ore)}")
    return f" Delarna är {unit}; den första får det som blir över."
