"""Write the columns that keys share by, on the sheet Underlag."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from subsidy.brackets import Brackets
from subsidy.keys import KEYS, KeyName, Measures, measured_values, sharers
from subsidy.rules import ContributionRule
from subsidy.schemes import SCHEMES
from subsidy.terms import terms_of
from subsidy.workbook.book import Content, Formula, Table
from subsidy.workbook.charges import Block, scheme_blocks
from subsidy.workbook.styles import style_of_counts
from subsidy.workbook.term_cells import bracket_names, keys_of

_MONEY_KEYS: Mapping[KeyName, str] = {  # and what their columns mean
    "stand_alone": "Egen kostnad: vad veckans transporter skulle kosta om bara denna kommuns stopp kördes.",
    "shapley": (
        "Shapleyvärde: vad kommunen i genomsnitt lägger till i veckans kostnad, räknat över alla ordningar "
        "som deltagarna kan ansluta sig i."
    ),
    "nucleolus": (
        "Nukleol: kommunens del av veckans kostnad när den grupp som tjänar minst på samarbetet tjänar så "
        "mycket som möjligt."
    ),
    "equal_profit": (
        "Lika besparing: kommunens del av veckans kostnad när alla sparar en så lika stor del av sin egna "
        "kostnad som möjligt."
    ),
}


def basis_blocks(rule: ContributionRule, players: Sequence[Measures]) -> list[Block]:
    """The columns of money measures that are known of everybody, and of the other keys of the rule."""
    keys = keys_of(rule)
    blocks = [_money_block(key, players) for key in money_keys(players)]
    if "degressive_population" in keys:
        terms = terms_of("degressive_population", rule.terms)
        if isinstance(terms, Brackets):
            blocks.append(Block((14,), lambda table: _add_brackets(table, terms, players)))
    if "hub_distance" in keys:
        blocks.append(Block((14,), lambda table: _add_distance(table, players)))
    if {"average_volume", "south_central"} & set(keys):
        blocks.append(Block((11, 11, 11, 12), lambda table: _add_years(table, players)))
    for key in keys:
        scheme_terms = terms_of(key, rule.terms)
        if key in SCHEMES and scheme_terms is not None:
            blocks += scheme_blocks(key, scheme_terms, players)
    return blocks


def money_keys(players: Sequence[Measures]) -> tuple[KeyName, ...]:
    """The keys in money that are measured of everybody."""
    return tuple(key for key in _MONEY_KEYS if len(measured_values(key, players)) == len(players))


def explain_columns(players: Sequence[Measures]) -> tuple[str, ...]:
    """What the columns of money measures mean, in Swedish."""
    lines = [_MONEY_KEYS[key] for key in money_keys(players)]
    if any(player.shapley_within_ore is not None for player in players):
        lines.append(
            "Shapleyvärdena är uppskattade ur slumpade ordningar: kolumnen ± säger hur långt från det exakta "
            "värdet de kan ligga. Hur de drogs står under Anmärkningar på första bladet."
        )
    return tuple(lines)


def _money_block(key: KeyName, players: Sequence[Measures]) -> Block:
    is_estimate = key == "shapley" and any(player.shapley_within_ore is not None for player in players)
    widths = (15, 12, 16) if is_estimate else (15, 16)
    return Block(widths, lambda table: _add_money(table, key, players, is_estimate=is_estimate))


def _add_money(table: Table, key: KeyName, players: Sequence[Measures], *, is_estimate: bool) -> None:
    values = measured_values(key, players)
    ore = [values[player.id] for player in players]
    table.add(key, f"{KEYS[key].swedish}, öre per vecka", "ore", ore, total=sum(ore, Fraction(0)))
    if is_estimate:
        within = [player.shapley_within_ore or 0 for player in players]
        table.add(f"{key}_within", "± öre per vecka", "ore", within, total="")
    kronor = [Formula(f"{table.at(key, i)}/100", value * Fraction(1, 100)) for i, value in enumerate(ore)]
    total = sum(ore, Fraction(0)) * Fraction(1, 100)
    table.add(f"{key}_kr", f"{KEYS[key].swedish}, kr per vecka", "kr", kronor, total=total)


def _add_brackets(table: Table, terms: Brackets, players: Sequence[Measures]) -> None:
    weights = [
        player.weights["degressive_population"] for player in sharers("degressive_population", players)
    ]
    cells: list[Content] = [
        Formula(_bracket_text(table.at("population", i), len(terms.brackets)), weight)
        for i, weight in enumerate(weights)
    ]
    cells += ["–"] * (table.n - len(weights))
    head = "Invånare efter skikt"
    table.add("degressive_population", head, "decimal", cells, total=sum(weights, Fraction(0)))


def _bracket_text(population: str, n: int) -> str:
    parts = []
    for i in range(1, n + 1):
        above, weight = bracket_names(i)
        end = f"MIN({population},{bracket_names(i + 1)[0]})" if i < n else population
        parts.append(f"{weight}*MAX(0,{end}-{above})")
    return "+".join(parts)


def _add_distance(table: Table, players: Sequence[Measures]) -> None:
    metres = [player.hub_distance_m or 0 for player in players]
    table.add("hub_distance", "Meter från navet", style_of_counts(metres), metres, total=sum(metres))


def _add_years(table: Table, players: Sequence[Measures]) -> None:
    years = [year for year, _ in players[0].yearly_crates or ()]
    for place, year in enumerate(years):
        crates = [(player.yearly_crates or ())[place][1] for player in players]
        table.add(f"crates_{year}", f"Lådor {year}", "decimal", crates, total=sum(crates, Fraction(0)))
    means = [player.average_crates or Fraction(0) for player in players]
    cells: list[Content] = [
        Formula(f"SUM({table.at(f'crates_{years[0]}', i)}:{table.at(f'crates_{years[-1]}', i)})/3", mean)
        for i, mean in enumerate(means)
    ]
    table.add("average_volume", "Lådor i snitt per år", "decimal", cells, total=sum(means, Fraction(0)))
