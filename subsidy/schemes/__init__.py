"""Share courier costs as eight library consortia do.

What a consortium publishes is little more than its rule: prices and parts are terms that the user states, and
where a rule leaves a choice open, its class says what we chose. Amounts are in öre; in the cents of another
currency they work as well.
"""

from collections.abc import Mapping

from subsidy.schemes.members import Member, Scheme
from subsidy.schemes.priced import FixedPrice, PriceABook, PriceTable, SitesTimesDays
from subsidy.schemes.shared import AllocationKey, CountyPart, PriceAStop, VolumeAndStops

__all__ = [
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
