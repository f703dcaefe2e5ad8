"""Describe the libraries: the settings, municipalities, stops, hours, flows and closed days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from logistics.dataset.columns import Problem, Row, column
from logistics.dataset.kinds import COUNTY_CODE, ID, IDS, MAYBE_TEXT, ORGNR, SCB_CODE, TEXT, choice, optional
from logistics.dataset.quantities import (
    CLOCK,
    DATE,
    DECIMAL,
    RUNS_BY_WEEKDAY,
    WEEKDAY,
    WEEKDAYS,
    minutes,
    whole,
)

STOP_KINDS = ("main", "branch", "hospital", "child_health", "pickup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings(Row):
    """What holds for the whole data set."""

    title: str = field(metadata=column(TEXT, "Datamängdens namn, överst i alla dokument", "Bokslingan 2026"))
    hub_name: str = field(metadata=column(TEXT, "Navets namn: där turerna börjar och slutar", "Sorteringen"))
    hub_place: str = field(metadata=column(ID, "Platsen där navet ligger", "KAR", refers_to=("places.id",)))
    hub_address: str = field(metadata=column(MAYBE_TEXT, "Navets gatuadress", "Västra Torggatan 26"))
    season_first_date: date = field(
        metadata=column(DATE, "Första dagen som tidtabellen gäller", "2026-01-01")
    )
    season_last_date: date = field(metadata=column(DATE, "Sista dagen som tidtabellen gäller", "2026-12-31"))
    county_code: str = field(metadata=column(COUNTY_CODE, "SCB:s länskod", "17"))
    county_name: str = field(metadata=column(TEXT, "Regionens namn", "Region Värmland"))
    county_orgnr: str = field(metadata=column(ORGNR, "Regionens organisationsnummer", "232100-0156"))
    hub_weekdays: frozenset[int] = field(
        default=frozenset(range(5)),
        metadata=column(
            optional(WEEKDAYS, empty=frozenset(range(5))),
            "Dagar när navet är bemannat; tomt: alla vardagar",
            "man tis ons tor",
        ),
    )
    hub_cutoff_s: int | None = field(
        default=None,
        metadata=column(
            optional(CLOCK),
            "Senaste återkomst till navet för alla bilar, så att sorteringen hinns med; tomt: ingen gräns",
            "16:30",
            name="hub_cutoff",
        ),
    )
    most_runs: tuple[tuple[int, int], ...] = field(
        default=(),
        metadata=column(
            optional(RUNS_BY_WEEKDAY, empty=()),
            "Högst så många turer en veckodag, alla bilar tillsammans; dagar som inte nämns: ingen gräns",
            "man 2 fre 1",
        ),
    )

    def _contradictions(self) -> Iterator[Problem]:
        yield from reversed_dates(self.season_first_date, self.season_last_date, "season_last_date")
        if self.hub_cutoff_s == 0:
            problem = "ingen bil kan vara tillbaka vid midnatt, när dagen börjar"
            yield Problem(column="hub_cutoff", problem=problem, remedy="ange ett senare klockslag")


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality(Row):
    """One municipality that bears its share of the cost."""

    scb_code: str = field(metadata=column(SCB_CODE, "SCB:s kommunkod", "1715"))
    name: str = field(metadata=column(TEXT, "Kommunens namn", "Kil"))
    orgnr: str = field(metadata=column(ORGNR, "Kommunens organisationsnummer", "212000-1751"))
    population: int = field(metadata=column(whole(1), "Folkmängd", "12085", unit="personer"))
    population_date: date = field(metadata=column(DATE, "Dagen som folkmängden gäller", "2023-12-31"))


@dataclass(frozen=True, slots=True, kw_only=True)
class StopRow(Row):
    """One place that the vans serve, as stated in the data set."""

    id: str = field(metadata=column(ID, "Bibliotekets id i de andra tabellerna", "KIL"))
    name: str = field(metadata=column(TEXT, "Bibliotekets namn i tidtabellen", "Kils bibliotek"))
    kind: str = field(
        metadata=column(
            choice(*STOP_KINDS),
            "Huvudbibliotek (main), filial (branch), sjukhusbibliotek (hospital), "
            "barnavårdscentral (child_health) eller utlämningsställe (pickup)",
            "main",
        )
    )
    place: str = field(metadata=column(ID, "Platsen på vägkartan", "KIL", refers_to=("places.id",)))
    bearer: str = field(
        metadata=column(
            ID,
            "Kommunkoden för den som bär kostnaden, eller länskoden när regionen gör det",
            "1715",
            refers_to=("municipalities.scb_code", "settings.county_code"),
        )
    )
    address: str = field(metadata=column(MAYBE_TEXT, "Gatuadress för föraren", "Storgatan 1, Kil"))
    visits_fewest: int = field(
        metadata=column(whole(1, 5), "Minst så många besök i veckan", "2", unit="besök/vecka")
    )
    visits_most: int = field(
        metadata=column(whole(1, 5), "Högst så många besök i veckan", "3", unit="besök/vecka")
    )
    longest_gap_days: int = field(
        metadata=column(
            whole(1, 5), "Längsta tid mellan två besök, räknat i vardagar över helgen", "3", unit="vardagar"
        )
    )
    service_s: int = field(
        metadata=column(minutes(), "Fast tid vid varje besök", "10", name="service_min", unit="minuter")
    )
    seconds_per_crate: int = field(
        metadata=column(whole(), "Tid för varje låda som lämnas eller hämtas", "25", unit="sekunder/låda")
    )
    fixed_weekdays: frozenset[int] = field(
        default=frozenset(),
        metadata=column(
            optional(WEEKDAYS, empty=frozenset()),
            "Fasta dagar: dagar när biblioteket alltid besöks; tomt: inga",
            "tis",
        ),
    )
    vehicles: frozenset[str] = field(
        default=frozenset(),
        metadata=column(
            optional(IDS, empty=frozenset()),
            "De enda bilar som får köra dit; tomt: alla",
            "bil-1",
            refers_to=("vehicles.id",),
        ),
    )
    position: str = field(
        default="",
        metadata=column(
            optional(choice("first", "last"), empty=""),
            "Om besöket alltid är det första (first) eller sista (last) på turen; tomt: var som helst",
            "first",
        ),
    )
    before: frozenset[str] = field(
        default=frozenset(),
        metadata=column(
            optional(IDS, empty=frozenset()),
            "Bibliotek som alltid besöks efter det här när de är på samma tur; tomt: inga",
            "KIL SUN",
            refers_to=("stops.id",),
        ),
    )

    def _contradictions(self) -> Iterator[Problem]:
        if len(self.fixed_weekdays) > self.visits_most:
            yield Problem(
                column="fixed_weekdays",
                problem=f"{len(self.fixed_weekdays)} fasta dagar är fler än högst {self.visits_most} besök",
                remedy="ange färre fasta dagar, eller höj visits_most",
            )
        if self.id in self.before:
            problem = f"”{self.id}” kan inte besökas före sig självt"
            yield Problem(column="before", problem=problem, remedy="ange andra bibliotek")
        if self.visits_fewest > self.visits_most:
            yield Problem(
                column="visits_most",
                problem=f"högst {self.visits_most} besök är färre än minst {self.visits_fewest}",
                remedy=f"ange {self.visits_fewest} eller fler, eller sänk visits_fewest",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours(Row):
    """One library's hours on one weekday; None: closed to the public, or no deliveries."""

    stop: str = field(metadata=column(ID, "Biblioteket", "KIL", refers_to=("stops.id",)))
    weekday: int = field(metadata=column(WEEKDAY, "Veckodagen", "man"))
    opens_s: int | None = field(
        metadata=column(optional(CLOCK), "Öppnar för allmänheten", "10:00", name="opens")
    )
    closes_s: int | None = field(
        metadata=column(optional(CLOCK), "Stänger för allmänheten", "18:00", name="closes")
    )
    delivery_from_s: int | None = field(
        metadata=column(optional(CLOCK), "Tidigast som lastningen får börja", "08:00", name="delivery_from")
    )
    delivery_to_s: int | None = field(
        metadata=column(optional(CLOCK), "Senast som lastningen får börja", "16:00", name="delivery_to")
    )

    def _contradictions(self) -> Iterator[Problem]:
        yield from _broken_span(self.opens_s, self.closes_s, ("opens", "closes"))
        yield from _broken_span(self.delivery_from_s, self.delivery_to_s, ("delivery_from", "delivery_to"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow(Row):
    """How many crates a week go from one library to another."""

    from_stop: str = field(metadata=column(ID, "Biblioteket som skickar", "KAR", refers_to=("stops.id",)))
    to_stop: str = field(metadata=column(ID, "Biblioteket som tar emot", "KIL", refers_to=("stops.id",)))
    crates_per_week: Fraction = field(
        metadata=column(DECIMAL, "Lådor i veckan i medeltal", "1.25", unit="lådor/vecka")
    )

    def _contradictions(self) -> Iterator[Problem]:
        if self.from_stop == self.to_stop:
            problem = f"”{self.to_stop}” skickar till sig själv"
            yield Problem(
                column="to_stop", problem=problem, remedy="ange ett annat bibliotek eller ta bort raden"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class StopClosure(Row):
    """Days on which a library takes no deliveries, beside the weekly hours."""

    stop: str = field(metadata=column(ID, "Biblioteket", "KIL", refers_to=("stops.id",)))
    first_date: date = field(metadata=column(DATE, "Första stängda dagen", "2026-03-09"))
    last_date: date = field(metadata=column(DATE, "Sista stängda dagen", "2026-03-13"))
    reason: str = field(metadata=column(TEXT, "Varför, som det ska stå i tidtabellen", "Inventering"))

    def _contradictions(self) -> Iterator[Problem]:
        yield from reversed_dates(self.first_date, self.last_date, "last_date")


def stops_after(stops: Iterable[StopRow]) -> dict[str, frozenset[str]]:
    """For each stop the ids of those that come after it on any run with both, by `before` and `position`."""
    rows = tuple(stops)
    ids = frozenset(row.id for row in rows)
    last = frozenset(row.id for row in rows if row.position == "last")
    return {row.id: ((ids if row.position == "first" else row.before) | last) - {row.id} for row in rows}


def reversed_dates(first: date, last: date, last_column: str) -> Iterator[Problem]:
    """The problem of a period that ends before it begins, if it does."""
    if last < first:
        problem = f"perioden slutar {last}, före sin början {first}"
        yield Problem(column=last_column, problem=problem, remedy=f"ange {first} eller senare")


def _broken_span(first: int | None, last: int | None, names: tuple[str, str]) -> Iterator[Problem]:
    if (first is None) != (last is None):
        lone, other = names if last is None else reversed(names)
        problem = f"{lone} är ifyllt men inte {other}"
        yield Problem(column=other, problem=problem, remedy="ange båda tiderna eller ingen av dem")
    elif first is not None and last is not None and first > last:
        problem = f"{names[1]} är tidigare än {names[0]}"
        yield Problem(column=names[1], problem=problem, remedy="ange ett senare klockslag")
