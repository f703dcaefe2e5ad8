"""Measure a plan for every key, and say of each key that cannot be measured why."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from logistics.judging import unpriced_sentence
from logistics.measuring import COALITION_KEYS, VOLUME_KEYS, measure_players
from logistics.seasons import Plans, seasons_note
from logistics.swedish import list_text
from logistics.unmeasurable import SITE_KEYS
from logistics.week_costs import price_week
from routes.errors import RoutesError
from subsidy.errors import SplitRefused
from subsidy.keys import KEY_NAMES, KEYS, KeyName, Measures
from subsidy.measures import YEARS
from subsidy.rules import ContributionRule
from subsidy.terms import Terms


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """The players with all that could be measured, and why some keys were not."""

    players: tuple[Measures, ...]  # what is counted
    by_key: Mapping[KeyName, tuple[Measures, ...]] = field(default_factory=dict)  # of keys that are priced
    reasons: Mapping[KeyName, str] = field(default_factory=dict)  # where nobody was measured
    terms: Mapping[KeyName, Terms] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # that values are estimates, and terms not the rule's


def measure_all(plans: Plans, rule: ContributionRule, own_terms: Mapping[KeyName, Terms]) -> Measured:
    """Everything that the keys need, or the reason why not, key by key; `own_terms` go before the rule's."""
    year, terms = rule.first_date.year, {**rule.terms, **own_terms}
    by_key: dict[KeyName, tuple[Measures, ...]] = {}
    years = f"Tabellen volumes saknar lådor för något stopp under de {YEARS} åren som räknas."
    reasons = dict.fromkeys(sorted(VOLUME_KEYS), years)
    for name in KEY_NAMES:
        if name not in COALITION_KEYS | SITE_KEYS:
            continue
        try:
            by_key[name] = measure_players(plans, (name,), terms=terms, year=year)
        except RoutesError as refusal:
            reasons[name] = unpriced_sentence(refusal)
        except SplitRefused as refusal:
            reasons[name] = " ".join(fault.sentence for fault in refusal.faults)
    return Measured(
        players=measure_players(plans, (), terms=terms, year=year),
        by_key=by_key,
        reasons=reasons,
        terms=terms,
        notes=(
            *seasons_note(plans),
            *(_estimated(plans) if "shapley" in by_key else ()),
            *_stated(own_terms),
        ),
    )


def _estimated(plans: Plans) -> tuple[str, ...]:
    week = price_week(plans)
    return (week.note, week.interval) if week.note else ()


def _stated(own_terms: Mapping[KeyName, Terms]) -> tuple[str, ...]:
    if not own_terms:
        return ()
    names = list_text(KEYS[name].swedish for name in KEY_NAMES if name in own_terms)
    return (f"Villkoren för {names} är inte regelns: de är angivna för jämförelsen.",)
