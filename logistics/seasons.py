"""Join the plans of a period: which timetable holds on which of its days, and how much its week weighs.

One plan is a `Planned` and holds the whole period; several are `Seasons`, which bind the period with them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction

from logistics.dataset import DataSet, VehicleCost, VehicleRow
from logistics.errors import NothingHolds
from logistics.planning import Planned
from logistics.swedish import count_text, dates_text, list_text

Period = tuple[date, date]
_REMEDY = (
    "Varje dag i perioden ska ha precis en tidtabell: ändra season_first_date eller season_last_date i settings"
    " och gör planen på nytt, eller ange andra planer."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NamedPlan:
    """A plan and the name of its file, for refusals."""

    name: str
    planned: Planned

    @property
    def season(self) -> Period:
        """The first and last day of its timetable."""
        settings = self.planned.dataset.settings
        return settings.season_first_date, settings.season_last_date

    @property
    def told(self) -> str:
        """The file and its season in words."""
        return f"{self.name} gäller {dates_text(*self.season)}"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stretch:
    """The days of a period on which one timetable holds."""

    planned: Planned
    first: date
    last: date  # included

    @property
    def days(self) -> int:
        """How many they are, every day of the week counted."""
        return (self.last - self.first).days + 1

    @property
    def told(self) -> str:
        """They in words: `1 januari–14 juni 2026 (165 dagar)`."""
        return f"{dates_text(self.first, self.last)} ({count_text(self.days, 'dag', 'dagar')})"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Seasons:
    """Several timetables that hold one after the other in a period."""

    stretches: tuple[Stretch, ...]  # in order, each beginning on the day after the one before
    dataset: DataSet  # of the first, with the season of all: what is said of money is the same in every one

    def __post_init__(self) -> None:
        pairs = zip(self.stretches, self.stretches[1:], strict=False)
        if len(self.stretches) < 2 or any(b.first != a.last + timedelta(days=1) for a, b in pairs):
            raise ValueError(f"no seasons one after the other: {[each.told for each in self.stretches]}")


Plans = Planned | Seasons


def join_plans(plans: Sequence[NamedPlan], first: date, last: date) -> Plans:
    """The plans as those of the period from `first` to `last`; one plan is itself, whatever its season.

    Raises
    ------
    NothingHolds
        A day of the period has no timetable or more than one, or a plan holds none of its days; all are named.
    """
    if len(plans) == 1:
        return plans[0].planned
    ordered = sorted(plans, key=lambda plan: plan.season)
    if wrong := [*_strangers(ordered, first, last), *_overlaps(ordered), *_gaps(ordered, first, last)]:
        raise NothingHolds("\n".join((*wrong, _REMEDY)))
    stretches = tuple(
        Stretch(planned=plan.planned, first=max(first, plan.season[0]), last=min(last, plan.season[1]))
        for plan in ordered
    )
    dataset = ordered[0].planned.dataset
    settings = replace(dataset.settings, season_last_date=ordered[-1].season[1])
    return Seasons(stretches=stretches, dataset=replace(dataset, settings=settings))


def stretches_of(plans: Plans, first: date, last: date) -> tuple[Stretch, ...]:
    """The timetables that hold from `first` to `last`, in order."""
    if isinstance(plans, Planned):
        return (Stretch(planned=plans, first=first, last=last),)
    within = (
        replace(each, first=max(first, each.first), last=min(last, each.last)) for each in plans.stretches
    )
    return tuple(each for each in within if each.first <= each.last)


def weeks_of(plans: Plans) -> tuple[tuple[Planned, int], ...]:
    """Every plan and the weight of its week in the mean week of the period: its days there."""
    if isinstance(plans, Planned):
        return ((plans, 1),)
    return tuple((each.planned, each.days) for each in plans.stretches)


def mean(values: Sequence[int | Fraction], plans: Plans) -> Fraction:
    """The mean of what the plans' weeks have each, by the days on which they hold; exactly."""
    weights = [weight for _, weight in weeks_of(plans)]
    total = sum(value * weight for value, weight in zip(values, weights, strict=True))
    return Fraction(total, sum(weights))


def vehicles_of(plans: Plans) -> tuple[VehicleRow, ...]:
    """Every vehicle that some timetable has, once."""
    known: dict[str, VehicleRow] = {}
    for planned, _ in weeks_of(plans):
        for vehicle in planned.dataset.vehicles:
            known.setdefault(vehicle.id, vehicle)
    return tuple(known.values())


def prices_of(plans: Plans) -> tuple[VehicleCost, ...]:
    """Every price that some timetable is driven by, once."""
    return tuple(dict.fromkeys(cost for planned, _ in weeks_of(plans) for cost in planned.dataset.costs))


def seasons_note(plans: Plans) -> tuple[str, ...]:
    """What a reader must know where several timetables stand behind the figures, in Swedish; else nothing."""
    if isinstance(plans, Planned):
        return ()
    n = count_text(len(plans.stretches), "tidtabell", "tidtabeller")
    note = (
        f"Under perioden gäller {n}: {list_text(each.told for each in plans.stretches)}. Varje tur är räknad efter"
        " sin dags tidtabell och pris. Det som mäts för en vecka är medelvärdet av tidtabellernas veckor, där"
        " varje vecka väger så mycket som antalet dagar då dess tidtabell gäller."
    )
    return (note,)


def _strangers(plans: Sequence[NamedPlan], first: date, last: date) -> Iterator[str]:
    for plan in plans:
        if plan.season[1] < first or last < plan.season[0]:
            yield f"{plan.told} och har ingen dag i perioden {dates_text(first, last)}."


def _overlaps(plans: Sequence[NamedPlan]) -> Iterator[str]:
    for i, plan in enumerate(plans):
        for other in plans[i + 1 :]:
            both = max(plan.season[0], other.season[0]), min(plan.season[1], other.season[1])
            if both[0] <= both[1]:
                yield f"{plan.told} och {other.told}: båda har {dates_text(*both)}."


def _gaps(plans: Sequence[NamedPlan], first: date, last: date) -> Iterator[str]:
    day = timedelta(days=1)
    begins = first
    for season in (*(plan.season for plan in plans), (last + day, last + day)):
        end = min(season[0] - day, last)
        if begins <= end:
            yield f"Ingen plan gäller {dates_text(begins, end)}; {list_text(plan.told for plan in plans)}."
        begins = max(begins, season[1] + day)
