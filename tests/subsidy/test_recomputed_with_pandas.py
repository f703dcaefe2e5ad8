"""Recompute cost shares and awards with pandas, from the sheets that hold only what was put in.

Another way on purpose: no fractions but doubles, no rounds but a search for the one factor that shares the
contribution out between floors and caps, and not a line of the money core.
"""

from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from subsidy.keys import KEY_NAMES, KeyMix, KeyName
from subsidy.statement import Statement, settle
from subsidy.workbook import write_statement
from tests.subsidy.cases import mix, rule, sixteen
from tests.subsidy.test_workbook_keys import every_key

SMALL = 1e-6  # of an öre: a thousand times what doubles may be off by here
# Keys whose values stand in one column of the sheet Underlag. The week's money measures are values there: what
# they would be without the program's prices of groups nobody can recompute from the sheet.
COLUMNS = {
    "Invånare": "Invånare",
    "Besök": "Besök per vecka",
    "LibraryLinkNJ": "Besök per vecka",
    "Lådor": "Lådor in och ut per vecka",
    "Lappland": "Lådor in och ut per vecka",
    "Egen kostnad": "Egen kostnad, öre per vecka",
    "Shapleyvärde": "Shapleyvärde, öre per vecka",
    "Nukleol": "Nukleol, öre per vecka",
    "Lika besparing": "Lika besparing, öre per vecka",
    "Avstånd": "Meter från navet",
    "Akershus": "Akershus, del av nyckeln",
    "Agder": "Agder, del av nyckeln",
}
OF_THE_WHOLE_COST = ("Shapleyvärde", "Nukleol", "Lika besparing")  # the region is a player like the others
BY_INHABITANTS = mix(population=100)
SEVERAL = mix(equal=13, population=29, visits=17, crates=23, stand_alone=11, shapley=7)
RULES = {
    "by inhabitants": rule(90_000_000),
    "several keys": rule(90_000_003, cost_mix=SEVERAL, contribution_mix=mix(equal=25, population=75)),
    "a floor": rule(50_000_000, floor_ore=2_500_000),
    "a cap": rule(90_000_001, cap_share=Fraction(2, 3), contribution_mix=SEVERAL),
    "floor and cap": rule(
        80_000_000,
        floor_ore=3_000_000,
        cap_share=Fraction(5, 8),
        cost_mix=SEVERAL,
        contribution_mix=mix(population=100),
    ),
    "caps that leave money": rule(180_000_000, cap_share=Fraction(1, 3), cost_mix=SEVERAL),
    "equal shares and ties": rule(10_000_007, cost_mix=mix(equal=100), contribution_mix=mix(equal=100)),
    "nothing to give": rule(0),
    "whole kronor": replace(rule(90_000_050, cap_share=Fraction(2, 3), cost_mix=SEVERAL), rounding_ore=100),
    "whole hundreds": replace(
        rule(80_005_000, floor_ore=2_004_999, cap_share=Fraction(7, 8), cost_mix=SEVERAL),
        rounding_ore=10_000,
        own_floors_ore={"1760": 4_000_001, "1785": 0},
    ),
}


def read_table(cells: pd.DataFrame, first_head: str) -> pd.DataFrame:
    """The rows between a head in the first column and their sum, or an empty row."""
    start = cells.index[cells[0] == first_head][0]
    below = cells.loc[start + 1 :]
    ends = below.index[below[0].isna() | (below[0] == "Summa")]
    table = below.loc[: ends[0] - 1] if len(ends) else below
    return table.set_axis(cells.loc[start], axis="columns").dropna(axis="columns", how="all")


@dataclass(frozen=True)
class Regel:
    """The sheet Regel: amounts, and the terms of keys by label."""

    amounts: pd.Series
    terms: pd.Series


def terms_in(cells: pd.DataFrame) -> pd.Series:
    if not (cells[0] == "Villkor").any():
        return pd.Series(dtype=float)
    return read_table(cells, "Villkor").set_index("Villkor")["Värde"].astype(float)


def whole_units(amounts: pd.Series, unit: int = 1) -> pd.Series:
    return (amounts + SMALL).floordiv(unit) * unit


def round_down_and_deal(exact: pd.Series, total: int, unit: int = 1) -> pd.Series:
    """Whole units; those left over go to the largest remainders, and by code where remainders are alike."""
    whole = whole_units(exact, unit)
    order = (exact - whole).round(5).sort_index().sort_values(ascending=False, kind="stable").index
    whole[order[: (total - int(whole.sum())) // unit]] += unit
    return whole.astype("int64")


def measure(key: str, players: pd.DataFrame, regel: Regel, budget: float) -> pd.Series:
    """What a key measures of everybody who shares by it, from the columns of what was counted only."""
    if key in COLUMNS:
        return players[COLUMNS[key]].astype(float)
    terms = regel.terms
    if key in ("Lika", "Vestland"):
        return pd.Series(1.0, index=players.index)
    if key == "Avtagande invånartal":
        return degressive(players["Invånare"].astype(float), terms)
    years = players.filter(regex=r"^Lådor 20\d\d$").astype(float).mean(axis="columns")
    if key == "Treårssnitt av lådor":
        return years
    if key == "Orbis Cascade":
        return players["Hämtställen"].astype(float) * players["Trafikdagar"].astype(float)
    if key == "CLiC":
        return by_table(players, terms)
    fee, part = (terms[f"South Central: {what}"] for what in ("grundavgift", "del efter volym"))
    rest = budget - terms["South Central: statsbidrag"] - fee * len(players)
    discount = terms["South Central: rabatt för stopp på lastbilstur"]
    stops = players["Besök per vecka"].astype(float) - discount * players["Besök på lastbilstur"].astype(
        float
    )
    return fee + rest * (part * years / years.sum() + (1 - part) * stops / stops.sum())


def degressive(inhabitants: pd.Series, terms: pd.Series) -> pd.Series:
    """Bracket by bracket: the inhabitants above each limit, times what that bracket weighs more than the last."""
    weighed, before = inhabitants * 0.0, 0.0
    for n in range(1, 1 + sum("skikt" in label and "över" in label for label in terms.index)):
        above, weight = (
            terms[f"Avtagande invånartal: skikt {n}, {what}"] for what in ("över", "varje invånare väger")
        )
        weighed += (inhabitants - above).clip(lower=0) * (weight - before)
        before = weight
    return weighed


def by_table(players: pd.DataFrame, terms: pd.Series) -> pd.Series:
    """The prices of everybody's sites, from the high table where there are many crates."""
    is_high = players["Lådor in och ut per vecka"].astype(float) >= terms["CLiC: stor volym från"]
    low, high = players["Besök per vecka"] * 0.0, players["Besök per vecka"] * 0.0
    for column in players.filter(regex="^Hämtställen, ").columns:
        days = column.split(", ")[1].split()[0]
        low += players[column].astype(float) * terms[f"CLiC: pris, {days} besök i veckan"]
        high += players[column].astype(float) * terms[f"CLiC: pris vid stor volym, {days} besök i veckan"]
    return high.where(is_high, low).astype(float)


def mixed_shares(players: pd.DataFrame, weights: pd.Series, regel: Regel, *, of_cost: bool) -> pd.Series:
    """The weighted shares; of the cost the region first bears its own stops' part of all Shapley values."""
    members = players[players.index.str.len() == 4]
    shares = pd.Series(0.0, index=players.index if of_cost else members.index)
    shapley = players["Shapleyvärde, öre per vecka"].astype(float)
    own = (shapley / shapley.sum()).drop(members.index)
    budget = float(regel.amounts["Kostnad att dela"]) * (1 - own.sum())
    for key, weight in weights[weights.astype(float) > 0].items():
        is_player = of_cost and key in OF_THE_WHOLE_COST
        sharing = players if is_player else members
        values = measure(key, sharing, regel, budget)
        part = 1 - own.sum() if of_cost and not is_player else 1.0
        shares[sharing.index] += float(weight) * part * values / values.sum()
        if of_cost and not is_player:
            shares[own.index] += float(weight) * own
    return shares


def level(total: int, shares: pd.Series, floors: pd.Series, caps: pd.Series) -> pd.Series:
    """Exact amounts min(cap, max(floor, factor x share)): the factor is searched by halving."""
    between = floors[shares.index].to_numpy(), caps[shares.index].to_numpy()
    low, high = 0.0, 1e15
    while low < (middle := (low + high) / 2) < high:  # until no double lies between them
        if (middle * shares.to_numpy()).clip(*between).sum() < total:
            low = middle
        else:
            high = middle
    return (low * shares).clip(floors, caps)


def recompute(path: Path) -> tuple[dict[str, int], dict[str, int]]:
    """Cost shares and awards in öre, by code."""
    sheets = pd.read_excel(path, sheet_name=["Underlag", "Regel"], header=None, dtype=object)
    players = read_table(sheets["Underlag"], "Kommun").set_index("Kod")
    amounts = read_table(sheets["Regel"], "Uppgift").set_index("Uppgift")["Värde"]
    weights = read_table(sheets["Regel"], "Nyckel").set_index("Nyckel").replace("–", 0)
    regel = Regel(amounts=amounts, terms=terms_in(sheets["Regel"]))
    cost = int(amounts["Kostnad att dela"])
    costs = mixed_shares(players, weights["Vikt för kostnaden"], regel, of_cost=True)
    costs = round_down_and_deal(cost * costs, cost)
    members = players[players.index.str.len() == 4]
    shares = mixed_shares(players, weights["Vikt för bidraget"], regel, of_cost=False)
    awards = share_contribution(amounts, shares, costs[members.index])
    return costs.to_dict(), awards.to_dict()


def share_contribution(amounts: pd.Series, shares: pd.Series, costs: pd.Series) -> pd.Series:
    unit = int(amounts["Avrundning"])
    contribution = int(amounts["Regionens bidrag"]) // unit * unit
    floors, caps = bounds(amounts, costs, unit)
    caps = caps.clip(upper=contribution)
    total = min(contribution, int(caps.sum()))
    exact = level(total, shares, floors, caps)
    free = ~((exact - floors).abs() < SMALL) & ~((exact - caps).abs() < SMALL)
    awards = exact.round().astype("int64")
    if free.any():
        rest = total - int(awards[~free].sum())
        awards[free] = round_down_and_deal(rest * shares[free] / shares[free].sum(), rest, unit)
    return awards


def bounds(amounts: pd.Series, costs: pd.Series, unit: int) -> tuple[pd.Series, pd.Series]:
    """Floors upward and caps downward to whole units; no cap is more than anybody can get."""
    floors = pd.Series(float(amounts["Golv per kommun"]), index=costs.index)
    for label in amounts.index[amounts.index.str.startswith("Golv för kommun ")]:
        floors[label.split()[-1]] = float(amounts[label])
    caps = pd.Series(1e15, index=costs.index)
    if "Tak" in amounts:
        caps = costs * float(amounts["Tak, täljare"]) / float(amounts["Tak, nämnare"])
    return -whole_units(-floors, unit), whole_units(caps, unit)


@pytest.mark.parametrize(
    ("name", "with_region"), [*((name, True) for name in RULES), ("several keys", False)]
)
def test_the_basis_alone_gives_the_same_awards(name, with_region, tmp_path):
    """Whoever receives a statement can come to every award without our program."""
    settled = sixteen(RULES[name], with_region=with_region)
    path = tmp_path / "besked.xlsx"
    write_statement(Statement(settlement=settled, municipality=settled.basis.municipalities[3]), path)
    costs, awards = recompute(path)
    assert settled.cost.costs_ore == costs
    assert settled.split.awards_ore == awards


@pytest.mark.parametrize("key", KEY_NAMES)
def test_every_key_can_be_recomputed_from_the_basis(key: KeyName, tmp_path: Path) -> None:
    """All nineteen: eleven from counts and terms, the others and the region's own part from the week's costs.

    What groups would cost is the program's own pricing of the plan. So the stand-alone costs, Shapley values,
    nucleolus and equal profits of the sheet are taken as they stand; their shares are recomputed.
    """
    alone = mix(**{key: 100})
    mixed = replace(every_key().rule, cost_mix=alone, contribution_mix=alone, floor_ore=0)
    settled = settle(every_key().basis, mixed)
    path = tmp_path / "besked.xlsx"
    write_statement(Statement(settlement=settled, municipality=settled.basis.municipalities[3]), path)
    assert (settled.cost.costs_ore, settled.split.awards_ore) == recompute(path)


def test_a_mix_of_every_key_can_be_recomputed_from_the_basis(tmp_path: Path) -> None:
    """Also when all stand in one rule."""
    settled, path = every_key(), tmp_path / "besked.xlsx"
    write_statement(Statement(settlement=settled, municipality=settled.basis.municipalities[3]), path)
    assert (settled.cost.costs_ore, settled.split.awards_ore) == recompute(path)


def test_a_changed_measure_gives_other_awards(tmp_path):
    """The recomputation reads the sheet: it does not know our figures from anywhere else."""
    by_key: dict[str, KeyMix] = {"population": BY_INHABITANTS, "visits": mix(visits=100)}
    found = []
    for name, by in by_key.items():
        settled = sixteen(rule(90_000_000, contribution_mix=by))
        path = tmp_path / f"{name}.xlsx"
        write_statement(Statement(settlement=settled, municipality=settled.basis.municipalities[0]), path)
        found.append(recompute(path)[1])
    assert found[0] != found[1]
