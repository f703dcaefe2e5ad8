"""Invoices of the courier: whatever program wrote them, each row is understood or refused with its place."""

from datetime import date, time
from fractions import Fraction

import openpyxl
import pytest

from logistics.errors import DataFaults
from logistics.exchange.invoice_columns import InvoiceColumns
from logistics.exchange.invoices import read_invoices

HEAD = "Datum;Bil;Km;Timmar;Belopp;Faktura\n"
GOOD = HEAD + "2026-01-07;Bokbil 1;120,5;8,25;1 234,50;F1\n"


def csv_file(folder, text, name="a.csv", encoding="utf-8"):
    """A file with this text."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def faults_of(small, *paths, columns=None):
    """Row, column and value of every fault."""
    with pytest.raises(DataFaults) as refused:
        read_invoices(paths, columns or InvoiceColumns(), small.vehicles)
    return [(fault.row, fault.column, fault.value) for fault in refused.value.faults]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_rows_are_the_same_in_every_encoding(small, tmp_path, encoding):
    """Excel on Windows writes either."""
    path = csv_file(tmp_path, GOOD.replace("F1", "Årsfaktura"), encoding=encoding)
    (row,) = read_invoices([path], InvoiceColumns(), small.vehicles).rows
    assert (row.date, row.vehicle_id, row.invoice) == (date(2026, 1, 7), "bil-1", "Årsfaktura")
    assert (row.kilometres, row.hours) == (Fraction(241, 2), Fraction(33, 4))
    assert (row.amount_ore, row.net_ore) == (123_450, 123_450)


def test_workbook_is_read_below_its_letterhead(small, tmp_path):
    """Couriers' workbooks begin with their address, and end with sums."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Värmlands Bud AB"])
    sheet.append([])
    sheet.append(["Nr", "Datum", "Bil", "Km", "Timmar", "Belopp"])
    sheet.append([1, date(2026, 1, 7), "BIL-1", 120.5, time(8, 15), 1234.5])
    sheet.append(["Summa", None, None, None, None, 1234.5])
    book.create_sheet("Villkor").append(["30 dagar netto"])
    book.save(tmp_path / "jan.xlsx")
    (row,) = read_invoices([tmp_path / "jan.xlsx"], InvoiceColumns(), small.vehicles).rows
    assert (row.place, row.invoice) == ("jan.xlsx, blad Sheet, rad 4", "jan")
    assert (row.hours, row.amount_ore) == (Fraction(33, 4), 123_450)


def two_sheets(folder, head):
    """A whole sheet jan, and a sheet feb with other headings."""
    book = openpyxl.Workbook()
    book.active.title = "jan"
    for sheet, headings in ((book.active, HEAD.strip().split(";")), (book.create_sheet("feb"), head)):
        sheet.append(headings)
        sheet.append([date(2026, 1, 7), "Bokbil 1", 120.5, 8.25, 1234.5, "F1"])
    book.save(folder / "a.xlsx")
    return folder / "a.xlsx"


def test_sheet_with_a_misspelt_heading_is_not_left_out(small, tmp_path):
    """February would cost nothing, and nobody would know."""
    path = two_sheets(tmp_path, ["Datum", "Bil", "Km", "Timmar", "Bellopp", "Faktura"])
    with pytest.raises(DataFaults) as refused:
        read_invoices([path], InvoiceColumns(), small.vehicles)
    (fault,) = refused.value.faults
    assert fault.place == "a.xlsx, blad feb, rad 1"
    assert "”Belopp” eller ”Belopp kr” eller ”Belopp exkl. moms” saknas" in fault.problem
    assert "eller ta bort bladet" in fault.remedy


@pytest.mark.parametrize(
    ("head", "missing"), [(["Datum", "Bil", "Kommentar"], 2), (["Datum", "Kommentar"], None)]
)
def test_sheet_is_meant_as_an_invoice_from_half_of_its_headings(small, tmp_path, head, missing):
    """Four columns are needed where the courier states no hours: two just count, one does not."""
    unstated = InvoiceColumns(
        headings=tuple((n, () if n == "hours" else h) for n, h in InvoiceColumns().headings)
    )
    path = two_sheets(tmp_path, head)
    if missing is None:
        assert len(read_invoices([path], unstated, small.vehicles).rows) == 1
    else:
        assert faults_of(small, path, columns=unstated) == [(1, None, "")] * missing


def test_every_fault_of_every_file_is_told_at_once(small, tmp_path):
    """One run shows the courier all that must be mended."""
    first = csv_file(tmp_path, GOOD + "2026-13-01;Bokbil 3;x;25;1.234,50;F1\n;;;;;F1\n")
    second = csv_file(tmp_path, "Datum;Bil;Km;Belopp\n2026-01-07;Bokbil 1;1;2\n", name="b.csv")
    found = faults_of(small, first, second, tmp_path / "c.csv")
    assert {(3, "Datum", "2026-13-01"), (3, "Bil", "Bokbil 3"), (3, "Km", "x"), (3, "Timmar", "25")} <= set(
        found
    )
    assert (3, "Belopp", "1.234,50") in found
    assert {(4, "Datum", ""), (4, "Bil", ""), (4, "Belopp", "")} <= set(found)
    assert (1, None, "") in found  # the second has no hours
    assert (None, None, "") in found  # the third is not there


def test_run_is_found_by_id_name_alias_and_the_drivers_sheet(small, tmp_path):
    """7 January 2026 is a Wednesday."""
    words = ("bil-1", "BOKBIL 1", "ABC 123", "onsdag-bil-1", "Bokbil 1 tur 2")
    rows = "".join(f"2026-01-07;{word};1;1;{n};F1\n" for n, word in enumerate(words))
    columns = InvoiceColumns(vehicles=(("abc 123", "bil-1"),))
    found = read_invoices([csv_file(tmp_path, HEAD + rows)], columns, small.vehicles).rows
    assert [(row.vehicle_id, row.run_number) for row in found] == [("bil-1", None)] * 4 + [("bil-1", 2)]


@pytest.mark.parametrize(
    ("km", "hours", "roundings"),
    [
        (("120", "100,5"), ("8,25", "8"), ("1/20", "1/200")),  # a last nought is often left out
        (("120", "100"), ("8:15", "8:30"), ("1/2", "1/120")),
        (("120", "100"), ("8:15:00", "8:30:10"), ("1/2", "1/7200")),
    ],
)
def test_rounding_of_a_column_is_half_of_its_last_digit(small, tmp_path, km, hours, roundings):
    """What was driven may differ by so much from what is stated."""
    lines = zip(km, hours, strict=True)
    text = HEAD + "".join(f"2026-01-0{n};bil-1;{a};{b};1;F1\n" for n, (a, b) in enumerate(lines, start=5))
    rows = read_invoices([csv_file(tmp_path, text)], InvoiceColumns(), small.vehicles).rows
    assert {tuple(map(Fraction, roundings))} == {(r.kilometres_rounding, r.hours_rounding) for r in rows}


def test_words_below_the_sum_are_one_fault(small, tmp_path):
    """Not one for each column that a run must fill."""
    text = GOOD + "Summa;;;;1 234,50;\nBetala inom 30 dagar;;;;;\n"
    with pytest.raises(
        DataFaults, match="rad 4: raden är varken en körning eller en summa; ta bort den"
    ) as refused:
        read_invoices([csv_file(tmp_path, text)], InvoiceColumns(), small.vehicles)
    assert 1 == len(refused.value.faults)


def test_run_of_another_weekday_is_refused(small, tmp_path):
    """Either the date or the run is a slip: which one, only the courier knows."""
    path = csv_file(tmp_path, HEAD + "2026-01-07;torsdag-bil-1;1;1;1;F1\n")
    assert faults_of(small, path) == [(2, "Bil", "torsdag-bil-1")]


def test_word_for_an_unknown_vehicle_is_a_fault_of_finance(small, tmp_path):
    """It points at finance.toml, not at the invoice."""
    with pytest.raises(DataFaults, match=r"invoice\.vehicles\.ABC"):
        read_invoices(
            [csv_file(tmp_path, GOOD)], InvoiceColumns(vehicles=(("ABC", "bil-9"),)), small.vehicles
        )


def test_charge_beside_the_runs_needs_no_kilometres(small, tmp_path):
    """A fuel surcharge has a date and an amount; a run must state its kilometres and hours."""
    columns = InvoiceColumns(vehicles=(("Drivmedel", ""),))
    path = csv_file(tmp_path, HEAD + "2026-01-31;Drivmedel;;;300;F1\n")
    assert read_invoices([path], columns, small.vehicles).rows[0].vehicle_id == ""
    path = csv_file(tmp_path, HEAD + "2026-01-31;Bokbil 1;;;300;F1\n")
    assert faults_of(small, path) == [(2, "Km", ""), (2, "Timmar", "")]


def test_credit_may_leave_the_run_out_but_charge_is_never_negative(small, tmp_path):
    """Minus 10 km at plus 300 kr is a slip."""
    path = csv_file(tmp_path, HEAD + "2026-01-07;Bokbil 1;;;-300;F1\n")
    assert read_invoices([path], InvoiceColumns(), small.vehicles).rows[0].amount_ore == -30_000
    path = csv_file(tmp_path, HEAD + "2026-01-07;Bokbil 1;-10;1;300;F1\n")
    assert faults_of(small, path) == [(2, "Km", "-10")]


def test_courier_who_states_no_kilometres_is_understood(small, tmp_path):
    """Only when finance.toml says so: a lost column is no courier's choice."""
    unstated = InvoiceColumns(
        headings=tuple((n, () if n == "kilometres" else h) for n, h in InvoiceColumns().headings)
    )
    path = csv_file(tmp_path, "Datum;Bil;Timmar;Belopp\n2026-01-07;Bokbil 1;1;300\n")
    assert read_invoices([path], unstated, small.vehicles).rows[0].kilometres is None
    assert faults_of(small, path) == [(1, None, "")]


@pytest.mark.parametrize("again", ["Belopp", "belopp kr"])
def test_column_that_stands_twice_is_refused(small, tmp_path, again):
    """One of them is with VAT, or last year's: which, only the courier knows."""
    path = csv_file(tmp_path, f"Datum;Bil;Km;Timmar;Belopp;{again}\n2026-01-07;Bokbil 1;1;1;300;375\n")
    with pytest.raises(DataFaults, match=f"rad 1: flera kolumner passar: ”Belopp” och ”{again}”"):
        read_invoices([path], InvoiceColumns(), small.vehicles)


def test_every_row_has_the_number_of_its_invoice(small, tmp_path):
    """A row without one belongs to no invoice that anybody can find."""
    rows = (
        "2026-01-07;Bokbil 1;1;1;1;\n2026-01-08;Bokbil 1;1;1;1;F1\n2026-01-09;Bokbil 1;1;1;1;\nSumma;;;;3;\n"
    )
    assert faults_of(small, csv_file(tmp_path, HEAD + rows)) == [(2, "Faktura", ""), (4, "Faktura", "")]


def test_files_are_invoices_where_no_column_numbers_them(small, tmp_path):
    """Unless finance.toml names the heading: then the column is lost."""
    path = csv_file(tmp_path, "Datum;Bil;Km;Timmar;Belopp\n2026-01-07;Bokbil 1;1;1;300\n", name="jan.csv")
    assert read_invoices([path], InvoiceColumns(), small.vehicles).rows[0].invoice == "jan"
    assert faults_of(small, path, columns=InvoiceColumns(stated=frozenset({"invoice"}))) == [(1, None, "")]


@pytest.mark.parametrize(
    ("head", "cell", "stated", "is_assumed"),
    [("", "", (), True), (";Moms", ";308,63", (), False), ("", "", ("vat_percent",), False)],
)
def test_rate_of_the_vat_is_assumed_where_nobody_states_it(small, tmp_path, head, cell, stated, is_assumed):
    """Neither a column nor finance.toml."""
    path = csv_file(tmp_path, GOOD.replace("Faktura\n", f"Faktura{head}\n").replace("F1\n", f"F1{cell}\n"))
    found = read_invoices([path], InvoiceColumns(stated=frozenset(stated)), small.vehicles)
    assert is_assumed == found.is_vat_assumed


@pytest.mark.parametrize("stated", [False, True])
def test_wrong_vat_asks_for_the_rate_unless_it_is_stated(small, tmp_path, stated):
    """12 % of VAT is no slip of the courier when 25 % is our guess."""
    columns = InvoiceColumns(stated=frozenset({"vat_percent"} if stated else ()))
    with pytest.raises(DataFaults) as refused:
        read_invoices([csv_file(tmp_path, GOOD + "Moms;;;;148,14;\n")], columns, small.vehicles)
    assert ("vat_percent" in str(refused.value)) != stated


@pytest.mark.parametrize(
    ("sums", "wrong"),
    [
        ("Summa;;;;1 234,50;\nMoms 25 %;;;;308,63;\nAtt betala;;;;1 543;\n", None),
        ("Delsumma;;;;1234,50;\n2026-01-08;bil-1;1;1;100;F1\nDelsumma;;;;100;\nSumma;;;;1334,50;\n", None),
        (
            "Summa;;;;1 234,50;\nÖresavrundning;;;;0,12;\nSumma exkl. moms;;;;1 234,50;\nTotalt;;;;se ovan;\n",
            None,
        ),
        ("Öresavrundning;;;;1;\n", "1"),
        ("Summa;;;;1 234,51;\n", "1 234,51"),
        ("Moms;;;;310;\n", "310"),
        ("Summa inkl. moms;;;;1 545;\n", "1 545"),
    ],
)
def test_sums_below_the_rows_must_be_theirs(small, tmp_path, sums, wrong):
    """A row lost on the way shows in the sum; VAT and what is to be paid may be whole kronor."""
    path = csv_file(tmp_path, GOOD + sums)
    if wrong is None:
        assert read_invoices([path], InvoiceColumns(), small.vehicles).rows
    else:
        assert [value for _, _, value in faults_of(small, path)] == [wrong]


def test_file_given_twice_is_refused(small, tmp_path):
    """Every run in it would be a duplicate."""
    path = csv_file(tmp_path, GOOD)
    with pytest.raises(DataFaults, match="angiven 2 gånger"):
        read_invoices([path, tmp_path / "." / "a.csv"], InvoiceColumns(), small.vehicles)


@pytest.mark.parametrize(
    ("name", "content"), [("a.xlsx", b"PK no workbook"), ("a.pdf", b"%PDF"), ("a.csv", b"")]
)
def test_file_that_is_no_table_is_refused(small, tmp_path, name, content):
    """A sentence, not a traceback."""
    (tmp_path / name).write_bytes(content)
    assert len(faults_of(small, tmp_path / name)) == 1


def test_invoice_without_rows_is_refused(small, tmp_path):
    """An export that went wrong would otherwise look like a year without costs."""
    assert faults_of(small, csv_file(tmp_path, HEAD)) == [(1, None, "")]


def test_word_for_what_is_no_run_is_told_how_to_be_stated(small, tmp_path):
    """A surcharge on diesel is no vehicle; which it is, only finance.toml can say."""
    path = csv_file(tmp_path, GOOD.replace("Bokbil 1", "Dieseltillägg"))
    with pytest.raises(DataFaults) as refused:
        read_invoices([path], InvoiceColumns(), small.vehicles)
    (fault,) = refused.value.faults
    assert (
        'skriv bilens id eller namn, eller ge ordet en bil, eller "" för en avgift utan tur, under'
        " [invoice.vehicles] i finance.toml"
    ) == fault.remedy


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Datum,Bil,Km,Timmar,Belopp,Faktura", "2026-01-07,Bokbil 1,120.5,8.25,900,70,F1"),
        ("Datum,Bil,Km,Timmar,Faktura,Belopp,Anm", "2026-01-07,Bokbil 1,120.5,8.25,F1,900,70,"),
        ("Datum,Bil,Km,Timmar,Faktura,Belopp,", "2026-01-07,Bokbil 1,120.5,8.25,F1,900,70"),
    ],
)
def test_amount_that_its_decimal_comma_cuts_in_two_is_refused(small, tmp_path, head, row):
    """900,70 without quotes would be charged as 900,00, and 70 be something else, or nothing."""
    with pytest.raises(
        DataFaults, match=r"raden har . värden men|kolumn nummer 7 har värden men ingen rubrik"
    ):
        read_invoices([csv_file(tmp_path, f"{head}\n{row}\n")], InvoiceColumns(), small.vehicles)


def test_empty_cells_beyond_the_headings_are_no_values(small, tmp_path):
    """Semicolons cut no amount, and some programs end their rows with one; so do sheets with formatted cells."""
    path = csv_file(tmp_path, GOOD.replace("F1\n", "F1;;\n"))
    assert len(read_invoices([path], InvoiceColumns(), small.vehicles).rows) == 1


def test_value_beyond_the_headings_of_a_sheet_is_refused(small, tmp_path):
    """Nobody reads it: it may be the amount that counts."""
    book = openpyxl.Workbook()
    book.active.append(["Datum", "Bil", "Km", "Timmar", "Belopp"])
    book.active.append([date(2026, 1, 7), "BIL-1", 120.5, 8.25, 1234.5, 70])
    book.save(tmp_path / "jan.xlsx")
    with pytest.raises(
        DataFaults, match=r"rad 2: raden har 6 .*; skriv en rubrik över det sista värdet eller ta"
    ):
        read_invoices([tmp_path / "jan.xlsx"], InvoiceColumns(), small.vehicles)


@pytest.mark.parametrize(
    ("column", "old", "new", "problem"),
    [
        ("Faktura", "F1", "F" * 51, "numret är 51 tecken långt; ange fakturans nummer med högst 50 tecken"),
        ("Faktura", "F1", "F" * 40_000, "numret är 40000 tecken långt"),
        ("Faktura", "F1", "F\u202e1", "texten har ett osynligt tecken"),
        ("Faktura", "F1", "F\u200b1", "texten har ett osynligt tecken"),
        ("Bil", "Bokbil 1", f"Bokbil 1{',' * 40_000}tur 1", "texten är 40013 tecken lång"),
    ],
)
def test_text_that_no_cell_shows_as_it_is_is_refused(small, tmp_path, column, old, new, problem):
    """A cell holds 32 767 characters, and F1 with a character that nobody sees is another invoice than F1."""
    path = csv_file(tmp_path, GOOD.replace(old, new))
    with pytest.raises(DataFaults, match=rf"a\.csv, rad 2, kolumn {column}: {problem}"):
        read_invoices([path], InvoiceColumns(), small.vehicles)


def test_longest_number_of_an_invoice_is_read(small, tmp_path):
    """Fifty characters are more than any program gives."""
    (row,) = read_invoices(
        [csv_file(tmp_path, GOOD.replace("F1", "F" * 50))], InvoiceColumns(), small.vehicles
    ).rows
    assert "F" * 50 == row.invoice


def test_file_name_that_hides_a_character_is_no_number(small, tmp_path):
    """The file's name stands for the number where no column does."""
    path = csv_file(tmp_path, GOOD.replace("Faktura", "Anm"), name="a\u202eb.csv")
    with pytest.raises(
        DataFaults, match=r"filnamnet: texten har ett osynligt tecken \(U\+202E\); döp om filen"
    ):
        read_invoices([path], InvoiceColumns(), small.vehicles)
