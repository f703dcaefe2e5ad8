"""Say in Swedish what the figures of a final settlement are called, and what becomes of a balance."""

from subsidy.final import FinalSettlement
from subsidy.statement import Basis

FINAL_SHEET = "Slutavräkning"
INVOICED_SHEET, INVOICED = "Matchning", "Fakturerat"  # every row of the invoices, and its amount
NAME, CODE, OUTCOME = "Kommun", "Kod", "Så regleras det"  # columns beside those of amounts
ACTUAL_COST, BUDGET_COST = "Faktisk kostnad", "Budgeterad kostnad"
BUDGET_SHARE, ACTUAL_SHARE = "Kostnadsandel i budget", "Faktisk kostnadsandel"
BUDGET_AWARD, ACTUAL_AWARD = "Bidrag i budget", "Bidrag efter faktisk kostnad"
DIFFERENCE, CORRECTIONS, BALANCE = "Skillnad", "Rättelser av tidigare år", "Att reglera"
WHOLE, SETTLED = (
    "Slutavräkningen i allt",
    "Redan reglerat",
)  # where earlier settlements paid or claimed something


def onward_label(final: FinalSettlement) -> str:
    """What the budget's awards were too small to hold is called."""
    return f"Kvar att dra av från {final.budget.basis.year_before}"


def next_award(final: FinalSettlement) -> str:
    """Which award takes a balance that is carried."""
    return award_after(final.budget.basis)


def award_after(basis: Basis) -> str:
    """Which award takes what the actual costs of a period change."""
    if basis.calendar_year:
        return f"bidraget för {basis.next_year}"
    return f"det första bidraget vars period börjar {basis.next_year}"


def outcomes(final: FinalSettlement) -> tuple[str, str]:
    """What becomes of a balance to a municipality, and of one from it."""
    if final.is_carried:
        return f"Läggs till {final.next_year}", f"Dras av {final.next_year}"
    return "Betalas ut", "Krävs åter"


def outcome_of(final: FinalSettlement, balance_ore: int) -> str:
    """What becomes of one balance."""
    more, less = outcomes(final)
    return more if balance_ore > 0 else less if balance_ore < 0 else "–"


def amounts_of(final: FinalSettlement) -> dict[str, dict[str, int]]:
    """Every amount in öre, by what it is called and then by player; an award only of municipalities."""
    rows = {row.id: row for row in final.rows}

    def of_rows(amount: str) -> dict[str, int]:
        return {id_: getattr(row, amount) for id_, row in rows.items()}

    onward = {onward_label(final): of_rows("onward_ore")} if final.onward_ore else {}
    settled = {WHOLE: of_rows("whole_ore"), SETTLED: of_rows("settled_ore")} if final.settled_by else {}
    return {
        BUDGET_SHARE: dict(final.budget.cost.costs_ore),
        ACTUAL_SHARE: dict(final.actual.cost.costs_ore),
        BUDGET_AWARD: of_rows("budget_award_ore"),
        ACTUAL_AWARD: of_rows("actual_award_ore"),
        DIFFERENCE: of_rows("difference_ore"),
        CORRECTIONS: of_rows("correction_ore"),
        **onward,
        **settled,
        BALANCE: of_rows("balance_ore"),
    }
