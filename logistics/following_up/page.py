"""Write a follow-up as one web page that needs nothing but itself: no script, no other file."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from logistics.following_up.against import Change, change_of, whole_change
from logistics.following_up.amounts import DASH, value_text
from logistics.following_up.charts import NAME_WIDTH, WIDTH, municipality_chart, years_chart
from logistics.following_up.figures import Part
from logistics.following_up.gathering import FollowUp
from logistics.following_up.measures import (
    AGAINST_LAST_YEAR,
    COMPARED,
    COST,
    CRATES,
    PAID,
    PER_CRATE,
    PER_INHABITANT,
    PER_VISIT,
    REGION_SHARE,
    VISITS_A_WEEK,
    WHOLE,
    Measure,
)
from logistics.following_up.spread import Spread, spread_of
from logistics.following_up.volumes import YearCrates
from logistics.following_up.wording import (
    change_words,
    comparison_sentences,
    gap_sentences,
    lead_of,
    method_sentences,
    some_names,
    title_of,
)
from logistics.swedish import alphabetical

CHARTS = (PER_INHABITANT, PER_CRATE, REGION_SHARE)
COLUMNS = (CRATES, VISITS_A_WEEK, COST, PAID, REGION_SHARE, PER_CRATE, PER_VISIT, PER_INHABITANT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One figure of the whole year, and what it was last year."""

    heading: str
    text: str
    change: str  # empty where there is nothing to compare with


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: a name and its cells, each with its column's heading."""

    name: str
    cells: tuple[tuple[str, str], ...]
    is_sum: bool = False


def page_bytes(follow: FollowUp) -> bytes:
    """The page as UTF-8; the same follow-up gives the same bytes."""
    env = Environment(
        # The timetable's style sheet is the house's: one look for all pages.
        loader=ChoiceLoader([PackageLoader("logistics.following_up"), PackageLoader("logistics.timetable")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return env.get_template("follow_up.html").render(**_content(follow)).encode()


def _content(follow: FollowUp) -> dict[str, object]:
    year = follow.year
    spreads = [spread for measure in COMPARED if (spread := spread_of(measure, year.municipalities))]
    charts = [chart for measure in CHARTS if (chart := municipality_chart(year, measure))]
    return {
        "width": WIDTH,
        "name_width": NAME_WIDTH,
        "title": title_of(follow),
        "lead": lead_of(follow),
        "region": follow.region,
        "year": year.year,
        "last": follow.last.year if follow.last else None,
        "gaps": gap_sentences(year),
        "methods": method_sentences(follow),
        "comparison": comparison_sentences(follow),
        "cards": _cards(follow),
        "spreads": [_spread_row(spread, len(year.municipalities)) for spread in spreads],
        "charts": charts,
        "has_estimates": any(chart.has_estimates for chart in charts),
        "columns": [measure.heading for measure in COLUMNS],
        "parts": _part_rows(follow),
        "changed": [measure.heading for measure in AGAINST_LAST_YEAR],
        "changes": _change_rows(follow),
        "years": [_year_row(crates, follow.items_per_crate) for crates in reversed(follow.history)],
        "years_chart": years_chart(follow.history),
        "dash": DASH,
    }


def _cards(follow: FollowUp) -> list[Card]:
    cards = [_card(whole_change(measure, follow.year, follow.last)) for measure in WHOLE]
    items = Card(heading="Medier (uppskattat)", text=value_text(follow.items, "count"), change="")
    return [cards[0], items, *cards[1:]]


def _card(change: Change) -> Card:
    kind = change.measure.kind
    before = "" if change.then is None else f"{value_text(change.then, kind)}; {change_words(change)}"
    return Card(heading=change.measure.heading, text=value_text(change.now, kind), change=before)


def _spread_row(spread: Spread, municipalities: int) -> Row:
    kind = spread.measure.kind
    known = "" if spread.known == municipalities else f" ({spread.known} av {municipalities} kommuner)"
    return Row(
        name=f"{spread.measure.heading}{known}",
        cells=(
            ("Minst", f"{value_text(spread.least, kind)}: {some_names(spread.least_names)}"),
            ("Median", value_text(spread.median, kind)),
            ("Mest", f"{value_text(spread.most, kind)}: {some_names(spread.most_names)}"),
        ),
    )


def _part_rows(follow: FollowUp) -> list[Row]:
    rows = [
        Row(name=part.name, cells=tuple(_cell(m, m.of(part.figures)) for m in COLUMNS))
        for part in _alphabetical(follow.year.parts)
    ]
    whole = follow.year.whole
    return [*rows, Row(name="Alla", cells=tuple(_cell(m, m.of(whole)) for m in COLUMNS), is_sum=True)]


def _cell(measure: Measure, value: Fraction | None) -> tuple[str, str]:
    return measure.heading, value_text(value, measure.kind)


def _change_rows(follow: FollowUp) -> list[Row]:
    last = follow.last
    if last is None:
        return []
    rows = [
        Row(
            name=part.name,
            cells=tuple(
                _change_cell(
                    change_of(m, part.figures, then.figures if (then := last.part(part.id)) else None)
                )
                for m in AGAINST_LAST_YEAR
            ),
        )
        for part in _alphabetical(follow.year.parts)
    ]
    whole = tuple(_change_cell(whole_change(m, follow.year, last)) for m in AGAINST_LAST_YEAR)
    return [*rows, Row(name="Alla", cells=whole, is_sum=True)]


def _change_cell(change: Change) -> tuple[str, str]:
    return change.measure.heading, change_words(change)


def _year_row(crates: YearCrates, items_per_crate: int) -> Row:
    known = crates.counted if crates.stops_counted else None
    items = None if known is None else known * items_per_crate
    return Row(
        name=str(crates.year),
        cells=(
            ("Flyttade lådor", value_text(known, "count")),
            ("Medier (uppskattat)", value_text(items, "count")),
            ("Stopp som har räknat", f"{crates.stops_counted} av {crates.stops}"),
            ("Lådorna är", crates.method_text),
        ),
    )


def _alphabetical(parts: Sequence[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: (part.is_region, alphabetical(part.name)))
