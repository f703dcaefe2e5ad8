"""Name what a record says that cannot be, though it can be computed: what the program would never have written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction

from logistics.swedish import NO_BREAK_SPACE, amount_text, dates_text, list_text, number_text
from logistics.verifying.finding import Finding
from logistics.verifying.issued_as import issued_as
from logistics.verifying.places import place_text
from subsidy.check_digits import bankgiro_problem, iban_problem, orgnr_problem
from subsidy.measures import Measures
from subsidy.payout_rules import PayoutRule, PayoutStep
from subsidy.record import Document, PaidPlan
from subsidy.statement import Settlement, Statement, TransportRow

_NEVER_NEGATIVE = (
    "population", "visits", "crates", "stand_alone_ore", "shapley_within_ore", "hub_distance_m", "yearly_crates",
    "site_days", "service_days", "truck_visits", "distance_m", "runs_in_period", "cost_ore",
)  # fmt: skip
_PART_OF_PERIOD = re.compile(
    r" \(.*\d{4}\)$"
)  # of a run: it has another price or timetable in the rest of it
_FIELDS: Mapping[str, str] = {
    "id": "beteckningen",
    "first_date": "första dagen",
    "last_date": "sista dagen",
    "steps": "stegen",
    "due_day": "dagen i månaden",
    "shift": "hur en helgdag flyttas",
    "unit_ore": "avrundningen i öre",
    "reference": "beslutet",
    "source": "källan",
}  # of the rule for payouts
_LEAST_DAYS = 28  # of a period in which every weekday is driven
_PROBLEMS = {"IBAN": iban_problem, "bankgiro": bankgiro_problem}


def impossible(document: Document, paid: PaidPlan | None) -> Iterator[Finding]:
    """What in a document contradicts the rest of it, or can never be so; `paid` is its plan as it states it."""
    settlement = document.settlement
    said = [*of_settlement(settlement), *_of_payouts(settlement, paid), *_of_days(document, paid)]
    for run in document.runs:
        said += _of_negative(run, f"{run.weekday}, {run.run}")
    if isinstance(document, Statement):
        said += [*_of_own_visits(document), *_of_account(document.account)]
    yield from map(wrong_input, said)


def of_settlement(settlement: Settlement) -> Iterator[str]:
    """What in a settlement can never be so, in Swedish."""
    rule, basis = settlement.rule, settlement.basis
    if (rule.first_date, rule.last_date) != (basis.first_date, basis.last_date):
        yield (
            f"regeln gäller {dates_text(rule.first_date, rule.last_date)}, men beskedet är för"
            f" {dates_text(basis.first_date, basis.last_date)}"
        )
    names = {player.id: player.name for player in basis.players}
    for each in basis.municipalities:
        if (other := names[each.code]) != each.name:
            yield f"{each.code} heter på olika ställen ”{each.name}” och ”{other}”"
    for player in basis.players:
        yield from _of_negative(player, player.name)
        if player.site_days is not None and sum(player.site_days) != player.visits:
            summed = number_text(sum(player.site_days))
            yield f"{player.name} har {_number(player.visits)} besök i veckan, men stoppens är {summed}"
    numbers = {each.name: each.orgnr for each in basis.municipalities} | {
        basis.issuer.name: basis.issuer.orgnr
    }
    for whose, orgnr in numbers.items():
        if problem := orgnr_problem(orgnr):
            yield f"{whose}, organisationsnumret {orgnr}: {_small(problem)}"


def wrong_input(said: str) -> Finding:
    """What cannot be so, as a finding."""
    return Finding(figure="inputs", says=said, should_be="", sentence=f"Indata stämmer inte: {said}.")


def _of_payouts(settlement: Settlement, paid: PaidPlan | None) -> Iterator[str]:
    """The rule for payouts, which stands both in the rule and in the plan that follows it."""
    rule, first = settlement.rule.payout, settlement.basis.first_date
    if paid is None:
        return
    if rule is None:
        yield "regeln säger inte när bidragen betalas ut, men beskedet har en utbetalningsplan"
        return
    for each in fields(PayoutRule):
        says, other = getattr(rule, each.name), getattr(paid.rule, each.name)
        if says != other:
            yield (
                f"utbetalningsregeln står två gånger och inte lika, {_FIELDS[each.name]}: {_value(says)} i regeln,"
                f" {_value(other)} i utbetalningsplanen"
            )
    if not rule.first_date <= first <= rule.last_date:
        held = dates_text(rule.first_date, rule.last_date)
        yield f"utbetalningsregeln gäller {held}, men perioden börjar {dates_text(first, first)}"


def _of_days(document: Document, paid: PaidPlan | None) -> Iterator[str]:
    """The days of the decision, of the issue, and from which is paid."""
    decided_on = document.settlement.rule.decided_on
    issued = issued_as(document.notes)
    payable = None if paid is None else paid.before.day if paid.before else paid.payable_from
    for what, day in (
        ("beskedet är utfärdat", issued.day if issued else None),
        ("utbetalningarna är planerade", payable),
    ):
        if day is not None and day < decided_on:
            yield f"{what} {_day(day)}, före beslutet {_day(decided_on)}"
            return
    if issued and issued.day and payable and issued.day != payable:
        yield f"beskedet är utfärdat {_day(issued.day)}, men utbetalningarna är planerade {_day(payable)}"
    if issued and issued.day is None:
        yield f"dagen då beskedet utfärdades finns inte: ”{document.notes[0].removesuffix('.')}”"


def _of_own_visits(statement: Statement) -> Iterator[str]:
    """The receiver's stops on the runs, where they are not as many as its visits a week."""
    basis, runs = statement.settlement.basis, statement.runs
    if any(_PART_OF_PERIOD.search(run.run) for run in runs) or not runs:
        return
    code, name = statement.municipality.code, statement.municipality.name
    visits = next(player.visits for player in basis.players if player.id == code)
    stops = sum(len(run.own_stops.split(" · ")) for run in runs if run.own_stops)
    if (basis.last_date - basis.first_date).days >= _LEAST_DAYS and stops != visits:
        yield (
            f"{name} har {_number(visits)} besök i veckan, men de egna stoppen på turerna är {stops}, så de är"
            " kanske en annan kommuns"
        )


def _of_account(account: str) -> Iterator[str]:
    kind, _, number = account.replace(NO_BREAK_SPACE, " ").partition(" ")
    if kind in _PROBLEMS and (problem := _PROBLEMS[kind](number)):
        yield f"betalningskontot {account}: {_small(problem)}"


def _of_negative(of: Measures | TransportRow, whose: str) -> Iterator[str]:
    for name in _NEVER_NEGATIVE:
        value = getattr(of, name, None)
        if any(number < 0 for number in _numbers(value)):
            what = place_text((name,), {})
            yield f"{whose}, {_small(what)}: {_value(value)} är mindre än noll"


def _numbers(value: object) -> Iterator[int | Fraction]:
    """Every number in a value, its own or those of a table; of a year and a count the year too."""
    if isinstance(value, int | Fraction):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _numbers(each)


def _value(value: object) -> str:
    if isinstance(value, int | Fraction):
        return _number(value)
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, tuple):
        return list_text(map(_value, value)) or "inget"
    if isinstance(value, PayoutStep):
        parts = f"var {value.every_months}:e månad" if value.every_months else "allt på en gång"
        return f"{parts} från {amount_text(value.from_ore)}"
    return f"”{value}”"


def _number(number: int | Fraction) -> str:
    return number_text(number) if isinstance(number, int) else str(number)


def _day(day: date) -> str:
    return dates_text(day, day)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:].removesuffix(".")
