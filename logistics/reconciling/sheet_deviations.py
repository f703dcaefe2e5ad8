"""Write what differs between invoices and timetable, and what each kind is worth: the sheet Avvikelser."""

from collections.abc import Mapping

from logistics.reconciling.cells import kronor
from logistics.reconciling.deviations import KINDS, DeviationKind
from logistics.reconciling.reconcile import Reconciled
from logistics.reconciling.sheet_matching import TOLERANCES
from logistics.reconciling.wording import KIND_NAMES, deviation_sentence
from logistics.swedish import dates_text
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.payouts import serial

_WIDTHS = (30, 18, 17, 12, 92, 16)
_PLANNED, _WITHIN, _INVOICED = "Planerad kostnad", "Skillnader inom toleranserna", "Fakturerat utan moms"
_BRIDGE_ROWS = len(KINDS) + 2
_INDENT = "\u00a0\u00a0"  # so that it does not lean on the amount before it
_ROUNDING = f"{_INDENT}Därtill det som fakturans egen avrundning av kilometer och timmar kan göra."
_MEANINGS: Mapping[DeviationKind, str] = {
    "not_planned": "Fakturerade turer som inte finns i tidtabellen.",
    "not_invoiced": "Turer i tidtabellen som ingen faktura har.",
    "duplicate": "Turer som är fakturerade mer än en gång; räknas inte i den faktiska kostnaden.",
    "kilometres": "Fler eller färre kilometer än planen, till avtalets pris per kilometer.",
    "hours": "Fler eller färre timmar än planen, till avtalets pris per timme.",
    "price": "Annat pris än avtalet ger för fakturans egna kilometer och timmar.",
    "credit": "Krediter som inte tar bort en hel rad.",
    "beside": "Belopp som inte hör till någon tur.",
    "other_period": "Rader daterade utanför tiden; räknas inte i den faktiska kostnaden.",
}


def begin_deviations(book: Book, reconciled: Reconciled) -> Sheet:
    """The sheet Avvikelser with its heading and tolerances, first in the book; `write_deviations` fills it."""
    sheet = book.add_sheet("Avvikelser", _WIDTHS, landscape=True)
    period = dates_text(reconciled.first, reconciled.last)
    lead = f"Fakturor mot tidtabell, {period}. Belopp utan moms; plus: fakturorna har mer än planen."
    row = sheet.write_heading("Avvikelser", lead)
    tolerances = reconciled.invoices.columns.tolerances
    values = (tolerances.kilometres, tolerances.hours, kronor(tolerances.price_ore))
    labels = ("Tolerans, kilometer per tur", "Tolerans, timmar per tur", "Tolerans, pris per tur (kr)")
    for n, (label, value, name) in enumerate(zip(labels, values, TOLERANCES, strict=True)):
        sheet.write(row + n, 0, label, "label")
        sheet.write(row + n, 1, value, "hundredths")
        book.define_name(name, sheet.cell(row + n, 1))
    sheet.write(row, 2, _ROUNDING, "lead")
    return sheet


def write_deviations(sheet: Sheet, reconciled: Reconciled, matching: Table) -> Table:
    """Fill the sheet: from planned to invoiced kind by kind, then every deviation. The first table."""
    bridge = Table(sheet, 7, _BRIDGE_ROWS)
    listed = _write_list(sheet, bridge.total_row + 3, reconciled, matching)
    _write_bridge(bridge, reconciled, matching, listed)
    return bridge


def _write_bridge(bridge: Table, reconciled: Reconciled, matching: Table, listed: Table) -> None:
    names = [_PLANNED, *KIND_NAMES.values(), _WITHIN]
    bridge.add("name", "Från plan till faktura", "label", names, total=_INVOICED)
    runs = [match for match in reconciled.matches if match.planned]
    of_kind = [reconciled.of_kind(kind) for kind in KINDS]
    # A table of no rows has no cells to count in.
    has_rows = listed.n > 0
    counts: list[Content] = [
        Formula(f"COUNT({matching.over('km_plan', outside=True)})", len(runs)),
        *(
            Formula(f"COUNTIF({listed.over('kind')},{bridge.at('name', i)})", len(found)) if has_rows else 0
            for i, found in enumerate(of_kind, start=1)
        ),
        "",
    ]
    bridge.add("count", "Antal", "count", counts, total="")
    sums: list[Content] = [
        Formula(matching.total("planned", outside=True), kronor(reconciled.planned_ore)),
        *(
            Formula(
                f"SUMIF({listed.over('kind')},{bridge.at('name', i)},{listed.over('stake')})",
                kronor(sum(deviation.stake_ore for deviation in found)),
            )
            if has_rows
            else 0
            for i, found in enumerate(of_kind, start=1)
        ),
        Formula(matching.total("within", outside=True), kronor(reconciled.within_ore)),
    ]
    bridge.add("kronor", "Belopp", "kr_or_dash", sums, total=kronor(reconciled.invoiced_ore))
    for i, kind in enumerate(KINDS, start=1):
        bridge.sheet.write(
            bridge.head_row + 1 + i, len(bridge.columns), f"{_INDENT}{_MEANINGS[kind]}", "lead"
        )


def _write_list(sheet: Sheet, row: int, reconciled: Reconciled, matching: Table) -> Table:
    deviations = reconciled.deviations
    sheet.write(row - 1, 0, "Alla avvikelser", "section")
    table = Table(sheet, row, len(deviations))
    sheet.page.repeat_rows(table.head_row)
    if not deviations:
        sheet.write(row, 0, "Inga: varje tur är fakturerad en gång, inom toleranserna.", "lead")
        return table
    columns = matching.values
    table.add("kind", "Slag", "text", [KIND_NAMES[d.kind] for d in deviations], total="Summa")
    table.add("date", "Datum", "date", [serial(d.match.date) for d in deviations], total="")
    table.add("vehicle", "Bil", "wrap", [columns["vehicle"][d.place] for d in deviations], total="")
    table.add("invoice", "Faktura", "text", [columns["invoice"][d.place] for d in deviations], total="")
    sentences = [deviation_sentence(d, reconciled) for d in deviations]
    table.add("text", "Vad som skiljer", "wrap", sentences, total="")
    parts = {"kilometres": "km_part", "hours": "hours_part", "price": "price_part"}
    stakes = [
        Formula(matching.at(parts.get(d.kind, "more"), d.place, outside=True), kronor(d.stake_ore))
        for d in deviations
    ]
    table.add("stake", "Belopp", "change_kr", stakes, total=kronor(sum(d.stake_ore for d in deviations)))
    return table
