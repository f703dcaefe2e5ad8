"""Name the cells that hold the terms of keys, for the sheet Regel and the formulas of the sheet Underlag."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from subsidy.brackets import Brackets
from subsidy.keys import KEYS, KeyName
from subsidy.rules import ContributionRule
from subsidy.schemes import PriceTable, VolumeAndStops
from subsidy.terms import Terms, terms_of
from subsidy.workbook.styles import Style

OWN_PART = "Egna_stopp_del"  # the cell with the part of the cost that the region bears first


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCell:
    """One figure of a key's terms."""

    name: str  # of the cell
    label: str
    value: Fraction
    unit: str

    @property
    def style(self) -> Style:
        """How the figure looks."""
        if self.unit == "%":
            return "percent"
        return "ore" if self.value.denominator == 1 else "exact_ore"


def keys_of(rule: ContributionRule) -> tuple[KeyName, ...]:
    """The keys that the rule shares by, in the order of all keys."""
    used = {*rule.cost_mix.names, *rule.contribution_mix.names}
    return tuple(name for name in KEYS if name in used)


def term_cells(rule: ContributionRule) -> tuple[TermCell, ...]:
    """The figures of the terms of the rule's keys; the parts of an agreed key stand on the sheet Underlag."""
    cells: list[TermCell] = []
    for key in keys_of(rule):
        terms = terms_of(key, rule.terms)
        if terms is not None:
            cells += [
                TermCell(
                    name=name,
                    label=f"{KEYS[key].swedish}: {label}",
                    value=Fraction(value),
                    unit=unit,
                )
                for name, label, value, unit in _figures(terms)
            ]
    return tuple(cells)


_Figure = tuple[str, str, int | Fraction, str]


def _figures(terms: Terms) -> Sequence[_Figure]:
    """Name of the cell, what it is, value and unit."""
    match terms:
        case Brackets():
            return _bracket_figures(terms)
        case VolumeAndStops():
            return (
                ("South_Central_grundavgift", "grundavgift", terms.base_fee_ore, "öre"),
                ("South_Central_statsbidrag", "statsbidrag", terms.state_aid_ore, "öre"),
                ("South_Central_volymdel", "del efter volym", terms.volume_part, "%"),
                ("South_Central_rabatt", "rabatt för stopp på lastbilstur", terms.truck_discount, "%"),
            )
        case PriceTable():
            return _table_figures(terms)
    return ()


def bracket_names(i: int) -> tuple[str, str]:
    """The names of the cells with the lower end and the weight of a bracket, counted from 1."""
    return f"Skikt_{i}_från", f"Skikt_{i}_vikt"


def price_name(days: int, *, is_high: bool) -> str:
    """The name of the cell with a price for so many visits a week."""
    return f"CLiC_{'högt_' if is_high else ''}pris_{days}"


def _bracket_figures(terms: Brackets) -> list[_Figure]:
    figures: list[_Figure] = []
    for i, bracket in enumerate(terms.brackets, start=1):
        above, weight = bracket_names(i)
        figures.append((above, f"skikt {i}, över", bracket.above, "invånare"))
        figures.append((weight, f"skikt {i}, varje invånare väger", bracket.weight, "%"))
    return figures


def _table_figures(terms: PriceTable) -> list[_Figure]:
    tables: tuple[tuple[bool, Mapping[int, int], str], ...] = (
        (False, terms.prices_ore, "pris"),
        (True, terms.high_prices_ore, "pris vid stor volym"),
    )
    return [
        *(
            (price_name(days, is_high=is_high), f"{what}, {days} besök i veckan", prices[days], "öre")
            for is_high, prices, what in tables
            for days in sorted(prices)
        ),
        ("CLiC_stor_volym", "stor volym från", terms.high_from, "lådor"),
    ]
