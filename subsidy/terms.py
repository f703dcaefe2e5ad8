"""Read the terms of keys: scales, prices, parts and years, as a rule states them.

    read_terms(key: KeyName, raw: Mapping[str, object]) -> Terms
    needs_terms(key: KeyName) -> bool

`raw` is the table `terms.<key>` of a rule as TOML gives it, decimals as `Decimal`. Sums end in `_kr`, parts in
`_percent`. Every fault is named in the one `ValueError`, a Swedish sentence each. A term that changes nobody's
share, such as a price that is the same for all, is a fault.

    degressive_population   brackets = [{ above = 0, weight_percent = 100 }, ...], source = "..."
    average_volume          last_year = 2025            (else: the year before the rule's first date)
    south_central           base_fee_kr, volume_percent, state_aid_kr = 0, truck_discount_percent = 0,
                            truck_vehicles = []
    clic                    prices_kr = { 3 = 900, ... } by visits a week, high_prices_kr, high_from_crates
    akershus, agder         key = { 1715 = 10, ... }    (a part for every municipality)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from subsidy.brackets import Bracket, Brackets
from subsidy.keys import KeyName
from subsidy.schemes import (
    COUNTED,
    AllocationKey,
    CountyPart,
    FixedPrice,
    PriceABook,
    PriceAStop,
    PriceTable,
    Scheme,
    SitesTimesDays,
    VolumeAndStops,
    proportions_of,
)
from subsidy.terms_table import TermsTable


@dataclass(frozen=True, slots=True, kw_only=True)
class LastYear:
    """The last of the three years whose volume counts; None: the year before the rule's first date."""

    year: int | None


Terms = LastYear | Brackets | Scheme

# What holds where a rule says nothing.
_DEFAULTS: Mapping[KeyName, Terms] = {
    "average_volume": LastYear(year=None),
    "librarylinknj": PriceAStop(),
    "orbis_cascade": SitesTimesDays(price_ore=1, index_now=Fraction(1), index_base=Fraction(1)),
    "vestland": FixedPrice(price_ore=1),
    "lapland": PriceABook(),
}
_NEEDED: frozenset[KeyName] = frozenset(
    {"degressive_population", "south_central", "clic", "akershus", "agder"}
)
_SAME_FOR_ALL = "är lika för alla och ändrar ingen andel; ta bort villkoret"


def needs_terms(key: KeyName) -> bool:
    """Whether a rule that shares by this key must state its terms."""
    return key in _NEEDED


def terms_of(key: KeyName, stated: Mapping[KeyName, Terms]) -> Terms | None:
    """The terms of a key: those stated, else those that always hold; None when there are none.

    Of a scheme only the proportions: an older rule may state a price that is the same for all.
    """
    terms = stated.get(key, _DEFAULTS.get(key))
    return terms if terms is None or isinstance(terms, LastYear | Brackets) else proportions_of(terms)


def read_terms(key: KeyName, raw: Mapping[str, object]) -> Terms:
    """The terms of a key, as a rule states them.

    Raises
    ------
    ValueError
        The key has no terms, or they are wrong: a Swedish sentence for every fault.

    Examples
    --------
    >>> read_terms("average_volume", {"last_year": 2025})
    LastYear(year=2025)
    """
    table = TermsTable(key, raw)
    reader = _READERS.get(key)
    if reader is None:
        priced = "; ett pris är lika för alla och ändrar ingen andel" if key in COUNTED else ""
        raise ValueError(f"terms.{key}: nyckeln har inga villkor{priced}. Ta bort raden.")
    try:
        terms = reader(table)
    except ValueError:
        table.refuse()  # what stands for a value that is wrong may make no sense either
        raise
    table.refuse()
    return terms


def _degressive(table: TermsTable) -> Brackets:
    rows = table.tables("brackets")
    brackets = tuple(Bracket(above=row.whole("above"), weight=row.part("weight_percent")) for row in rows)
    for row in rows:
        table.take_faults(row)
    if not table.faults and (not brackets or brackets[0].above != 0):
        table.fault("brackets", "måste börja med ett skikt med above = 0")
    if not table.faults and brackets[0].weight == 0:
        table.fault(
            "brackets", "väger ingen invånare: det första skiktets weight_percent måste vara över noll"
        )
    if not table.faults and any(a.above >= b.above or a.weight <= b.weight for a, b in pairwise(brackets)):
        table.fault("brackets", "måste ha stigande above och fallande weight_percent")
    source = table.text("source", default="")
    table.refuse()
    return Brackets(brackets=brackets, source=source)


def _average_volume(table: TermsTable) -> LastYear:
    return LastYear(year=table.whole("last_year"))


def _south_central(table: TermsTable) -> VolumeAndStops:
    terms = VolumeAndStops(
        base_fee_ore=table.ore("base_fee_kr"),
        state_aid_ore=table.ore("state_aid_kr", default=0),
        volume_part=table.part("volume_percent"),
        truck_discount=table.part("truck_discount_percent", default=Fraction(0)),
        truck_vehicles=table.texts("truck_vehicles"),
    )
    table.refuse()
    if terms.state_aid_ore and not terms.base_fee_ore:
        table.fault("state_aid_kr", "ändrar ingen andel utan grundavgift; ta bort villkoret")
    if terms.truck_discount and not terms.truck_vehicles:
        table.fault(
            "truck_discount_percent", "ändrar ingen andel utan bilar i truck_vehicles; ta bort villkoret"
        )
    if terms.truck_vehicles and not terms.truck_discount:
        table.fault("truck_vehicles", "ändrar ingen andel utan rabatt; ta bort villkoret")
    return terms


def _clic(table: TermsTable) -> PriceTable:
    table.refuse_idle("subsidised_percent", _SAME_FOR_ALL)
    return PriceTable(
        prices_ore=_by_days(table, "prices_kr"),
        high_prices_ore=_by_days(table, "high_prices_kr"),
        high_from=table.number("high_from_crates"),
        subsidised_part=Fraction(0),
    )


def _akershus(table: TermsTable) -> AllocationKey:
    return AllocationKey(key=_agreed_key(table))


def _agder(table: TermsTable) -> CountyPart:
    table.refuse_idle("county_percent", _SAME_FOR_ALL)
    return CountyPart(key=_agreed_key(table), county_part=Fraction(0))


_READERS: Mapping[str, Callable[[TermsTable], Terms]] = {
    "degressive_population": _degressive,
    "average_volume": _average_volume,
    "south_central": _south_central,
    "clic": _clic,
    "akershus": _akershus,
    "agder": _agder,
}


def _by_days(table: TermsTable, name: str) -> dict[int, int]:
    prices = table.table(name)
    found = {int(days): prices.ore(days) for days in prices.names if days in "12345" and len(days) == 1}
    prices.refuse_names("12345", "antalet besök i veckan, 1 till 5")
    table.take_faults(prices)
    return found


def _agreed_key(table: TermsTable) -> dict[str, int | Fraction]:
    parts = table.table("key")
    found: dict[str, int | Fraction] = {id_: parts.number(id_) for id_ in parts.names}
    if found and not parts.faults and not any(found.values()):
        table.fault("key", "är noll för alla, så den kan inte fördela något")
    table.take_faults(parts)
    return found
