"""Read the terms of keys: scales, prices, parts and years, as a rule states them.

    read_terms(key: KeyName, raw: Mapping[str, object]) -> Terms
    needs_terms(key: KeyName) -> bool

`raw` is the table `terms.<key>` of a rule as TOML gives it, decimals as `Decimal`. Sums end in `_kr`, parts in
`_percent`. Every fault is named in the one `RulebookRefused`. A term that changes nobody's share, such as a price
that is the same for all, is a fault.

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
from subsidy.errors import RulebookRefused, RuleFault
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
_SAME_FOR_ALL = "värdet är lika för alla och ändrar ingen andel"


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
    RulebookRefused
        The key has no terms, or they are wrong: with every fault, at its place within `terms`.

    Examples
    --------
    >>> read_terms("average_volume", {"last_year": 2025})
    LastYear(year=2025)
    """
    table = TermsTable(key, raw)
    reader = _READERS.get(key)
    if reader is None:
        raise RulebookRefused((_no_terms(key),))
    try:
        terms = reader(table)
    except ValueError:
        table.refuse()  # what stands for a value that is wrong may make no sense either
        raise
    table.refuse()
    return terms


def _no_terms(key: KeyName) -> RuleFault:
    priced = ": ett pris är lika för alla och ändrar ingen andel" if key in COUNTED else ""
    problem = f"nyckeln har inga villkor{priced}"
    return RuleFault(file="", line=None, place=key, value="", problem=problem, remedy="ta bort raden")


def _degressive(table: TermsTable) -> Brackets:
    rows = table.tables("brackets")
    brackets = tuple(Bracket(above=row.whole("above"), weight=row.part("weight_percent")) for row in rows)
    for row in rows:
        table.take_faults(row)
    if not table.faults and (problem := _problem_of_scale(brackets)):
        table.fault("brackets", *problem)
    source = table.text("source", default="")
    table.refuse()
    return Brackets(brackets=brackets, source=source)


def _problem_of_scale(brackets: tuple[Bracket, ...]) -> tuple[str, str] | None:
    if not brackets or brackets[0].above != 0:
        return "skikten börjar inte från noll", "låt det första skiktet ha above = 0"
    if brackets[0].weight == 0:
        return "skikten väger ingen invånare", "ge det första skiktet en weight_percent över noll"
    if any(a.above >= b.above for a, b in pairwise(brackets)):
        return "skikten har inte stigande above", "ange dem i stigande ordning"
    if any(a.weight <= b.weight for a, b in pairwise(brackets)):
        return "skikten har inte fallande weight_percent", "ge varje skikt mindre vikt än det före"
    return None


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
        table.fault("state_aid_kr", "bidraget ändrar ingen andel utan grundavgift", "ta bort det")
    if terms.truck_discount and not terms.truck_vehicles:
        table.fault("truck_discount_percent", "rabatten ändrar inget utan truck_vehicles", "ta bort den")
    if terms.truck_vehicles and not terms.truck_discount:
        table.fault("truck_vehicles", "bilarna ändrar inget utan truck_discount_percent", "ta bort dem")
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
    prices.refuse_names("12345", "är inget antal besök i veckan", "ange 1 till 5")
    table.take_faults(prices)
    return found


def _agreed_key(table: TermsTable) -> dict[str, int | Fraction]:
    parts = table.table("key")
    found: dict[str, int | Fraction] = {id_: parts.number(id_) for id_ in parts.names}
    if found and not parts.faults and not any(found.values()):
        table.fault("key", "nyckeln är noll för alla", "ange en del över noll för minst en kommun")
    table.take_faults(parts)
    return found
