"""Charge a price list as four consortia do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar

from subsidy.errors import Fault, SplitRefused
from subsidy.schemes.members import Member, refuse_negative, refuse_no_part, sort_members


@dataclass(frozen=True, slots=True, kw_only=True)
class SitesTimesDays:
    """A price for each site and day of service, moved with an index since the base year."""

    sentence: ClassVar[str] = (
        "Andelen följer hämtställen gånger trafikdagar, som när alla i Orbis Cascade betalar samma pris för dem."
    )
    formula: ClassVar[str] = "andel = hämtställen × trafikdagar ÷ summan för alla"
    price_ore: int
    index_now: Fraction
    index_base: Fraction

    def __post_init__(self) -> None:
        refuse_negative(self.price_ore)
        if self.index_now <= 0 or self.index_base <= 0:
            raise ValueError(f"an index is positive: {self.index_now}, {self.index_base}")

    def charge(self, members: Sequence[Member], _total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee."""
        price_ore = self.price_ore * Fraction(self.index_now, self.index_base)
        return {m.id: price_ore * m.drop_sites * m.service_days for m in sort_members(members)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTable:
    """A price for each site by its days a week, from another table at high volume, less a subsidised part."""

    sentence: ClassVar[str] = (
        "Andelen följer en pristabell som i CLiC: varje hämtställe har ett pris efter sina trafikdagar i veckan, "
        "och priserna är andra vid stor volym."
    )
    formula: ClassVar[str] = "andel = Σ pris för hämtställets dagar i veckan ÷ summan för alla"
    prices_ore: Mapping[int, int]  # by days a week
    high_prices_ore: Mapping[int, int]
    high_from: Fraction  # a member with this volume or more pays by the high table
    subsidised_part: Fraction

    def __post_init__(self) -> None:
        refuse_negative(*self.prices_ore.values(), *self.high_prices_ore.values())
        refuse_no_part(self.subsidised_part)

    def charge(self, members: Sequence[Member], _total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee, less the subsidy."""
        unsubsidised = 1 - self.subsidised_part
        return {member.id: self._price_ore(member) * unsubsidised for member in sort_members(members)}

    def _price_ore(self, member: Member) -> int:
        table = self.high_prices_ore if member.volume >= self.high_from else self.prices_ore
        missing = [days for days in member.site_days if days not in table]
        if missing:
            sentence = (
                f"{member.name}: pris saknas för {missing[0]} dagar i veckan. Lägg till det i pristabellen."
            )
            raise SplitRefused((Fault(rule="no_price", sentence=sentence, facts={"id": member.id}),))
        return sum(table[days] for days in member.site_days)


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedPrice:
    """One price for everybody."""

    sentence: ClassVar[str] = "Alla får lika stor andel, som när alla i Vestland betalar samma fasta pris."
    formula: ClassVar[str] = "andel = 1 ÷ antalet deltagare"
    price_ore: int

    def __post_init__(self) -> None:
        refuse_negative(self.price_ore)

    def charge(self, members: Sequence[Member], _total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee."""
        return {member.id: Fraction(self.price_ore) for member in sort_members(members)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceABook:
    """A price for each book that is sent: 2 euro in Lapland.

    Books are counted by the crate. Sender and receiver pay half each: the source does not say who does.
    """

    sentence: ClassVar[str] = (
        "Andelen följer lådorna in och ut, som när varje bok i Lappland kostar lika mycket att skicka."
    )
    formula: ClassVar[str] = "andel = lådor in och ut ÷ allas lådor"
    price_ore: int = 200  # euro cents
    books_per_crate: Fraction = Fraction(20)  # an assumption; everybody's share is the same whatever it is

    def __post_init__(self) -> None:
        refuse_negative(self.price_ore, self.books_per_crate)

    def charge(self, members: Sequence[Member], _total_ore: int | Fraction, /) -> Mapping[str, Fraction]:
        """Everyone's fee."""
        return {m.id: self.price_ore * m.books for m in sort_members(members)}
