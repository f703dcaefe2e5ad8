"""Another final settlement of a period pays and claims only what differs from those before it, to the öre."""

from collections import Counter
from dataclasses import replace

import openpyxl

import sample_data
from logistics.dataset import read_dataset
from logistics.planfile import read_plan, write_plan
from logistics.planning import plan_dataset
from logistics.reconciling.planned_runs import planned_runs
from subsidy.journal import writing
from tests.logistics.final_years import (
    CORRECT,
    KARLSTAD,
    KIL,
    YEAR,
    issue,
    moved,
    refused,
    settled,
    small_year,
    whole,
    year,
)
from tests.logistics.letters.structure import read
from tests.subsidy.pain_reader import read_payments
from tests.subsidy.sie_reader import read_sie

__all__ = ["small_year", "year"]

# What the courier charges for the sample's runs: 3 % more kilometres than planned by bil-2.
CHARGED = {
    (0, "bil-1"): "75,7;2,25;1693,85",
    (0, "bil-2"): "483,6;8,72;6460,60",
    (1, "bil-1"): "0,0;0,37;544,30",
    (2, "bil-1"): "103,6;2,17;1816,10",
    (2, "bil-2"): "448,5;8,30;6103,75",
    (3, "bil-1"): "246,6;4,65;3569,80",
    (4, "bil-1"): "18,5;1,02;899,55",
    (4, "bil-2"): "453,2;8,18;6082,80",
}


def test_late_invoices_of_the_sample_year_move_what_differs_and_no_more(tmp_path):
    """As it was found: 349 of 402 runs gave 28 672,99 kr too much to fifteen and too little to Karlstad."""
    sample = read_dataset(sample_data.FOLDER)
    rules = sample.rules.replace('payout = "driftbidrag"', 'payout = "driftbidrag"\nsettlement = "pay"', 1)
    planned = plan_dataset(replace(sample, rules=rules), time_limit_s=60, seed=1)
    write_plan(planned, tmp_path / "plan.json")
    runs = planned_runs(planned, *YEAR)
    lines = [
        f"{each.date};{each.vehicle_id};{CHARGED[each.date.weekday(), each.vehicle_id]};1" for each in runs
    ]
    head = "Datum;Bil;Km;Timmar;Belopp;Fakturanummer"
    for name, n in {"tidig": 349, "sen": 402}.items():
        (tmp_path / f"{name}.csv").write_text("\n".join([head, *lines[:n]]), encoding="utf-8")
    issue(tmp_path, "--out", tmp_path / "besked", "--today", "2025-12-01")
    first = settled(tmp_path, "tidig", "1")
    assert (28_672_99, 28_672_99) == told(first)
    assert {KARLSTAD: 28_672_99} == first["paying"]["claimed_ore"]
    second = settled(tmp_path, "sen", "2", *CORRECT)
    assert (31_059_61, 31_059_61) == told(second)
    assert {KARLSTAD: 31_059_61} == second["paying"]["paid_ore"]
    ends = moved(first, second)
    assert (2_386_62, -156_19) == (ends[KARLSTAD], ends[KIL])
    assert 0 == sum(ends.values())


def told(answer):
    """Öre paid and öre claimed."""
    paying = answer["paying"]
    return sum(paying["paid_ore"].values()), sum(paying["claimed_ore"].values())


def test_what_was_settled_too_early_is_taken_back_to_the_ore(year):
    """Charged as planned the year changes no award: the second settlement undoes the first."""
    first = settled(year, "utan-20", "1")
    assert first["paying"]["claimed_ore"]
    second = settled(year, "alla", "2", *CORRECT)
    assert {} == moved(first, second)
    assert [2, 3] == [answer["issued"]["number"] for answer in (first, second)]


def test_a_third_settlement_counts_both_before_it(year):
    """All three together are what one would have been; so are vouchers of payments and of claims."""
    by_itself = whole(year, "utan-10")
    first = settled(year, "utan-20", "1")
    second = settled(year, "alla", "2", *CORRECT)
    third = settled(year, "utan-10", "3", "--corrects", "3", "--because", "En kredit.")
    assert by_itself == moved(first, second, third)
    paid = Counter()
    for answer_folder in ("1", "2", "3"):
        for path in (year / answer_folder).rglob("*.xml"):
            paid["paid"] += sum(payment.amount for payment in read_payments(path.read_bytes()))
    assert 100 * paid["paid"] == sum(sum(a["paying"]["paid_ore"].values()) for a in (first, second, third))
    booked = Counter()
    for path in sorted(year.glob("[123]/**/*.si")):
        for voucher in read_sie(path.read_bytes()).vouchers:
            for row in voucher.rows:
                booked[row.account] += row.amount * 100
    assert sum(by_itself.values()) == booked["5820"]
    assert 0 == booked["2895"]  # the account between the years is empty again


def test_letters_and_workbook_tell_what_is_settled_and_what_is_left(year):
    """What it comes to, what was claimed, and what is paid now."""
    first = settled(year, "utan-20", "1")
    second = settled(year, "utan-10", "2", *CORRECT)
    text = (year / "2" / "a-handlingar" / "1715-kil.pdf").read_bytes()
    text = " ".join(" ".join(page.extract_text() for page in read(text).pages).split())
    claimed, paid = first["paying"]["claimed_ore"][KIL], second["paying"]["paid_ore"][KIL]
    assert "Rättad slutavräkning för Kils kommun" in text
    assert f"Slutavräkningen i allt −{kronor(claimed - paid)}" in text
    assert f"Redan krävt åter enligt nr 2 i journalen {kronor(claimed)}" in text
    assert f"Betalas ut {kronor(paid)}" in text
    assert "Rättar: nr 2 i journalen, 4 januari 2027" in text
    assert "Den ersätter nr 2, som utfärdades den 4 januari 2027. Skäl: Sena fakturor." in text
    own = row_of(year / "2" / "a.xlsx", "Kil")
    ore = {
        head: round(own[head] * 100) for head in ("Slutavräkningen i allt", "Redan reglerat", "Att reglera")
    }
    assert [paid - claimed, -claimed, paid] == list(ore.values())


def kronor(ore):
    return f"{ore // 100:,}".replace(",", " ") + f",{ore % 100:02} kr"


def row_of(path, name):
    """A municipality's cells on the sheet Slutavräkning, by their heads."""
    rows = [
        [c.value for c in r]
        for r in openpyxl.load_workbook(path, data_only=True)["Slutavräkning"].iter_rows()
    ]
    head = next(row for row in rows if "Redan reglerat" in row)
    return dict(zip(head, next(row for row in rows if row[0] == name), strict=True))


def test_corrections_of_earlier_years_are_not_lost(year):
    """5 000 kr to Kil in the first settlement would be claimed back by a second that says nothing of them."""
    settled(year, "utan-20", "1", "--corrections", year / "r.csv")
    status, err = refused(year, "alla", *CORRECT)
    assert 1 == status
    assert "inte är med nu: Kil 5 000,00 kr för 2025 (Besked). Ange dem igen med --corrections" in err
    again = settled(year, "alla", "2", *CORRECT, "--corrections", year / "r.csv")
    assert {KIL: 5_000_00} == {
        row["scb_code"]: ore
        for row in again["final"]["municipalities"]
        if (ore := row["balance_ore"] + row["settled_ore"])
    }


def test_awards_that_are_corrected_afterwards_are_settled_anew(year):
    """The correction says so; the new settlement is against it, less what was claimed."""
    first = settled(year, "utan-20", "1")
    planned = read_plan(year / "plan.json")
    rules = planned.dataset.rules.replace("cap_percent = 99.5", "cap_percent = 90")
    assert rules != planned.dataset.rules
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), year / "plan.json")
    said = issue(
        year, "--out", year / "b2", "--today", "2027-02-01", "--corrects", "1", "--because", "Nytt beslut."
    )
    assert "slutavräkningen nr 2 är räknad mot det som gällde förut" in said
    day = ("--created", "2027-02-02")
    ends = whole(year, "utan-20", *day)
    second = settled(year, "utan-20", "2", *CORRECT, *day)
    assert 3 == second["final"]["budget_from_journal"]
    assert ends == moved(first, second)


def test_settlement_that_is_issued_while_awards_are_corrected_is_told(year, monkeypatch):
    """The correction had read the journal before the settlement came: it knew of none that stood."""
    planned = read_plan(year / "plan.json")
    rules = planned.dataset.rules.replace("cap_percent = 99.5", "cap_percent = 90")

    def when_settled(folder):
        write_plan(planned, year / "plan.json")
        settled(year, "utan-20", "1")
        return writing(folder)

    monkeypatch.setattr("logistics.cli.issue.writing", when_settled)
    write_plan(replace(planned, dataset=replace(planned.dataset, rules=rules)), year / "plan.json")
    said = issue(
        year, "--out", year / "b2", "--today", "2027-02-01", "--corrects", "1", "--because", "Nytt beslut."
    )
    assert "slutavräkningen nr 2 är räknad mot det som gällde förut" in said
