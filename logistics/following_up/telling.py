"""Tell a follow-up on a screen, and to a program."""

from collections.abc import Iterator
from fractions import Fraction

from logistics.following_up.against import whole_change
from logistics.following_up.amounts import rounded, value_text
from logistics.following_up.figures import Figures, YearFigures
from logistics.following_up.gathering import FollowUp
from logistics.following_up.measures import COMPARED, WHOLE, Measure
from logistics.following_up.spread import spread_of
from logistics.following_up.wording import change_words, comparison_sentences, gap_sentences, spread_words

Line = tuple[str, str]


def follow_up_lines(follow: FollowUp) -> list[Line]:
    """The whole year, how far municipalities lie apart, and what is missing."""
    lines = [_whole_line(follow, measure) for measure in WHOLE]
    assumed = f"{follow.items_per_crate} i varje låda, ändras med --items-per-crate"
    lines.insert(1, ("Medier (uppskattat)", f"{value_text(follow.items, 'count')} ({assumed})"))
    spreads = [spread for measure in COMPARED if (spread := spread_of(measure, follow.year.municipalities))]
    lines += [("Mellan kommuner", f"{spread.measure.heading}: {spread_words(spread)}") for spread in spreads]
    lines += [("Saknas", sentence) for sentence in gap_sentences(follow.year)]
    lines += [("Jämförelse", sentence) for sentence in comparison_sentences(follow)]
    return [*lines, *(("Gör så", advice) for advice in _advice(follow))]


def follow_up_result(follow: FollowUp) -> dict[str, object]:
    """The same for a program: sums in whole öre, other figures as exact fractions in texts, unknown as null."""
    return {
        "year": follow.year.year,
        "items_per_crate": follow.items_per_crate,
        "all": _figures_result(follow.year.whole),
        "parts": _parts_result(follow.year),
        "last_year": None if follow.last is None else _last_result(follow.last),
        "crates_by_year": {
            str(year.year): {
                "moved": str(year.counted),
                "stops_counted": year.stops_counted,
                "stops": year.stops,
            }
            for year in follow.history
        },
        "missing": list(gap_sentences(follow.year)),
    }


def _advice(follow: FollowUp) -> Iterator[str]:
    """What whoever runs the command can do about what is missing; readers of the page cannot."""
    if any(part.crates.missing for part in follow.year.parts):
        yield f"ange lådorna för {follow.year.year} i tabellen volumes i datamängden, och gör planen på nytt"
    if follow.last is None:
        yield f"jämför med {follow.year.year - 1}: ange det årets plan eller besked med --last-year"


def _whole_line(follow: FollowUp, measure: Measure) -> Line:
    change = whole_change(measure, follow.year, follow.last)
    text = value_text(change.now, measure.kind)
    if change.then is None or follow.last is None:
        return measure.heading, text
    before = value_text(change.then, measure.kind)
    return measure.heading, f"{text} ({follow.last.year}: {before}, {change_words(change)})"


def _last_result(last: YearFigures) -> dict[str, object]:
    return {"year": last.year, "all": _figures_result(last.whole), "parts": _parts_result(last)}


def _parts_result(year: YearFigures) -> list[dict[str, object]]:
    return [
        {"id": part.id, "name": part.name, "is_region": part.is_region, **_figures_result(part.figures)}
        for part in year.parts
    ]


def _figures_result(figures: Figures) -> dict[str, object]:
    ore = {"cost_ore": figures.cost_ore, "paid_ore": figures.paid_ore}
    others = (measure for measure in WHOLE if f"{measure.key}_ore" not in ore)
    return {**ore, **{_result_name(measure): _result(measure, measure.of(figures)) for measure in others}}


def _result_name(measure: Measure) -> str:
    return f"{measure.key}_ore" if measure.kind == "kr" else measure.key


def _result(measure: Measure, value: Fraction | None) -> object:
    if value is None:
        return None
    if measure.kind == "kr":
        return int(rounded(value * 100, 0))  # whole öre
    return value.numerator if value.denominator == 1 else str(value)
