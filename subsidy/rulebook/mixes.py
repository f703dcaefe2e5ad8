"""Read the mixes of keys and their terms."""

from collections.abc import Mapping
from fractions import Fraction

from subsidy.errors import RulebookRefused
from subsidy.keys import KEY_NAMES, KeyMix, KeyName, mix_keys
from subsidy.kinds import PERCENT
from subsidy.rulebook.fields import Fields
from subsidy.rulebook.places import did_you_mean
from subsidy.terms import Terms, needs_terms, read_terms
from subsidy.wording import format_percent

STAND_IN = mix_keys({"equal": Fraction(1)})
_NAMES: Mapping[str, KeyName] = {name: name for name in KEY_NAMES}


def read_mix(fields: Fields, name: str) -> KeyMix:
    """The mix `name = { equal = 30, population = 70 }`, in percent that sum to 100."""
    if name not in fields.values:
        fields.asked.append(name)
        fields.refuse(name, "nycklarna saknas", f"lägg till {name} = {{ population = 100 }}")
        return STAND_IN
    table = fields.table(name)
    if not isinstance(fields.values[name], dict):
        return STAND_IN
    weights = {_NAMES[key]: table.needed(key, PERCENT) for key in table.values if key in _NAMES}
    for key in table.values:
        if key not in _NAMES:
            remedy = did_you_mean(key, KEY_NAMES) or f"nycklarna är {', '.join(KEY_NAMES)}"
            table.refuse(key, f"det finns ingen nyckel ”{key}”", remedy)
    if table.is_broken:
        return STAND_IN
    total = sum(weights.values(), Fraction(0))
    if total != 1:
        problem = f"vikterna i {name} blir {format_percent(total)}"
        fields.refuse(name, problem, "ändra dem så att de blir 100")
        return STAND_IN
    return mix_keys(weights)


def read_all_terms(fields: Fields, mixes: tuple[KeyMix, ...]) -> dict[KeyName, Terms]:
    """The terms of the keys that the mixes name; terms of another key are refused where they are stated."""
    table = fields.table("terms")
    used = {key for mix in mixes for key in mix.names}
    for key in table.values:
        if key not in _NAMES:
            remedy = did_you_mean(key, KEY_NAMES) or f"nycklarna är {', '.join(KEY_NAMES)}"
            table.refuse(key, f"det finns ingen nyckel ”{key}”", remedy)
        elif _NAMES[key] not in used and "terms" not in fields.silent:
            table.refuse(key, f"nyckeln ”{key}” fördelar inget i regeln", "ta bort villkoren")
    found: dict[KeyName, Terms] = {}
    for name in sorted(used):
        raw = table.values.get(name)
        if raw is None and needs_terms(name):
            problem = f"nyckeln ”{name}” saknar sina villkor"
            fields.refuse("terms", problem, f"lägg till terms.{name} = {{ … }}")
        elif raw is not None and not isinstance(raw, dict):
            table.refuse(name, "villkoren är ingen tabell", f"skriv terms.{name} = {{ … }}")
        elif raw is not None:
            try:
                found[name] = read_terms(name, raw)
            except RulebookRefused as refusal:
                table.take(refusal.faults)
    return found
