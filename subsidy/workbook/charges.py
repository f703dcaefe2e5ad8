"""Write what schemes charge, on the sheet Underlag: what they count, and the charges as live formulas."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.keys import KEYS, KeyName, Measures
from subsidy.schemes import AllocationKey, CountyPart, PriceTable, VolumeAndStops
from subsidy.terms import Terms
from subsidy.workbook.book import Content, Formula, Table
from subsidy.workbook.styles import Style
from subsidy.workbook.term_cells import price_name

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
    table.add("truck_visits", "Besök på lastbilstur", "ore", truck, total=sum(truck))
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
    parts = [Fraction(terms.key[player.id]) for player in players]
    style: Style = "ore" if all(part.denominator == 1 for part in parts) else "exact_ore"
    head = f"{KEYS[key].swedish}, del av nyckeln"
    table.add(f"{key}_part", head, style, parts, total=sum(parts, _NOTHING))


def _add_charges(table: Table, key: KeyName, terms: Terms, players: Sequence[Measures]) -> None:
    charges = [player.weights[key] for player in players]
    cells: list[Content] = [
        Formula(_charge_text(table, key, terms, i), charge) for i, charge in enumerate(charges)
    ]
    table.add(key, f"{KEYS[key].swedish}, avgift, öre", "exact_ore", cells, total=sum(charges, _NOTHING))


def _charge_text(table: Table, key: KeyName, terms: Terms, i: int) -> str:
    match terms:
        case VolumeAndStops():
            return _volume_and_stops(table, i)
        case PriceTable():
            return _price_table(table, terms, i)
        case AllocationKey():
            return f"Kostnad_öre*{_part(table, f'{key}_part', i)}"
        case CountyPart():
            return f"Kostnad_öre*(1-Agder_fylkets_del)*{_part(table, f'{key}_part', i)}"
    texts: dict[str, str] = {
        "librarylinknj": f"Kostnad_öre*{_part(table, 'visits', i)}",
        "vestland": "Vestland_pris",
        "lapland": f"Lappland_pris*Lappland_böcker*{table.at('crates', i)}/2",
    }
    if key == "orbis_cascade":
        price = "Orbis_Cascade_pris*Orbis_Cascade_index_nu/Orbis_Cascade_index_start"
        return f"{price}*{table.at('sites', i)}*{table.at('service_days', i)}"
    return texts[key]


def _volume_and_stops(table: Table, i: int) -> str:
    n = f"ROWS({table.over('visits')})"
    rest = f"(Kostnad_öre-South_Central_statsbidrag-South_Central_grundavgift*{n})"
    by_volume = f"South_Central_volymdel*{_part(table, 'average_volume', i)}"
    by_stops = f"(1-South_Central_volymdel)*{_part(table, 'counted_stops', i)}"
    return f"South_Central_grundavgift+{rest}*({by_volume}+{by_stops})"


def _price_table(table: Table, terms: PriceTable, i: int) -> str:
    sums = []
    for is_high, prices in ((True, terms.high_prices_ore), (False, terms.prices_ore)):
        known = [days for days in sorted(prices) if f"sites_{days}" in table.columns]
        parts = [f"{table.at(f'sites_{days}', i)}*{price_name(days, is_high=is_high)}" for days in known]
        sums.append("+".join(parts) or "0")
    return f"(1-CLiC_subvention)*IF({table.at('crates', i)}>=CLiC_stor_volym,{sums[0]},{sums[1]})"


def _part(table: Table, column: str, i: int) -> str:
    whole = f"SUM({table.over(column)})"
    return f"IF({whole}=0,0,{table.at(column, i)}/{whole})"
