"""Write every run and every invoice row side by side: the sheets Prislista and Matchning."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from logistics.dataset import VehicleCost
from logistics.reconciling.cells import kronor
from logistics.reconciling.deviations import Parts, listed_ore, parts_of
from logistics.reconciling.matching import Match
from logistics.reconciling.reconcile import Reconciled
from logistics.reconciling.wording import OUTCOME_NAMES
from logistics.seasons import prices_of, vehicles_of
from logistics.swedish import dates_text
from subsidy.final_wording import INVOICED, INVOICED_SHEET
from subsidy.workbook.book import Book, Content, Formula, Table
from subsidy.workbook.payouts import serial

TOLERANCES = ("Tolerans_km", "Tolerans_timmar", "Tolerans_kr")  # named cells on the sheet Avvikelser
_WIDTHS = (17, 10, 14, 9, 18, 7, 9, 7, 9, 16, 16, 15, 13, 13, 13, 15, 12)
_MARGIN_INCHES = Decimal("0.25")  # seventeen columns
_PRICES = {"km": "km", "hours": "hour"}  # columns of the price list
_NUDGE = "0.000000001"  # a half öre must not fall below its half in a cell


def write_matching(book: Book, reconciled: Reconciled) -> Table:
    """Write the sheet Matchning: one row for each run and each row of the invoices; and Prislista after it."""
    sheet = book.add_sheet(INVOICED_SHEET, _WIDTHS, landscape=True)
    top = sheet.write_heading(
        INVOICED_SHEET,
        f"Varje planerad tur och varje fakturarad, {dates_text(reconciled.first, reconciled.last)}. Belopp utan"
        " moms. Minus: fakturan har mindre än planen.",
    )
    prices = _write_prices(book, reconciled)
    table = Table(sheet, top, len(reconciled.matches))
    _add_names(table, reconciled)
    rows = [
        _Row(table=table, place=place, match=match, prices=prices)
        for place, match in enumerate(reconciled.matches)
    ]
    _add_figures(table, rows)
    _add_amounts(table, rows, reconciled)
    sheet.freeze(table)
    sheet.page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})
    sheet.page.set_margins(
        left=_MARGIN_INCHES, right=_MARGIN_INCHES, top=Decimal("0.8"), bottom=Decimal("0.7")
    )
    sheet.page.autofilter(table.head_row, 0, table.total_row - 1, len(_WIDTHS) - 1)
    return table


def _write_prices(book: Book, reconciled: Reconciled) -> tuple[Table, dict[VehicleCost, int]]:
    """Write the sheet Prislista; its table, and the row of each price."""
    costs = prices_of(reconciled.plans)
    names = {vehicle.id: vehicle.name for vehicle in vehicles_of(reconciled.plans)}
    sheet = book.add_sheet("Prislista", (14, 18, 14, 14, 14, 44))
    top = sheet.write_heading(
        "Prislista", "Vad en tur kostar enligt avtalet. Turen räknas till sin dags pris."
    )
    table = Table(sheet, top, len(costs))
    table.add("vehicle", "Bil", "text", [names[cost.vehicle] for cost in costs])
    table.add("from", "Gäller från", "date", [serial(cost.valid_from) for cost in costs])
    table.add("fixed", "Per tur", "kr", [kronor(cost.fixed_ore) for cost in costs])
    table.add("km", "Per kilometer", "kr", [kronor(cost.per_km_ore) for cost in costs])
    table.add("hour", "Per timme", "kr", [kronor(cost.per_hour_ore) for cost in costs])
    table.add("source", "Källa", "wrap", [cost.source for cost in costs])
    return table, {cost: place for place, cost in enumerate(costs)}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One row of the sheet: its match, and the prices that its formulas refer to."""

    table: Table
    place: int
    match: Match
    prices: tuple[Table, dict[VehicleCost, int]]

    @property
    def is_matched(self) -> bool:
        return self.match.outcome == "matched"

    @property
    def parts(self) -> Parts:
        return parts_of(self.match)

    def at(self, key: str) -> str:
        """The cell of a column in this row."""
        return self.table.at(key, self.place)

    def states(self, key: str) -> bool:
        """Whether the invoice says what a run measured in kilometres or hours."""
        return self.table.values[key][self.place] != ""

    def more(self, key: str) -> str:
        """A formula for stated less planned kilometres or hours."""
        return f"ROUND({self.at(key)}-{self.at(f'{key}_plan')},9)"

    def price(self, key: str) -> str:
        """The cell of the price list with a price of this row's run."""
        assert self.match.planned is not None
        table, places = self.prices
        return table.at(key, places[self.match.planned.price], outside=True)

    def by_list(self, km: str, hours: str) -> str:
        """A formula for what the price list makes of the kilometres and hours in two columns."""
        exact = (
            f"{self.price('fixed')}+{self.at(km)}*{self.price('km')}+{self.at(hours)}*{self.price('hour')}"
        )
        return f"ROUND({exact}+{_NUDGE},2)"


def _add_names(table: Table, reconciled: Reconciled) -> None:
    matches = reconciled.matches
    names = {vehicle.id: vehicle.name for vehicle in vehicles_of(reconciled.plans)}
    vehicles = [
        match.planned.vehicle_name if match.planned else names.get(match.row.vehicle_id, match.row.run)
        if match.row else ""
        for match in matches
    ]  # fmt: skip
    table.add("date", "Datum", "date", [serial(match.date) for match in matches], total="Summa")
    table.add("vehicle", "Bil", "wrap", vehicles, total="")
    table.add("outcome", "Utfall", "text", [OUTCOME_NAMES[match.outcome] for match in matches], total="")
    table.add("invoice", "Faktura", "wrap", [m.row.invoice if m.row else "" for m in matches], total="")
    table.add("place", "Fil och rad", "wrap", [m.row.place if m.row else "" for m in matches], total="")


def _add_figures(table: Table, rows: list[_Row]) -> None:
    planned = [row.match.planned for row in rows]
    invoiced = [row.match.row for row in rows]
    km_plan: list[Content] = [run.kilometres if run else "" for run in planned]
    km_invoiced: list[Content] = ["" if r is None or r.kilometres is None else r.kilometres for r in invoiced]
    hours_plan: list[Content] = [run.hours if run else "" for run in planned]
    hours_invoiced: list[Content] = ["" if r is None or r.hours is None else r.hours for r in invoiced]
    table.add("km_plan", "Km plan", "decimal", km_plan, total="")
    table.add("km", "Km faktura", "decimal", km_invoiced, total="")
    table.add("hours_plan", "Tim plan", "hundredths", hours_plan, total="")
    table.add("hours", "Tim faktura", "hundredths", hours_invoiced, total="")


def _add_amounts(table: Table, rows: list[_Row], reconciled: Reconciled) -> None:
    matches = reconciled.matches
    planned: list[Content] = [
        Formula(row.by_list("km_plan", "hours_plan"), kronor(row.match.planned_ore))
        if row.match.planned
        else 0
        for row in rows
    ]
    table.add("planned", "Planerad kostnad", "kr_or_dash", planned, total=kronor(reconciled.planned_ore))
    invoiced = [kronor(match.invoiced_ore) for match in matches]
    table.add("invoiced", INVOICED, "kr_or_dash", invoiced, total=kronor(reconciled.invoiced_ore))
    more = [
        Formula(f"ROUND({row.at('invoiced')}-{row.at('planned')},2)", kronor(_more_ore(row.match)))
        for row in rows
    ]
    more_ore = reconciled.invoiced_ore - reconciled.planned_ore
    table.add("more", "Skillnad", "kr_or_dash", more, total=kronor(more_ore))
    _add_parts(table, rows)
    deviating = dict.fromkeys(range(len(matches)), 0)
    for deviation in reconciled.deviations:
        deviating[deviation.place] += deviation.stake_ore
    beyond = [Formula(_beyond_text(row), kronor(deviating[row.place])) for row in rows]
    total_ore = sum(deviating.values())
    table.add("beyond", "Avvikelse", "kr_or_dash", beyond, total=kronor(total_ore))
    within = [
        Formula(
            f"ROUND({row.at('more')}-{row.at('beyond')},2)",
            kronor(_more_ore(row.match) - deviating[row.place]),
        )
        for row in rows
    ]
    table.add("within", "Inom toleransen", "kr_or_dash", within, total=kronor(more_ore - total_ore))


def _add_parts(table: Table, rows: list[_Row]) -> None:
    """Why a matched row differs: its kilometres, its price, and with what is left its hours."""
    km: list[Content] = [
        Formula(f"ROUND({row.more('km')}*{row.price('km')},2)", kronor(row.parts.kilometres_ore))
        if row.is_matched and row.states("km")
        else 0
        for row in rows
    ]
    table.add("km_part", "Varav kilometer", "kr_or_dash", km, total=_sum(km))
    price: list[Content] = []
    for row in rows:
        if not row.is_matched:
            price.append(0)
            continue
        keys = [key if row.states(key) else f"{key}_plan" for key in ("km", "hours")]
        text = f"ROUND({row.at('invoiced')}-{row.by_list(*keys)},2)"
        price.append(Formula(text, kronor(row.match.invoiced_ore - listed_ore(row.match))))
    table.add("price_part", "Varav pris", "kr_or_dash", price, total=_sum(price))
    hours: list[Content] = [
        Formula(
            f"ROUND({row.at('more')}-{row.at('km_part')}-{row.at('price_part')},2)",
            kronor(row.parts.hours_ore),
        )
        if row.is_matched
        else 0
        for row in rows
    ]
    table.add("hours_part", "Varav timmar", "kr_or_dash", hours, total=_sum(hours))


def _beyond_text(row: _Row) -> str:
    if row.match.outcome == "credited":
        return "0"
    if not row.is_matched:
        return row.at("more")
    measured = {key: row.more(key) for key in ("km", "hours") if row.states(key)}
    measured["price"] = row.at("price_part")
    tolerances = _tolerances(row)
    parts = [f"IF(ABS({more})>{tolerances[key]},{row.at(f'{key}_part')},0)" for key, more in measured.items()]
    return f"ROUND({'+'.join(parts)},2)"


def _tolerances(row: _Row) -> dict[str, str]:
    """Formulas for what each may differ by: the tolerance, and what the invoice's own rounding can make."""
    stated = row.match.row
    assert stated is not None
    roundings = {"km": stated.kilometres_rounding, "hours": stated.hours_rounding}
    prices = [f"{rounding}*{row.price(_PRICES[key])}" for key, rounding in roundings.items() if rounding]
    added = {key: [str(rounding)] if rounding else [] for key, rounding in roundings.items()}
    added["price"] = prices
    named = zip(("km", "hours", "price"), TOLERANCES, strict=True)
    return {key: f"ROUND({'+'.join((name, *added[key]))},9)" if added[key] else name for key, name in named}


def _more_ore(match: Match) -> int:
    return match.invoiced_ore - match.planned_ore


def _sum(cells: list[Content]) -> Fraction:
    values = [cell.value if isinstance(cell, Formula) else cell for cell in cells]
    return sum((Fraction(value) for value in values if not isinstance(value, str)), Fraction())
