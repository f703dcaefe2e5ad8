"""Say in Swedish what a follow-up shows, what is missing from it, and why."""

from collections.abc import Iterable, Iterator, Sequence

from logistics.dataset.money_rows import WEEKS_A_YEAR
from logistics.following_up.against import Change, is_counted_alike
from logistics.following_up.amounts import change_text, value_text
from logistics.following_up.figures import Part, YearFigures
from logistics.following_up.gathering import FollowUp
from logistics.following_up.measures import COST, CRATES, PAID, REGION_SHARE, WHOLE
from logistics.following_up.spread import Spread
from logistics.swedish import count_text, list_text, number_text


def title_of(follow: FollowUp) -> str:
    """The title of the page and of the workbook."""
    return f"Vad bidraget till boktransporterna gav {follow.year.year}"


def lead_of(follow: FollowUp) -> str:
    """The year in two or three sentences."""
    whole = follow.year.whole
    cost, paid = value_text(COST.of(whole), "kr"), value_text(PAID.of(whole), "kr")
    share = REGION_SHARE.of(whole)
    part = "" if share is None else f", {value_text(share, 'percent')},"
    paying = f"{follow.region} betalar {paid}{part} av transporternas kostnad {cost}."
    if whole.crates is None or follow.items is None:
        return f"{paying} Hur många lådor som flyttades är inte känt."
    crates = value_text(CRATES.of(whole), "count")
    return f"{paying} {crates} lådor flyttades, uppskattningsvis {value_text(follow.items, 'count')} medier."


def gap_sentences(year: YearFigures) -> tuple[str, ...]:
    """What is missing from a year, who lacks it, and what follows: a sentence each."""
    return (*_crate_gaps(year), *_visit_gaps(year), *_cost_gaps(year))


def method_sentences(follow: FollowUp) -> tuple[str, ...]:
    """How the figures of the page came about."""
    year = follow.year
    return (
        *(measure.meaning for measure in WHOLE),
        (
            f"Medier är en uppskattning: flyttade lådor gånger {number_text(follow.items_per_crate)}, som är"
            " antaget för hur många medier en låda innehåller."
        ),
        "Alla mått är räknade på oavrundade tal och avrundade först när de visas; också förändringar.",
        *_sample_sentences(year),
        *_region_sentences(year),
        *follow.notes,
    )


def comparison_sentences(follow: FollowUp) -> tuple[str, ...]:
    """What cannot be compared with last year, and why."""
    this, last = follow.year, follow.last
    if last is None:
        before = this.year - 1
        return (f"{this.year} jämförs inte med {before}: siffrorna för {before} är inte med här.",)
    return tuple(_comparison_sentences(this, last))


def spread_words(spread: Spread) -> str:
    """The least, the median and the most in a sentence."""
    kind = spread.measure.kind
    least, most = some_names(spread.least_names), some_names(spread.most_names)
    return (
        f"minst {value_text(spread.least, kind)} ({least}), median {value_text(spread.median, kind)}, mest"
        f" {value_text(spread.most, kind)} ({most})."
    )


def some_names(names: Sequence[str]) -> str:
    """The one name, or the first and how many more; as the workbook's formulas say it."""
    return names[0] if len(names) == 1 else f"{names[0]} och {len(names) - 1} till"


def change_words(change: Change) -> str:
    """A change with its sign, and in percent in brackets where that says more."""
    text = change_text(change.difference, change.measure.kind)
    if not change.difference or change.relative is None:
        return text
    return f"{text} ({'+' if change.relative > 0 else ''}{value_text(change.relative, 'percent')})"


def _crate_gaps(year: YearFigures) -> Iterator[str]:
    lacking = [part for part in year.parts if part.crates.missing]
    if lacking and not any(part.crates.stops_counted for part in year.parts):
        yield (f"Inga lådor är räknade för {year.year}, så lådor, medier och kostnad per låda saknas.")
        return
    for part in lacking:
        yield (
            f"{part.name}: lådorna för {year.year} är inte räknade hos {list_text(part.crates.missing)},"
            f" så {'regionen' if part.is_region else 'kommunen'} står utan lådor och kostnad per låda."
        )
    if lacking and year.counted:
        served = [part for part in year.parts if part.crates.stops]
        yield (
            f"Lådor, medier och kostnad per låda för alla tillsammans gäller de {len(year.counted)} av"
            f" {len(served)} vars lådor är räknade."
        )
    still = [part for part in year.parts if part.figures.crates == 0]
    if still:
        yield f"{_names(still)} flyttade inga lådor {year.year}, så kostnad per låda går inte att räkna där."


def _visit_gaps(year: YearFigures) -> Iterator[str]:
    stopless = [part for part in year.parts if not part.crates.stops]
    if stopless:
        yield f"{_names(stopless)} har inga stopp, och därför ingen kostnad per låda eller besök."
    unvisited = [part for part in year.parts if part.crates.stops and part.figures.visits == 0]
    if unvisited:
        yield f"{_names(unvisited)} hade inga besök {year.year}, så kostnad per besök går inte att räkna där."
    if year.whole.visits is None:
        yield f"Besöken under {year.year} framgår inte av beskedet, så kostnad per besök saknas för det året."


def _cost_gaps(year: YearFigures) -> Iterator[str]:
    free = [part for part in year.parts if part.figures.cost_ore == 0]
    if free:
        yield f"{_names(free)} har ingen kostnadsandel {year.year}, så regionens andel går inte att räkna där."


def _sample_sentences(year: YearFigures) -> Iterator[str]:
    names = [name for part in year.parts for name in part.crates.sampled]
    weeks = [part.crates.fewest_weeks for part in year.parts if part.crates.fewest_weeks is not None]
    if names:
        yield (
            f"Lådorna {year.year} är stickprov, minst {count_text(min(weeks), 'räknad vecka', 'räknade veckor')}"
            f" omräknade till {WEEKS_A_YEAR}, hos {list_text(names)}."
        )


def _region_sentences(year: YearFigures) -> Iterator[str]:
    for part in year.parts:
        if part.is_region:
            yield (
                f"{part.name} bär själv kostnaden för vissa stopp, till exempel sjukhusbibliotek. De står på en"
                " egen rad, har ingen folkmängd och räknas inte med när kommuner jämförs."
            )


def _comparison_sentences(this: YearFigures, last: YearFigures) -> Iterator[str]:
    yield from gap_sentences(last)
    new = [part for part in this.parts if last.part(part.id) is None]
    gone = [part for part in last.parts if this.part(part.id) is None]
    if new:
        yield f"{_names(new)} var inte med {last.year}."
    if gone:
        yield f"{_names(gone)} var med {last.year} men är det inte {this.year}."
    if not is_counted_alike(this, last):
        yield (
            f"Lådor och kostnad per låda för alla tillsammans jämförs inte: inte samma deltagare har räknade lådor"
            f" {last.year} och {this.year}."
        )


def _names(parts: Iterable[Part]) -> str:
    return list_text(part.name for part in parts)
