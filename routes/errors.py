"""What the routing core refuses.

RoutesError
├── UnreachablePlaces   no road leads there (or back) on that date
├── ImpossiblePlan      a hard rule cannot be kept; carries every obstacle found
└── BrokenPlan          a plan failed `routes.check`; carries every violation found
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Fact = str | int | tuple[str, ...]


class RoutesError(Exception):
    """Any refusal of the routing core."""


class UnreachablePlaces(RoutesError):
    """Some places cannot be reached from the hub, or the hub not from them."""

    def __init__(self, place_ids: tuple[str, ...]) -> None:
        self.place_ids = place_ids
        super().__init__(f"No road connects the hub and {', '.join(place_ids)} both ways.")


class TooManyStops(RoutesError):
    """More stops on a weekday (or groups, where `weekday` is None) than exact costs can be found for."""

    def __init__(self, weekday: int | None, count: int, most: int) -> None:
        self.weekday, self.count, self.most = weekday, count, most
        what = "groups" if weekday is None else f"stops on weekday {weekday}"
        super().__init__(f"{count} {what}: exact costs can be found for at most {most}.")


class UnservableGroup(RoutesError):
    """A group of stops cannot be served on its own on some weekday, so it has no cost."""

    def __init__(self, weekday: int, stop_ids: tuple[str, ...]) -> None:
        self.weekday, self.stop_ids = weekday, stop_ids
        super().__init__(f"On weekday {weekday} {', '.join(stop_ids)} cannot be served without other stops.")


class SecondRunsMatter(RoutesError):
    """On some weekday a second run of a vehicle would be cheaper for some group: exact costs are not known."""

    def __init__(self, weekday: int) -> None:
        self.weekday = weekday
        super().__init__(
            f"On weekday {weekday} some groups would be cheaper with a vehicle going twice; whether it finds the"
            " time for that is not known: exact costs can be found where each vehicle goes once."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle:
    """One hard rule that no plan can keep, with what would make it possible."""

    rule: str  # the name of the rule, a key for translation
    sentence: str  # English
    remedy: str  # English: what would make it possible
    facts: Mapping[str, Fact] = field(default_factory=dict)  # figures and names for a translation


class ImpossiblePlan(RoutesError):
    """No plan keeps every hard rule; `obstacles` names stops, rules and remedies."""

    def __init__(self, obstacles: tuple[Obstacle, ...]) -> None:
        self.obstacles = obstacles
        super().__init__(" ".join(f"{o.sentence} {o.remedy}" for o in obstacles))


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One hard rule that a plan breaks."""

    rule: str  # the name of the rule's function in `routes.check`
    sentence: str  # English
    facts: Mapping[str, str | int] = field(default_factory=dict)


class BrokenPlan(RoutesError):
    """A plan breaks hard rules and must not be shown to anyone."""

    def __init__(self, violations: tuple[Violation, ...]) -> None:
        self.violations = violations
        super().__init__(" ".join(v.sentence for v in violations))
