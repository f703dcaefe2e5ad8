"""Share courier costs as eight library consortia do.

What a consortium publishes is little more than its rule: prices and parts are terms that the user states, and
where a rule leaves a choice open, its class says what we chose. Amounts are in öre; in the cents of another
currency they work as well.

As keys they only set proportions: `proportions_of` takes out every price and part that is the same for all.
"""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from subsidy.schemes.members import Member, Scheme
from subsidy.schemes.priced import FixedPrice, PriceABook, PriceTable, SitesTimesDays
from subsidy.schemes.shared import AllocationKey, CountyPart, PriceAStop, VolumeAndStops

__all__ = [
    "COUNTED",
    "SCHEMES",
    "AllocationKey",
    "CountyPart",
    "FixedPrice",
    "Member",
    "PriceABook",
    "PriceAStop",
    "PriceTable",
    "Scheme",
    "SitesTimesDays",
    "VolumeAndStops",
    "proportions_of",
]

SCHEMES: Mapping[str, type[Scheme]] = {
    "south_central": VolumeAndStops,
    "librarylinknj": PriceAStop,
    "orbis_cascade": SitesTimesDays,
    "clic": PriceTable,
    "vestland": FixedPrice,
    "akershus": AllocationKey,
    "agder": CountyPart,
    "lapland": PriceABook,
}
COUNTED = frozenset(
    {"orbis_cascade", "vestland", "lapland"}
)  # whose proportions are counts, not sums of money


def proportions_of(scheme: Scheme) -> Scheme:
    """The scheme without what is the same for all: everybody's part of its charges is what it was.

    Examples
    --------
    >>> proportions_of(FixedPrice(price_ore=500_000))
    FixedPrice(price_ore=1)
    """
    one = Fraction(1)
    match scheme:
        case SitesTimesDays():
            return SitesTimesDays(price_ore=1, index_now=one, index_base=one)
        case PriceTable():
            return replace(scheme, subsidised_part=Fraction(0))
        case FixedPrice():
            return FixedPrice(price_ore=1)
        case CountyPart():
            return replace(scheme, county_part=Fraction(0))
        case PriceABook():
            return PriceABook(price_ore=1, books_per_crate=Fraction(2))  # a book of each crate, in and out
    return scheme
