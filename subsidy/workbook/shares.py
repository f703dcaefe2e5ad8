"""Write the columns that every calculation shares: shares by key, and rounding by largest remainder."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.keys import KEYS, KeyMix, KeyName, Measures, sharers
from subsidy.workbook.basis import weight_name
from subsidy.workbook.book import Content, Formula, Table
from subsidy.workbook.model import RoundedCells
from subsidy.workbook.term_cells import OWN_PART


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Who shares by which mix, and the shares by row, then in the order of the mix."""

    prefix: str  # of the names of the weights
    mix: KeyMix
    players: Sequence[Measures]  # by row, those that bear their own stops first last
    key_shares: Sequence[Sequence[Fraction]]


def add_shares(table: Table, basis: Table, shares: Shares) -> None:
    """Add a column per key of the mix and "share", their weighted sum.

    The rows of `table` are the first rows of `basis`.
    """
    rows, mix, key_shares, prefix = range(table.n), shares.mix, shares.key_shares, shares.prefix
    for place, name in enumerate(mix.names):
        cells: list[Content] = [
            Formula(_share_text(basis, name, shares.players, i), key_shares[i][place]) for i in rows
        ]
        table.add(name, f"{KEYS[name].swedish}, andel", "percent", cells, total=Fraction(1))
    mixed = [sum((w * key_shares[i][p] for p, (_, w) in enumerate(mix.parts)), Fraction(0)) for i in rows]
    texts = ["+".join(f"{table.at(name, i)}*{weight_name(prefix, name)}" for name in mix.names) for i in rows]
    cells = [Formula(text, share) for text, share in zip(texts, mixed, strict=True)]
    table.add("share", "Sammanvägd andel", "percent", cells, total=sum(mixed, Fraction(0)))


def _share_text(basis: Table, key: KeyName, players: Sequence[Measures], i: int) -> str:
    """The formula of a row's share by a key; who bears its own stops first has its share of all by another."""
    n = len(sharers(key, players))
    by = players[i].bears_by
    if i >= n and by is not None:
        return f"{basis.at(by, i, outside=True)}/SUM({basis.over(by, outside=True)})"
    whole = basis.over("id" if key == "equal" else key, n, outside=True)
    part = f"1/ROWS({whole})" if key == "equal" else f"{basis.at(key, i, outside=True)}/SUM({whole})"
    return f"(1-{OWN_PART})*{part}" if n < len(players) else part


def add_rounding(table: Table, rounded: RoundedCells, head: str) -> None:
    """Add the rounding of the column "exact" to whole öre: see `add_rounding_to`."""
    add_rounding_to("1", table, rounded, (head, "Hela öre"))


def add_rounding_to(unit: str, table: Table, rounded: RoundedCells, heads: tuple[str, str]) -> None:
    """Add the rounding of the column "exact" by largest remainder: "whole" to "result" and "result_kr".

    `unit` is a formula in öre; `heads` are those of the results and of the whole units.
    """
    rows = range(table.n)
    head, whole_head = heads
    whole = [Formula(whole_units(table.at("exact", i), unit), rounded.whole_ore[i]) for i in rows]
    table.add("whole", whole_head, "ore", whole, total=sum(rounded.whole_ore))
    rests = [Formula(f"{table.at('exact', i)}-{table.at('whole', i)}", rounded.rests_ore[i]) for i in rows]
    table.add("rest", "Rest, öre", "exact_ore", rests, total=rounded.extra_ore)
    table.add("order", "Ordning vid lika rest", "middle", rounded.tie_order, total="")
    over = table.over("rest"), table.over("order")
    ranks = [
        Formula(rank_of(table.at("rest", i), over[0], table.at("order", i), over[1]), rounded.ranks[i])
        for i in rows
    ]
    table.add("rank", "Restens plats", "middle", ranks, total="")
    n_extra = f"ROUND({table.total('rest')}/{unit},0)"
    results = [
        Formula(
            f"{table.at('whole', i)}+IF({table.at('rank', i)}<={n_extra},{unit},0)", rounded.results_ore[i]
        )
        for i in rows
    ]
    total_ore = sum(rounded.results_ore)
    table.add("result", f"{head}, öre", "ore", results, total=total_ore)
    kronor = [Formula(f"{table.at('result', i)}/100", Fraction(rounded.results_ore[i], 100)) for i in rows]
    table.add("result_kr", f"{head}, kr", "strong_kr", kronor, total=Fraction(total_ore, 100))


def whole_units(exact: str, unit: str) -> str:
    """The formula of an exact amount rounded down to whole units; `unit` is a formula in öre."""
    return f"INT(({exact}+Tolerans_öre)/{unit})*{unit}"


def rank_of(rest: str, rests: str, order: str, orders: str) -> str:
    """The formula of a remainder's place among all; between equal ones the order decides."""
    larger = f"({rests}-{rest}>Tolerans_öre)"
    equal_but_first = f"(ABS({rests}-{rest})<=Tolerans_öre)*({orders}<{order})"
    return f"1+SUMPRODUCT({larger}+{equal_but_first})"
