"""Name a place in a record, and tell the values there, as a reader of the statement would."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from logistics.swedish import amount_text, number_text
from subsidy.canonical import Json

Place = tuple[str, ...]  # the names that lead there: basis, players, 1715, shapley_ore

_SILENT = frozenset({"basis", "own", "players", "municipalities", "municipality", "figures", "paid_ore"})
_WORDS: Mapping[str, str] = {
    "account": "betalningskonto",
    "alone_ore": "egen kostnad i veckan",
    "amount_ore": "belopp",
    "amounts_ore": "andel av veckans kostnad",
    "appeal": "hur beslutet överklagas",
    "awards_ore": "bidrag",
    "balances": "överfört från året före",
    "bears_by": "bär sina egna stopp efter",
    "cap_share": "tak",
    "claims_ore": "att kräva tillbaka",
    "complaints": "grupp",
    "contribution_mix": "bidragets nycklar",
    "cost_mix": "kostnadens nycklar",
    "cost_ore": "kostnad",
    "costs_ore": "kostnadsandel",
    "crates": "lådor i veckan",
    "decided_by": "beslutad av",
    "decided_on": "beslutsdag",
    "departs": "avgång",
    "distance_m": "meter",
    "equal_profit_ore": "lika besparing för en vecka",
    "fairness": "rättvisa",
    "floor_ore": "golv",
    "hub_distance_m": "meter från navet",
    "issuer": "regionen",
    "left_ore": "kvar att fördela",
    "name": "namn",
    "notes": "anmärkningar",
    "nucleolus_ore": "nukleol för en vecka",
    "onward_ore": "att föra vidare",
    "orgnr": "organisationsnummer",
    "own_floors_ore": "eget golv",
    "own_stops": "egna stopp",
    "payout": "utbetalningsregel",
    "payouts": "utbetalning",
    "period_ore": "periodens kostnad",
    "population": "invånare",
    "population_date": "invånare räknade den",
    "prepared_by": "beredd av",
    "reference": "referens",
    "returns": "återkomst",
    "rounding_ore": "avrundning",
    "rule": "regeln",
    "runs": "tur",
    "runs_in_period": "gånger under perioden",
    "service_days": "besöksdagar",
    "shapley_ore": "Shapleyvärde för en vecka",
    "shapley_within_ore": "Shapleyvärdets osäkerhet",
    "site_days": "besök per stopp",
    "source": "källa",
    "stand_alone_ore": "egen kostnad för en vecka",
    "stops": "stopp",
    "terms": "villkor",
    "truck_visits": "besök med lastbil",
    "unjudged": "varför rättvisan inte är bedömd",
    "visits": "besök i veckan",
    "week_ore": "veckans kostnad",
    "weights": "vikt",
    "yearly_crates": "lådor per år",
}
_WHOLE: Mapping[Place, str] = {("basis", "cost_ore"): "Kostnaden att dela"}
_EXACT = re.compile(r"-?\d+(/\d+)?")  # a fraction as a record spells it
_HUNDREDTH = Fraction(1, 100)


def place_text(place: Place, names: Mapping[str, str]) -> str:
    """Whose figure it is, and which: `Kil, Shapleyvärde för en vecka`."""
    if place in _WHOLE:
        return _WHOLE[place]
    whose = [names[name] for name in place if name in names]
    which = [_WORDS.get(name, name) for name in place if name not in names and name not in _SILENT]
    text = ", ".join((*whose, *which)) or place[-1]
    return text[0].upper() + text[1:]


def values_text(place: Place, *values: Json) -> tuple[str, ...]:
    """Values as they are read; exactly as they stand in the record where they would else look the same."""
    shown = tuple(_text(place, value) for value in values)
    if len(set(shown)) == len(values):
        return shown
    unit = " öre" if _is_sum(place) else ""
    return tuple(f"{value}{unit}" for value in values)


def _is_sum(place: Place) -> bool:
    return any(name.endswith("_ore") for name in place)


def _text(place: Place, value: Json) -> str:
    if value is None:
        return "inget"
    if isinstance(value, bool) or not isinstance(value, int | str):
        return json.dumps(value, ensure_ascii=False)
    is_sum = _is_sum(place)
    if isinstance(value, str) and not (_EXACT.fullmatch(value) and (is_sum or place[-1] == "crates")):
        return f"”{value}”" if value else "inget"
    return amount_text(round(Fraction(value))) if is_sum else _number_text(Fraction(value))


def _number_text(number: Fraction) -> str:
    hundredths = round(number / _HUNDREDTH)
    decimals = 0 if hundredths % 100 == 0 else 2
    return number_text(Decimal(hundredths).scaleb(-2), decimals)
