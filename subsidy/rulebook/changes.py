"""Let a rule say only what it changes in another, and find what it names without changing it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from subsidy.errors import RuleFault
from subsidy.rulebook.places import Places, did_you_mean

CHANGES, WITHOUT, TERMS = "changes", "without", "terms"
# What holds where no rule says anything, so that stating it is seen to change nothing.
DEFAULTS: Mapping[str, object] = {"floor_kr": 0, "rounding": "öre", "settlement": "carry"}
_MAY_BE_TAKEN_AWAY = ("floor_kr", "floors_kr", "cap_percent", "rounding", "payout", "settlement", "terms")

Values = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A rule with all that it inherits; `inherited` names the values that stand in the rule it changes."""

    values: Values
    inherited: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The rules that a rule may change, by id; those in force are whole."""

    beside: Mapping[str, Values]
    in_force: Mapping[str, Values]

    @property
    def ids(self) -> tuple[str, ...]:
        """What they are called."""
        return tuple({**self.in_force, **self.beside})


def complete(
    rules: Sequence[Values], places: Places, faults: list[RuleFault], in_force: Mapping[str, Values]
) -> tuple[Whole, ...]:
    """Every rule completed by the one that it changes; what is wrong with that is added to `faults`.

    A rule that changes the one of its own id, or has no id, changes the one `in_force`. Of two rules with one id
    the first is the one that others change: that the id stands twice is told elsewhere.
    """
    known = Known(beside={str(v["id"]): v for v in reversed(rules) if "id" in v}, in_force=in_force)
    return tuple(
        _completed(f"rule[{number}]", values, known, places, faults)
        for number, values in enumerate(rules, start=1)
    )


def _completed(place: str, values: Values, known: Known, places: Places, faults: list[RuleFault]) -> Whole:
    chain = _chain(values, known)
    own = {name: value for name, value in values.items() if name not in (CHANGES, WITHOUT)}
    if CHANGES not in values:
        if WITHOUT in values:
            problem = "without tar bort värden ur regeln som ändras, men regeln ändrar ingen"
            faults.append(places.fault(f"{place}.{WITHOUT}", problem=problem, remedy=f"ange {CHANGES}"))
        return Whole(values=own, inherited=frozenset())
    if chain is None:
        faults.append(_fault_of_chain(place, values, known.ids, places))
        return Whole(values=own, inherited=frozenset({"*"}))
    before: Values = {}
    for ancestor in reversed(chain):
        before = _merged(before, ancestor)
    faults += _idle(place, own, before, places)
    faults += _faults_of_without(place, values, before, places)
    merged = _merged(before, values)
    return Whole(values=merged, inherited=frozenset(name for name in merged if name not in own))


def _chain(values: Values, known: Known) -> list[Values] | None:
    """The rules that a rule builds on, the nearest first; None if one is missing or they go round."""
    chain = [values]
    while CHANGES in chain[-1]:
        target = str(chain[-1][CHANGES])
        found = known.beside.get(target)
        if found is None or any(found is rule for rule in chain):
            found = known.in_force.get(target)
        if found is None:
            return None
        chain.append(found)
    return chain[1:]


def _merged(before: Values, values: Values) -> Values:
    without = values.get(WITHOUT, [])
    named = without if isinstance(without, list) else []
    taken_away = [name for name in named if name in _MAY_BE_TAKEN_AWAY]
    merged = {name: value for name, value in before.items() if name not in taken_away}
    merged |= {name: value for name, value in values.items() if name not in (CHANGES, WITHOUT)}
    earlier, own = before.get(TERMS), values.get(TERMS)
    if TERMS not in taken_away and isinstance(earlier, dict) and isinstance(own, dict):
        merged[TERMS] = {**earlier, **own}  # the terms of each key are one value
    return merged


def _idle(place: str, own: Values, before: Values, places: Places) -> list[RuleFault]:
    """A fault for each value that is the same in the rule that is changed."""
    effective = {**DEFAULTS, **before}
    idle = [
        name for name, value in own.items() if name not in ("id", TERMS) and _same(value, effective.get(name))
    ]
    terms, earlier = own.get(TERMS), before.get(TERMS)
    if isinstance(terms, dict) and isinstance(earlier, dict):
        idle += [f"{TERMS}.{key}" for key, value in terms.items() if _same(value, earlier.get(key))]
    return [
        places.fault(
            f"{place}.{name}",
            value=own[name] if name in own and not isinstance(own[name], dict | list) else "",
            problem=f"{name} är samma som i regeln den ändrar",
            remedy="ta bort raden, eller ange det nya värdet",
        )
        for name in idle
    ]


def _same(a: object, b: object) -> bool:
    # True equals 1 in Python, and 30 equals Decimal("30.0") as they should.
    return a == b and (type(a) is type(b) or {type(a), type(b)} == {int, Decimal})


def _faults_of_without(place: str, values: Values, before: Values, places: Places) -> list[RuleFault]:
    names = values.get(WITHOUT, [])
    where = f"{place}.{WITHOUT}"
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        remedy = f'skriv {WITHOUT} = ["cap_percent"]'
        return [places.fault(where, problem="without är ingen lista av namn", remedy=remedy)]
    faults = []
    for name in names:
        if name not in _MAY_BE_TAKEN_AWAY:
            remedy = did_you_mean(name, _MAY_BE_TAKEN_AWAY) or f"ange {', '.join(_MAY_BE_TAKEN_AWAY)}"
            problem = f"”{name}” kan inte tas bort"
        elif name in values:
            problem, remedy = f"”{name}” både anges och tas bort", "behåll det ena"
        elif name not in before:
            problem, remedy = f"”{name}” finns inte i regeln som ändras", "ta bort det ur listan"
        else:
            continue
        faults.append(places.fault(where, value=name, problem=problem, remedy=remedy))
    return faults


def _fault_of_chain(place: str, values: Values, ids: tuple[str, ...], places: Places) -> RuleFault:
    target = str(values[CHANGES])
    if target in ids:
        problem = f"regeln ändrar ”{target}”, som inte leder till någon hel regel"
        remedy = "låt en av reglerna i kedjan ange alla värden själv"
    else:
        problem = f"det finns ingen regel ”{target}”"
        remedy = did_you_mean(target, ids) or f"ange någon av {', '.join(ids)}"
    return places.fault(f"{place}.{CHANGES}", value=target, problem=problem, remedy=remedy)
