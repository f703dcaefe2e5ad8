"""Sum the crates moved in a year, from what libraries reported or sampled."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from logistics.dataset import Volume

# A library counts the crates that it sends and those that it receives: each crate is counted at both ends.
COUNTS_OF_A_CRATE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCrates:
    """What some stops together moved in a year, half of each crate at its sender and half at its receiver."""

    year: int
    counted: Fraction  # by those stops that have a count
    stops: int
    missing: tuple[str, ...]  # names of the stops without a count
    sampled: tuple[str, ...]  # names of the stops whose count is a sample
    fewest_weeks: int | None  # of the samples

    @property
    def stops_counted(self) -> int:
        """How many stops have a count."""
        return self.stops - len(self.missing)

    @property
    def moved(self) -> Fraction | None:
        """The crates moved; None unless there are stops and each has a count."""
        return self.counted if self.stops and not self.missing else None

    @property
    def method_text(self) -> str:
        """How the crates were counted, in one Swedish word or two."""
        if not self.stops_counted:
            return "saknas" if self.stops else "inga stopp"
        if not self.sampled:
            return "rapporterat"
        return "stickprov" if len(self.sampled) == self.stops_counted else "delvis stickprov"


def moved_crates(row: Volume) -> Fraction:
    """A stop's part of the crates moved in the whole year.

    Examples
    --------
    >>> moved_crates(Volume(stop="KIL", year=2026, crates=Fraction(40), weeks=4, method="sampled"))
    Fraction(260, 1)
    """
    return row.crates_in_year / COUNTS_OF_A_CRATE


def crates_of_year(volumes: Iterable[Volume], year: int, stops: Mapping[str, str]) -> YearCrates:
    """What stops, given as names by id, moved in a year."""
    rows = {row.stop: row for row in volumes if row.year == year and row.stop in stops}
    samples = {id_: row for id_, row in rows.items() if row.method == "sampled"}
    return YearCrates(
        year=year,
        counted=sum(map(moved_crates, rows.values()), Fraction()),
        stops=len(stops),
        missing=tuple(name for id_, name in stops.items() if id_ not in rows),
        sampled=tuple(name for id_, name in stops.items() if id_ in samples),
        fewest_weeks=min((row.weeks for row in samples.values()), default=None),
    )


def crates_by_year(
    volumes: Iterable[Volume], stops: Mapping[str, str], *, former: Mapping[str, str], until: int
) -> tuple[YearCrates, ...]:
    """Every year from the first with a count to `until`, also those without any.

    A former stop takes part in the years in which it was counted: it is missing from none.
    """
    rows = tuple(volumes)
    first = min((row.year for row in rows), default=until)
    return tuple(
        crates_of_year(rows, year, {**_counted_then(rows, year, former), **stops})
        for year in range(min(first, until), until + 1)
    )


def _counted_then(rows: Iterable[Volume], year: int, stops: Mapping[str, str]) -> dict[str, str]:
    return {row.stop: stops[row.stop] for row in rows if row.year == year and row.stop in stops}
