"""Write what schemes charge, on the sheet Underlag: what they count, and the charges as live formulas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.keys import KEYS, KeyName, Measures, sharers
from subsidy.schemes import COUNTED, AllocationKey, CountyPart, PriceTable, VolumeAndStops
from subsidy.terms import Terms
from subsidy.workbook.book import Content, Formula, Table
from subsidy.workbook.styles import Style, style_of_counts
from subsidy.workbook.term_cells import OWN_PART, price_name

_NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Block:
    """Some columns that are added together: how wide they are, and who adds them."""

    widths: tuple[int, ...]
    add: Callable[[Table], None]


def scheme_blocks(key: KeyName, terms: Terms, players: Sequence[Measures]) -> list[Block]:
    """What a scheme counts, where no other column does, and its charges."""
    return [
        *_counted(key, terms, players),
        Block((18,), lambda table: _add_charges(table, key, terms, players)),
    ]


def _counted(key: KeyName, terms: Terms, players: Sequence[Measures]) -> list[Block]:
    match terms:
        case VolumeAndStops():
            return [Block((12, 12), lambda table: _add_truck_stops(table, terms, players))]
        case PriceTable():
            days = _days(players)
            return [Block((13,) * len(days), lambda table: _add_sites_by_days(table, players, days))]
        case AllocationKey() | CountyPart():
            return [Block((14,), lambda table: _add_agreed_key(table, key, terms, players))]
    return [Block((13, 13), lambda table: _add_sites(table, players))] if key == "orbis_cascade" else []


def _days(players: Sequence[Measures]) -> list[int]:
    """How many visits a week some stop has."""
    return sorted({days for player in players for days in player.site_days or ()})


def _add_truck_stops(table: Table, terms: VolumeAndStops, players: Sequence[Measures]) -> None:
    truck = [player.truck_visits or 0 for player in players]
    table.add("truck_visits", "Besök på lastbilstur", style_of_counts(truck), truck, total=sum(truck))
    counted = [p.visits - terms.truck_discount * n for p, n in zip(players, truck, strict=True)]
    cells = [
        Formula(
            f"{table.at('visits', i)}-South_Central_rabatt*{table.at('truck_visits', i)}", Fraction(value)
        )
        for i, value in enumerate(counted)
    ]
    table.add(
        "counted_stops", "Besök efter rabatt", "decimal", cells, total=sum(map(Fraction, counted), _NOTHING)
    )


def _add_sites(table: Table, players: Sequence[Measures]) -> None:
    sites = [len(player.site_days or ()) for player in players]
    table.add("sites", "Hämtställen", "ore", sites, total=sum(sites))
    days = [player.service_days or 0 for player in players]
    table.add("service_days", "Trafikdagar", "ore", days, total=sum(days))


def _add_sites_by_days(table: Table, players: Sequence[Measures], days: Sequence[int]) -> None:
    for n in days:
        sites = [(player.site_days or ()).count(n) for player in players]
        table.add(f"sites_{n}", f"Hämtställen, {n} besök", "ore", sites, total=sum(sites))


def _add_agreed_key(
    table: Table, key: KeyName, terms: AllocationKey | CountyPart, players: Sequence[Measures]
) -> None:
    parts = [Fraction(terms.key[player.id]) for player in sharers(key, players)]
    style: Style = "ore" if all(part.denominator == 1 for part in parts) else "exact_ore"
    head = f"{KEYS[key].swedish}, del av nyckeln"
    cells: list[Content] = [*parts, *("–",) * (table.n - len(parts))]
    table.add(f"{key}_part", head, style, cells, total=sum(parts, _NOTHING))


def _add_charges(table: Table, key: KeyName, terms: Terms, players: Sequence[Measures]) -> None:
    charges = [player.weights[key] for player in sharers(key, players)]
    side = _Side(table, len(charges), "" if len(charges) == len(players) else f"*(1-{OWN_PART})")
    cells: list[Content] = [
        Formula(_charge_text(side, key, terms, i), charge) for i, charge in enumerate(charges)
    ]
    cells += ["–"] * (len(players) - len(charges))
    style: Style = "decimal" if key in COUNTED else "exact_ore"
    what = "mått" if key in COUNTED else "avgift, öre"
    table.add(key, f"{KEYS[key].swedish}, {what}", style, cells, total=sum(charges, _NOTHING))


@dataclass(frozen=True, slots=True)
class _Side:
    """The rows that share by a scheme, and what of the cost they share as a factor in a formula."""

    table: Table
    n: int
    rest: str

    @property
    def cost(self) -> str:
        return f"Kostnad_öre{self.rest}"

    def part(self, column: str, i: int) -> str:
        whole = f"SUM({self.table.over(column, self.n)})"
        return f"IF({whole}=0,0,{self.table.at(column, i)}/{whole})"


def _charge_text(side: _Side, key: KeyName, terms: Terms, i: int) -> str:
    match terms:
        case VolumeAndStops():
            return _volume_and_stops(side, i)
        case PriceTable():
            return _price_table(side.table, terms, i)
        case AllocationKey() | CountyPart():
            return f"{side.cost}*{side.part(f'{key}_part', i)}"
    if key == "orbis_cascade":
        return f"{side.table.at('sites', i)}*{side.table.at('service_days', i)}"
    if key == "lapland":
        return side.table.at("crates", i)
    return "1" if key == "vestland" else f"{side.cost}*{side.part('visits', i)}"


def _volume_and_stops(side: _Side, i: int) -> str:
    n = f"ROWS({side.table.over('visits', side.n)})"
    rest = f"({side.cost}-South_Central_statsbidrag-South_Central_grundavgift*{n})"
    by_volume = f"South_Central_volymdel*{side.part('average_volume', i)}"
    by_stops = f"(1-South_Central_volymdel)*{side.part('counted_stops', i)}"
    return f"South_Central_grundavgift+{rest}*({by_volume}+{by_stops})"


def _price_table(table: Table, terms: PriceTable, i: int) -> str:
    sums = []
    for is_high, prices in ((True, terms.high_prices_ore), (False, terms.prices_ore)):
        known = [days for days in sorted(prices) if f"sites_{days}" in table.columns]
        parts = [f"{table.at(f'sites_{days}', i)}*{price_name(days, is_high=is_high)}" for days in known]
        sums.append("+".join(parts) or "0")
    return f"IF({table.at('crates', i)}>=CLiC_stor_volym,{sums[0]},{sums[1]})"
