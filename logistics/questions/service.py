"""List the levels of service to choose between: how often each library is visited, and how evenly."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations_with_replacement

from logistics.dataset import DataSet
from logistics.swedish import count_text
from routes.patterns import Pattern, allowed_patterns, gap_days
from routes.places import WEEKDAYS, Stop
from routes.problem import Problem

LONGEST_GAP = len(WEEKDAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """What a library is promised."""

    visits_fewest: int  # a week
    visits_most: int  # a week
    longest_gap_days: int  # service days from visit to visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One level of service: what differs from the data set, by stop id, and how it is told."""

    words: str  # Swedish
    demands: Mapping[str, Demand]

    def of_problem(self, problem: Problem) -> Problem:
        """The week at this level."""
        return replace(problem, stops=tuple(self._changed(stop) for stop in problem.stops))

    def of_dataset(self, dataset: DataSet) -> DataSet:
        """The data set that asks for this level."""
        rows = (
            replace(
                row,
                visits_fewest=demand.visits_fewest,
                visits_most=demand.visits_most,
                longest_gap_days=demand.longest_gap_days,
            )
            if (demand := self.demands.get(row.id))
            else row
            for row in dataset.stops
        )
        return replace(dataset, stops=tuple(rows))

    def _changed(self, stop: Stop) -> Stop:
        demand = self.demands.get(stop.id)
        if demand is None:
            return stop
        return replace(
            stop,
            visits_fewest=demand.visits_fewest,
            visits_most=demand.visits_most,
            longest_gap_days=demand.longest_gap_days,
        )


AS_IS = Service(words="enligt datamängden", demands={})


def by_class(problem: Problem) -> Iterator[Service]:
    """Every number of visits for each class of libraries, where a class never gets fewer than one below it.

    A class is the libraries that the data set promises equally many visits. Each is visited exactly so often, as
    evenly as its delivery days allow; one that cannot be visited so often, as often as they allow.
    """
    classes = sorted({stop.visits_fewest for stop in problem.stops})
    for visits in combinations_with_replacement(range(1, len(WEEKDAYS) + 1), len(classes)):
        wanted = dict(zip(classes, visits, strict=True))
        demands = {stop.id: _evenly(stop, wanted[stop.visits_fewest]) for stop in problem.stops}
        yield Service(words=_words(problem, wanted), demands=demands)


def one_step_from(service: Service, problem: Problem) -> Iterator[Service]:
    """The same level with one visit more, or one fewer, for one library."""
    start = "" if service is AS_IS else f"{service.words}; "
    for stop in service.of_problem(problem).stops:
        for visits in (stop.visits_fewest + 1, stop.visits_fewest - 1):
            if not 1 <= visits <= len(WEEKDAYS):
                continue
            demand = _evenly(stop, visits)
            if demand.visits_fewest == visits:
                words = f"{start}{stop.name} {count_text(visits, 'besök', 'besök')}"
                yield Service(words=words, demands={**service.demands, stop.id: demand})


def _evenly(stop: Stop, visits: int) -> Demand:
    """So many visits, or the most below that its days allow, with the shortest longest gap that is possible."""
    for fewer in range(visits, 0, -1):
        free = replace(stop, visits_fewest=fewer, visits_most=fewer, longest_gap_days=LONGEST_GAP)
        gaps = [_longest_gap(pattern) for pattern in allowed_patterns(free)]
        if gaps:
            return Demand(visits_fewest=fewer, visits_most=fewer, longest_gap_days=min(gaps))
    return Demand(
        visits_fewest=stop.visits_fewest,
        visits_most=stop.visits_most,
        longest_gap_days=stop.longest_gap_days,
    )


def _longest_gap(pattern: Pattern) -> int:
    return max(gap_days(pattern, day) for day in pattern)


def _words(problem: Problem, wanted: Mapping[int, int]) -> str:
    sizes = Counter(stop.visits_fewest for stop in problem.stops)
    (first, visits), *others = wanted.items()
    told = [f"{count_text(sizes[first], 'bibliotek', 'bibliotek')} med {first} besök får {visits}"]
    return ", ".join([*told, *(f"{sizes[own]} med {own} får {visits}" for own, visits in others)])
