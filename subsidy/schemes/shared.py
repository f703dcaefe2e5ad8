"""Share a total cost as four consortia do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from subsidy.errors import Fault, SplitRefused
from subsidy.schemes.members import (
    Member,
    key_parts,
    nothing_to_share_by,
    refuse_negative,
    refuse_no_part,
    share_in_proportion,
    sort_members,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VolumeAndStops:
    """A base fee each; of the rest, a part by volume and the other part by stops; state aid comes off first.

    A stop on a truck's round counts less, by the truck discount.
    """

    sentence: ClassVar[str] = (
        "Andelen följer en avgift som i South Central: alla har samma grundavgift, och det som är kvar av "
        "kostnaden efter ett statsbidrag delas efter volym och efter antal stopp."
    )
    formula: ClassVar[str] = (
        "avgift = grundavgift + rest × (volymdel × andel av volymen + stoppdel × andel av stoppen), "
        "rest = kostnad − statsbidrag − alla grundavgifter; andel = avgift ÷ allas avgifter"
    )
    base_fee_ore: int
    state_aid_ore: int
    volume_part: Fraction
    truck_discount: Fraction
    truck_vehicles: frozenset[str] = frozenset()  # the ids of the vehicles whose rounds are a truck's

    def __post_init__(self) -> None:
        refuse_negative(self.base_fee_ore, self.state_aid_ore)
        refuse_no_part(self.volume_part, self.truck_discount)

    def charge(self, members: Sequence[Member], total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee; with the state aid they sum to the total."""
        rest_ore = total_ore - self.state_aid_ore - self.base_fee_ore * len(members)
        if rest_ore < 0:
            sentence = (
                "Statsbidraget och grundavgifterna är tillsammans större än kostnaden. Sänk grundavgiften."
            )
            raise SplitRefused((Fault(rule="fees_above_cost", sentence=sentence),))
        volume = {member.id: member.volume for member in sort_members(members)}
        by_volume = share_in_proportion(rest_ore * self.volume_part, volume)
        stops = {member.id: member.stops - self.truck_discount * member.truck_stops for member in members}
        by_stops = share_in_proportion(rest_ore * (1 - self.volume_part), stops)
        return {id_: self.base_fee_ore + by_volume[id_] + by_stops[id_] for id_ in by_volume}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceAStop:
    """The total divided by all stops, times one's own.

    Examples
    --------
    >>> everybody = [Member(id="all", name="All", stops=50_190)]
    >>> round(PriceAStop().price_ore(everybody, 19_149_300))  # cents: $191,493 is $3.82 a stop
    382
    """

    sentence: ClassVar[str] = "Alla stopp väger lika, som när LibraryLinkNJ tar samma pris för varje stopp."
    formula: ClassVar[str] = "andel = egna besök ÷ alla besök"

    def price_ore(self, members: Sequence[Member], total_ore: int | Fraction) -> Fraction:
        """What one stop costs."""
        stops = sum(member.stops for member in members)
        if stops == 0:
            raise SplitRefused((nothing_to_share_by(),))
        return Fraction(total_ore, stops)

    def charge(self, members: Sequence[Member], total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee; they sum to the total."""
        price_ore = self.price_ore(members, total_ore)
        return {member.id: price_ore * member.stops for member in sort_members(members)}


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationKey:
    """The total by an agreed key. In Akershus it is invoiced twice a year; that is nothing a share follows."""

    sentence: ClassVar[str] = "Andelen följer en avtalad fördelningsnyckel, som i Akershus."
    formula: ClassVar[str] = "andel = egen del av nyckeln ÷ hela nyckeln"
    key: Mapping[str, int | Fraction]  # parts by member

    def __post_init__(self) -> None:
        refuse_negative(*self.key.values())

    def charge(self, members: Sequence[Member], total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee; they sum to the total."""
        return share_in_proportion(Fraction(total_ore), key_parts(self.key, members))


@dataclass(frozen=True, slots=True, kw_only=True)
class CountyPart:
    """The county pays a part, half unless told otherwise; the members share the rest by a key."""

    sentence: ClassVar[str] = (
        "Andelen följer en avtalad nyckel, som när medlemmarna i Agder delar det som fylket inte betalar."
    )
    formula: ClassVar[str] = "andel = egen del av nyckeln ÷ hela nyckeln"
    key: Mapping[str, int | Fraction]  # parts by member; the source does not say which
    county_part: Fraction = Fraction(1, 2)

    def __post_init__(self) -> None:
        refuse_negative(*self.key.values())
        refuse_no_part(self.county_part)

    def charge(self, members: Sequence[Member], total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee; with the county's part they sum to the total."""
        county_ore = total_ore * self.county_part
        return share_in_proportion(total_ore - county_ore, key_parts(self.key, members))
