"""Write the sums of every invoice, with its VAT: the sheet Fakturor."""

from collections.abc import Sequence

from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.vat import Sums
from logistics.reconciling.cells import kronor
from logistics.reconciling.reconcile import Reconciled
from logistics.reconciling.wording import vat_words
from subsidy.workbook.book import Book, Content, Formula, Table

LARGEST_VAT_ORE = 100  # invoices may round their VAT to whole kronor


def write_invoices(book: Book, reconciled: Reconciled, matching: Table) -> Table:
    """Write one row per invoice: what its rows come to, the VAT, and the VAT that its rows state."""
    invoices = reconciled.invoice_sums
    columns = reconciled.invoices.columns
    sheet = book.add_sheet("Fakturor", (24, 10, 18, 18, 18, 18, 16))
    how = "är med moms, som är borttagen" if columns.includes_vat else "är utan moms, som är tillagd"
    top = sheet.write_heading("Fakturor", f"Jämför summorna med fakturorna. Radernas belopp {how}.")
    sheet.write(top - 1, 0, f"Momsen är {vat_words(reconciled.invoices)}.", "lead")
    table = Table(sheet, top + 1, len(invoices))
    table.add("number", "Faktura", "text", [found.invoice for found in invoices], total="Summa")
    n_rows = [found.n_rows for found in invoices]
    table.add("rows", "Rader", "count", n_rows, total=sum(n_rows))
    sums = [found.sums for found in invoices]
    _add_sums(table, sums, matching, columns)
    if all(found.stated_vat_ore is None for found in invoices):
        sheet.freeze(table)
        return table
    stated: list[Content] = [
        "" if found.stated_vat_ore is None else kronor(found.stated_vat_ore) for found in invoices
    ]
    table.add("stated", "Moms enligt raderna", "kr", stated, total="")
    differences: list[Content] = [
        ""
        if found.stated_vat_ore is None
        else Formula(
            f"ROUND({table.at('stated', i)}-{table.at('vat', i)},2)",
            kronor(found.stated_vat_ore - found.sums.vat_ore),
        )
        for i, found in enumerate(invoices)
    ]
    table.add("difference", "Skillnad i moms", "change_kr", differences, total="")
    sheet.freeze(table)
    return table


def _add_sums(table: Table, sums: list[Sums], matching: Table, columns: InvoiceColumns) -> None:
    numbers, amounts = (matching.over(key, outside=True) for key in ("invoice", "invoiced"))
    net = [
        Formula(f"ROUND(SUMPRODUCT(({numbers}={table.at('number', i)})*{amounts}),2)", kronor(found.net_ore))
        for i, found in enumerate(sums)
    ]
    table.add("net", "Utan moms", "kr", net, total=kronor(sum(found.net_ore for found in sums)))
    vat_total, gross_total = (
        kronor(sum(ore)) for ore in zip(*((s.vat_ore, s.gross_ore) for s in sums), strict=True)
    )
    if columns.includes_vat:
        # What stands in the files is with VAT; the VAT is what the rows without it leave.
        table.add("gross", "Med moms", "kr", [kronor(found.gross_ore) for found in sums], total=gross_total)
        texts = [f"ROUND({table.at('gross', i)}-{table.at('net', i)},2)" for i in range(table.n)]
        table.add("vat", "Moms", "kr", _formulas(texts, [s.vat_ore for s in sums]), total=vat_total)
        return
    percent = f"{columns.vat_percent.numerator}/{columns.vat_percent.denominator * 100}"
    texts = [f"ROUND({table.at('net', i)}*{percent},2)" for i in range(table.n)]
    table.add("vat", "Moms", "kr", _formulas(texts, [s.vat_ore for s in sums]), total=vat_total)
    texts = [f"{table.at('net', i)}+{table.at('vat', i)}" for i in range(table.n)]
    table.add("gross", "Med moms", "kr", _formulas(texts, [s.gross_ore for s in sums]), total=gross_total)


def _formulas(texts: Sequence[str], values_ore: Sequence[int]) -> list[Content]:
    return [Formula(text, kronor(ore)) for text, ore in zip(texts, values_ore, strict=True)]
