"""Hold what schemes charge by, and what they charge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from subsidy.errors import Fault, SplitRefused
from subsidy.wording import format_list

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What the schemes know of one member, over the period that is charged."""

    id: str
    name: str
    stops: int | Fraction = 0  # times the courier stops
    truck_stops: int | Fraction = 0  # those of them on a truck's round, which are cheaper
    drop_sites: int = 0
    service_days: int = 0
    site_days: tuple[int, ...] = ()  # days a week of service at each of its sites
    volume: Fraction = NOTHING  # crates: of a week, or the mean of three years' samples
    books: Fraction = NOTHING

    def __post_init__(self) -> None:
        counts = (self.stops, self.truck_stops, self.drop_sites, self.service_days, self.books, self.volume)
        if any(count < 0 for count in counts) or self.truck_stops > self.stops:
            raise ValueError(f"{self.id}: impossible counts {counts}")


class Scheme(Protocol):
    """The terms of a way to charge members, that explains itself as a key: what shares follow.

    `total_ore` is the cost of the period; a scheme with prices of its own charges those instead. What each
    member is charged, by id and exactly: state aid, the county's part and subsidies are nobody's.
    """

    @property
    def sentence(self) -> str: ...  # noqa: D102
    @property
    def formula(self) -> str: ...  # noqa: D102
    def charge(self, members: Sequence[Member], total_ore: int | Fraction, /) -> Mapping[str, Fraction]: ...  # noqa: D102


def sort_members(members: Sequence[Member]) -> list[Member]:
    """The members by id; nobody may stand twice."""
    if len({member.id for member in members}) < len(members):
        raise ValueError(f"a member stands twice: {[member.id for member in members]}")
    return sorted(members, key=lambda member: member.id)


def share_in_proportion(total_ore: Fraction, weights: Mapping[str, int | Fraction]) -> dict[str, Fraction]:
    """A sum in proportion to weights, exactly; sorted by id."""
    weight = Fraction(sum(weights.values()))
    if weight == 0:
        if total_ore:
            raise SplitRefused((nothing_to_share_by(),))
        return dict.fromkeys(sorted(weights), Fraction(0))
    return {id_: total_ore * Fraction(weights[id_]) * Fraction(1, weight) for id_ in sorted(weights)}


def key_parts(key: Mapping[str, int | Fraction], members: Sequence[Member]) -> dict[str, int | Fraction]:
    """Everyone's part of an agreed key, which must name exactly the members."""
    names = {member.id: member.name for member in sort_members(members)}
    lacking = format_list([f"{name} ({id_})" for id_, name in names.items() if id_ not in key])
    strangers = format_list(sorted(key.keys() - names.keys()))
    wrong = [f"saknar {lacking}"] * bool(lacking) + [f"nämner {strangers}, som inte deltar"] * bool(strangers)
    if wrong:
        sentence = f"Den avtalade nyckeln {' och '.join(wrong)}. Rätta den i regelns terms."
        raise SplitRefused((Fault(rule="other_members", sentence=sentence),))
    return {id_: key[id_] for id_ in names}


def nothing_to_share_by() -> Fault:
    """All weights are zero."""
    sentence = "Alla värden är noll, så det finns inget att fördela kostnaden efter."
    return Fault(rule="zero_key", sentence=sentence)


def refuse_negative(*amounts: int | Fraction) -> None:
    """Raise ValueError if an amount is negative."""
    if any(amount < 0 for amount in amounts):
        raise ValueError(f"the terms of a scheme cannot be negative: {amounts}")


def refuse_no_part(*parts: Fraction) -> None:
    """Raise ValueError if a part lies outside 0 to 1."""
    if any(not 0 <= part <= 1 for part in parts):
        raise ValueError(f"a part lies between 0 and 1: {parts}")
