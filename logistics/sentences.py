"""Say in Swedish what the routing core refuses."""

from collections.abc import Iterable, Mapping
from string import Formatter

from logistics.rule_sentences import OBSTACLES, VIOLATIONS
from logistics.swedish import NO_BREAK_SPACE, count_text, duration_text, list_text, weekday_name
from routes.errors import (
    BrokenPlan,
    Fact,
    ImpossiblePlan,
    Obstacle,
    RoutesError,
    SecondRunsMatter,
    TooManyStops,
    UnservableGroup,
    Violation,
)

Facts = Mapping[str, Fact]

_COUNTED = {
    "capacity": ("låda", "lådor"),
    "crates": ("låda", "lådor"),
    "delivered": ("låda", "lådor"),
    "collected": ("låda", "lådor"),
    "load": ("låda", "lådor"),
    "gap": ("vardag", "vardagar"),
    "longest": ("vardag", "vardagar"),
    "open_days": ("leveransdag", "leveransdagar"),
    "fixed_days": ("fast dag", "fasta dagar"),
    "visits": ("gång", "gånger"),
    "runs": ("tur", "turer"),
    "most_runs": ("tur", "turer"),
    "more": ("bil till", "bilar till"),
    "seconds": ("sekund", "sekunder"),
    "allowed_min": ("minut", "minuter"),
    "unbroken_min": ("minut", "minuter"),
    "needed_min": ("minut", "minuter"),
    "shift_min": ("minut", "minuter"),
    "longer_min": ("minut", "minuter"),
    "later_min": ("minut", "minuter"),
}
_KINDS_OF_WORK = {"work": "arbete", "driving": "körning"}


def refusal_sentences(refusal: RoutesError) -> tuple[str, ...]:
    """Everything that a refusal of the routing core says, a Swedish sentence or two for each fault."""
    if isinstance(refusal, ImpossiblePlan):
        return tuple(obstacle_sentence(obstacle) for obstacle in refusal.obstacles)
    if isinstance(refusal, BrokenPlan):
        lead = "Den plan som räknades fram bryter mot en regel. Det är ett fel i programmet; anmäl det."
        return (lead, *violation_sentences(refusal.violations))
    if isinstance(refusal, TooManyStops):
        return (_too_many_stops(refusal),)
    if isinstance(refusal, UnservableGroup):
        return (_unservable_group(refusal),)
    if isinstance(refusal, SecondRunsMatter):
        return (_second_runs(refusal),)
    return (str(refusal),)


def obstacle_sentence(obstacle: Obstacle) -> str:
    """What makes every plan impossible, and what would make one possible."""
    facts = dict(obstacle.facts)
    if not facts.get("more", 1):
        del facts["more"]  # no number of vehicles is enough
    return _say(OBSTACLES[obstacle.rule], facts)


def violation_sentences(violations: Iterable[Violation]) -> tuple[str, ...]:
    """What a plan breaks, one sentence for each breach."""
    return tuple(_say(VIOLATIONS[violation.rule], _sayable(violation)) for violation in violations)


def _sayable(violation: Violation) -> Facts:
    """The facts of a breach without a time that is nothing, or less than nothing."""
    facts = dict(violation.facts)
    allowed_s = facts.get("allowed_s", 0)
    if isinstance(allowed_s, int) and allowed_s < 0:
        del facts["allowed_s"]
        facts["late_s"] = -allowed_s
    elif not facts.get("needed_s", 1) and violation.rule in ("time_between_runs", "service_takes_its_time"):
        del facts["needed_s"]
    return facts


def _say(sentences: tuple[str, ...], facts: Facts) -> str:
    words = {name: _word(name, fact) for name, fact in facts.items()} | _spans(facts)
    if "fewest" in facts:
        same = facts["fewest"] == facts["most"]
        words["range"] = words["fewest"] if same else f"{facts['fewest']}–{facts['most']}"
    known = (
        s for s in sentences if {field for _, field, _, _ in Formatter().parse(s) if field} <= set(words)
    )
    said = next(known).format_map(words)
    return said[0].upper() + said[1:]


def _too_many_stops(refusal: TooManyStops) -> str:
    if refusal.weekday is None:
        what = f"{refusal.count} deltagare ska dela på kostnaden"
    else:
        what = f"Planen har {refusal.count} besök på {weekday_name(refusal.weekday)}ar"
    return (
        f"{what}, men vad varje grupp för sig skulle kosta går att räkna exakt för högst {refusal.most}."
        " Kostnaden fördelas därför inte: välj andra nycklar i rules.toml än nucleolus och equal_profit (shapley"
        " går att uppskatta), eller sprid besöken på fler dagar."
    )


def _unservable_group(refusal: UnservableGroup) -> str:
    return (
        f"{list_text(refusal.stop_ids)} går inte att besöka på {weekday_name(refusal.weekday)}ar utan andra stopp"
        " på vägen, så vad gruppen för sig skulle kosta går inte att räkna. Kostnaden fördelas därför inte: ge"
        " stoppen längre leveranstider."
    )


def _second_runs(refusal: SecondRunsMatter) -> str:
    return (
        f"På {weekday_name(refusal.weekday)}ar skulle någon grupp få det billigare om en bil körde två turer, men"
        " om tiden räcker till det går inte att räkna exakt. Kostnaden fördelas därför inte: välj andra nycklar i"
        " rules.toml än nucleolus och equal_profit."
    )


def _spans(facts: Facts) -> dict[str, str]:
    """Every span of time in words, to the second where minutes would make two look alike, or one like nothing."""
    spans = {name: fact for name, fact in facts.items() if name.endswith("_s") and isinstance(fact, int)}
    told = {duration_text(seconds) for seconds in {0, *spans.values()}}
    say = duration_text if len(told) == len({0, *spans.values()}) else _exact_text
    return {name: say(seconds) for name, seconds in spans.items()}


def _exact_text(seconds: int) -> str:
    parts = ((seconds // 3600, "tim"), (seconds // 60 % 60, "min"), (seconds % 60, "s"))
    return " ".join(f"{n}{NO_BREAK_SPACE}{unit}" for n, unit in parts if n) or duration_text(0)


def _word(name: str, fact: Fact) -> str:
    if isinstance(fact, tuple):
        return list_text(fact)
    if name == "weekday":
        return f"på {weekday_name(int(fact))}ar"
    if name in _COUNTED:
        return count_text(int(fact), *_COUNTED[name])
    return _KINDS_OF_WORK.get(str(fact), str(fact)) if name == "counts" else str(fact)
