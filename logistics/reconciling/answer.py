"""Sum up a reconciliation for the terminal, and give all of it to programs."""

from collections.abc import Iterator

from logistics.balances import BALANCES_FILE, balance_rows
from logistics.reconciling.deviations import Deviation
from logistics.reconciling.paying import FinalPaying
from logistics.reconciling.reconcile import FinalYear, InvoiceSums, Reconciled
from logistics.reconciling.sheet_invoices import LARGEST_VAT_ORE
from logistics.reconciling.wording import KIND_NAMES, deviation_sentence, vat_words
from logistics.swedish import amount_text, count_text, dates_text
from subsidy.final import FinalRow, FinalSettlement
from subsidy.final_wording import next_award


def answer_lines(reconciled: Reconciled, year: FinalYear | None) -> list[tuple[str, str]]:
    """What was found, each line with its label."""
    return [*_matching_lines(reconciled), *(_final_lines(year) if year else ())]


def answer_result(reconciled: Reconciled, year: FinalYear | None) -> dict[str, object]:
    """All figures in öre, every deviation and every municipality."""
    return {
        "first_date": reconciled.first.isoformat(),
        "last_date": reconciled.last.isoformat(),
        "planned_ore": reconciled.planned_ore,
        "invoiced_ore": reconciled.invoiced_ore,
        "actual_ore": reconciled.actual_ore,
        "within_tolerances_ore": reconciled.within_ore,
        "tolerances": _tolerances_result(reconciled),
        "vat": {
            "percent": str(reconciled.invoices.columns.vat_percent),
            "is_assumed": reconciled.invoices.is_vat_assumed,
        },
        "invoices": [_invoice_result(found) for found in reconciled.invoice_sums],
        "deviations": [_deviation_result(found, reconciled) for found in reconciled.deviations],
        "final": _final_result(year) if year else None,
    }


def paying_lines(paying: FinalPaying) -> Iterator[tuple[str, str]]:
    """What is paid and claimed back, and which files are not written."""
    if paying.paid_on is not None:
        paid_ore = sum(payout.amount_ore for payout in paying.payouts)
        n = count_text(len(paying.payouts), "kommun", "kommuner")
        yield (
            "Betalas ut",
            f"{amount_text(paid_ore)} till {n} den {dates_text(paying.paid_on, paying.paid_on)}",
        )
    if paying.claims:
        claimed_ore = -sum(row.balance_ore for row in paying.claims)
        yield (
            "Krävs åter",
            f"{amount_text(claimed_ore)} av {count_text(len(paying.claims), 'kommun', 'kommuner')}",
        )
    for sentence in (*paying.unwritten, *paying.replacements):
        yield "Obs", sentence


def paying_result(paying: FinalPaying) -> dict[str, object]:
    """The same in öre, by SCB code."""
    return {
        "created_on": paying.created_on.isoformat(),
        "paid_on": paying.paid_on.isoformat() if paying.paid_on else None,
        "paid_ore": {payout.id: payout.amount_ore for payout in paying.payouts},
        "claimed_ore": {row.id: -row.balance_ore for row in paying.claims},
        "unwritten": [*paying.unwritten, *paying.replacements],
    }


def _matching_lines(reconciled: Reconciled) -> Iterator[tuple[str, str]]:
    sums = reconciled.invoice_sums
    vat_ore = sum(found.sums.vat_ore for found in sums)
    n_invoices = count_text(len(sums), "faktura", "fakturor")
    n_rows = count_text(len(reconciled.invoices.rows), "rad", "rader")
    net = amount_text(reconciled.invoiced_ore)
    yield "Fakturor", f"{n_invoices} med {n_rows}: {net} utan moms, {amount_text(vat_ore)} moms"
    n_planned = sum(match.planned is not None for match in reconciled.matches)
    n_matched = sum(match.outcome == "matched" for match in reconciled.matches)
    runs = count_text(n_planned, "planerad tur", "planerade turer")
    yield "Turer", f"{n_matched} av {runs} är fakturerade"
    yield "Planerad kostnad", amount_text(reconciled.planned_ore)
    for kind in dict.fromkeys(deviation.kind for deviation in reconciled.deviations):
        found = reconciled.of_kind(kind)
        stake_ore = sum(deviation.stake_ore for deviation in found)
        yield KIND_NAMES[kind], f"{len(found)} st, {_signed(stake_ore)}"
    if len(reconciled.deviations) > 1:
        yield "Störst", _deviation_text(reconciled.deviations[0], reconciled)
    if reconciled.within_ore:
        yield "Inom toleranserna", _signed(reconciled.within_ore)
    yield "Faktisk kostnad", amount_text(reconciled.actual_ore)
    if reconciled.invoices.is_vat_assumed:
        yield "Moms", vat_words(reconciled.invoices)
    for found_sums in sums:
        yield from _vat_lines(found_sums, vat_words(reconciled.invoices))


def _deviation_text(deviation: Deviation, reconciled: Reconciled) -> str:
    """One deviation in a line: its kind, amount, day and invoice, and what differs."""
    match = deviation.match
    where = (dates_text(match.date, match.date), *((match.row.place,) if match.row else ()))
    head = f"{KIND_NAMES[deviation.kind]} {_signed(deviation.stake_ore)}, {', '.join(where)}"
    return f"{head}: {deviation_sentence(deviation, reconciled)}"


def _vat_lines(found: InvoiceSums, rate: str) -> Iterator[tuple[str, str]]:
    stated_ore = found.stated_vat_ore
    if stated_ore is not None and abs(stated_ore - found.sums.vat_ore) > LARGEST_VAT_ORE:
        stated, right = amount_text(stated_ore), amount_text(found.sums.vat_ore)
        yield "Moms", f"faktura {found.invoice}: raderna anger {stated}, men {rate} är {right}"


def _final_lines(year: FinalYear) -> Iterator[tuple[str, str]]:
    final = year.final
    more = [row for row in final.rows if row.difference_ore > 0]
    less = [row for row in final.rows if row.difference_ore < 0]
    parts = [
        f"{_municipalities(len(rows))} {amount_text(_sum_ore(rows))} {word}"
        for rows, word in ((more, "mer"), (less, "mindre"))
        if rows
    ]
    changed = ", ".join(parts) or "bidragen blir desamma som i budgeten"
    yield "Slutavräkning", f"{changed}; {_how(final)}" if parts else changed
    yield "Budget", _source(year)
    if final.corrections:
        corrected_ore = sum(correction.amount_ore for correction in final.corrections)
        n = count_text(len(final.corrections), "rättelse", "rättelser")
        yield "Tidigare år", f"{n}, {_signed(corrected_ore)}"
    if final.onward_ore:
        yield "Kvar att dra av", f"{_signed(final.onward_ore)} från {final.budget.basis.year_before}"
    yield from _settled_lines(final)
    yield "Att reglera", _signed(final.balance_ore)
    if balance_rows(final):
        yield "Nästa år", _carry_over(final)
    for note in year.notes:
        yield "Obs", note


def _settled_lines(final: FinalSettlement) -> Iterator[tuple[str, str]]:
    """What each earlier settlement of the period paid and claimed."""
    for number in final.settled_by:
        own_ore = [before.amount_ore for before in final.settled if before.number == number]
        paid, claimed = [ore for ore in own_ore if ore > 0], [-ore for ore in own_ore if ore < 0]
        parts = [
            f"{amount_text(sum(amounts))} {word} {count_text(len(amounts), 'kommun', 'kommuner')}"
            for amounts, word in ((paid, "betalt till"), (claimed, "krävt av"))
            if amounts
        ]
        yield "Redan reglerat", f"nr {number} i journalen: {', '.join(parts)}"


def _source(year: FinalYear) -> str:
    if year.decided.issued:
        return year.decided.source
    return f"{year.decided.source} Ange journalen med --journal om besked är utfärdade."


def _how(final: FinalSettlement) -> str:
    if final.is_carried:
        return f"läggs till eller dras av när {next_award(final)} betalas ut"
    return "betalas ut eller krävs åter"


def _carry_over(final: FinalSettlement) -> str:
    """What is to be done with the balances: several periods of a year have one file together."""
    if final.budget.basis.calendar_year:
        return f"lägg filen med balanser som {BALANCES_FILE} i datamängden för {final.next_year}"
    return f"lägg balansernas rader i {BALANCES_FILE} i datamängden för {next_award(final)}"


def _municipalities(number: int) -> str:
    return "1 kommun får" if number == 1 else f"{number} kommuner får tillsammans"


def _sum_ore(rows: list[FinalRow]) -> int:
    return sum(abs(row.difference_ore) for row in rows)


def _signed(ore: int) -> str:
    return f"+{amount_text(ore)}" if ore > 0 else amount_text(ore)


def _tolerances_result(reconciled: Reconciled) -> dict[str, object]:
    tolerances = reconciled.invoices.columns.tolerances
    return {
        "kilometres": str(tolerances.kilometres),
        "hours": str(tolerances.hours),
        "price_ore": tolerances.price_ore,
    }


def _invoice_result(found: InvoiceSums) -> dict[str, object]:
    return {
        "invoice": found.invoice,
        "rows": found.n_rows,
        "net_ore": found.sums.net_ore,
        "vat_ore": found.sums.vat_ore,
        "stated_vat_ore": found.stated_vat_ore,
    }


def _deviation_result(deviation: Deviation, reconciled: Reconciled) -> dict[str, object]:
    match = deviation.match
    vehicle_id = match.planned.vehicle_id if match.planned else match.row.vehicle_id if match.row else ""
    return {
        "kind": deviation.kind,
        "date": match.date.isoformat(),
        "vehicle": vehicle_id,
        "file": match.row.file if match.row else None,
        "row": match.row.row if match.row else None,
        "invoice": match.row.invoice if match.row else None,
        "stake_ore": deviation.stake_ore,
        "sentence": deviation_sentence(deviation, reconciled),
    }


def _final_result(year: FinalYear) -> dict[str, object]:
    final, issued = year.final, year.decided.issued
    return {
        "settlement": final.budget.rule.settlement,
        "budget_from_journal": issued.entry.number if issued else None,
        "balance_ore": final.balance_ore,
        "left_ore": {"budget": final.budget.split.left_ore, "actual": final.actual.split.left_ore},
        "municipalities": [
            {
                "scb_code": row.id,
                "name": row.name,
                "cost_ore": {"budget": row.budget_cost_ore, "actual": row.actual_cost_ore},
                "award_ore": {"budget": row.budget_award_ore, "actual": row.actual_award_ore},
                "difference_ore": row.difference_ore,
                "correction_ore": row.correction_ore,
                "carried_on_ore": row.onward_ore,
                "settled_ore": row.settled_ore,
                "balance_ore": row.balance_ore,
            }
            for row in final.rows
        ],
        "notes": list(year.notes),
    }
