"""Inputs that the program would never have written are named, though every sum follows from them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from logistics.errors import StatementRefused
from logistics.verifying import verify_statement
from logistics.verifying.contradictions import contradictions
from logistics.verifying.impossible import impossible
from logistics.verifying.issued_as import IssuedAs, issued_as
from subsidy.canonical import fingerprint
from subsidy.record import record_bytes
from subsidy.record.codec import LARGEST
from subsidy.record.payouts import paid_plan
from tests.logistics.verifying.issued import NO_BREAK_SPACE, documents, sentences

BASIS, KIL = ("basis",), ("basis", "players", 1)  # the region is the first
STATED = ("rule", "payout")  # the rule for payouts, and again
PLANNED = ("own", "payouts", "rule")
IBAN = "IBAN SE45 5000 0000 0583 9825 7467"


def issued_on(day):
    return f"Utfärdat den {day} som nr 1 i journalen."


# What is put where, and what is said.
NAMED = (
    ((*STATED, "unit_ore"), 1, "står två gånger och inte lika, avrundningen i öre: 1 i regeln, 100 i"),
    ((*STATED, "id"), "annan", "beteckningen: ”annan” i regeln, "),
    ((*STATED, "reference"), "X", "beslutet: ”X” i regeln, "),
    ((*STATED, "source"), "X", "källan: ”X” i regeln, "),
    ((*STATED, "steps"), [{"from_ore": 0, "every_months": 3}], "stegen: var 3:e månad från 0,00 kr i regeln, "),
    ((*STATED, "due_day"), 7, "dagen i månaden: 7 i regeln, 20 i utbetalningsplanen."),
    ((*STATED, "shift"), "earlier", "hur en helgdag flyttas: ”earlier” i regeln, "),
    ((*STATED, "last_date"), "9999-12-31", "sista dagen: 31 december 9999 i regeln, "),
    ((*PLANNED, "id"), "annan", "”annan” i utbetalningsplanen."),
    (STATED, None, "regeln säger inte när bidragen betalas ut, men beskedet har en utbetalningsplan."),
    (("rule", "last_date"), "9999-12-31", "regeln gäller 1 januari 2026–31 december 9999, men beskedet"),
    (("rule", "first_date"), "2025-12-31", "regeln gäller 31 december 2025–31 december 2026, men beskedet"),
    (("rule", "decided_on"), "2026-01-11", "planerade 10 januari 2026, före beslutet 11 januari 2026."),
    (("own", "notes"), [issued_on("9 december 2025")], "utfärdat 9 december 2025, före beslutet"),
    (("own", "notes"), [issued_on("11 januari 2026")], "men utbetalningarna är planerade 10 jan"),
    (("own", "notes"), [issued_on("32 januari 2026")], "dagen då beskedet utfärdades finns inte"),
    ((*KIL, "name"), "Kyl", "1715 heter på olika ställen ”Kil” och ”Kyl”."),
    ((*KIL, "visits"), -1, "Kil, besök i veckan: −1 är mindre än noll."),
    ((*KIL, "site_days"), [-1, 2], "Kil, besök per stopp: −1 och 2 är mindre än noll."),
    ((*KIL, "site_days"), [2], "Kil har 1 besök i veckan, men stoppens är 2."),
    ((*KIL, "crates"), "-1/2", "Kil, lådor i veckan: -1/2 är mindre än noll."),
    ((*KIL, "hub_distance_m"), -7, "Kil, meter från navet: −7 är mindre än noll."),
    (("own", "runs", 0, "distance_m"), -5, "måndag, Norra bilen, meter: −5 är mindre än noll."),
    (("own", "runs", 1, "own_stops"), "Kils bibliotek 09:00", "Kil har 1 besök i veckan, men de egna stoppen"),
    (("own", "account"), "bankgiro 5050-1056", "bankgiro 5050-1056: kontrollsiffran stämmer inte: om"),
    (("own", "account"), IBAN.replace(" ", NO_BREAK_SPACE), "om resten är rätt ska det börja SE18."),
    ((*BASIS, "issuer", "orgnr"), "232100-0157", "organisationsnumret 232100-0157: kontrollsiffran"),
)  # fmt: skip
LARGE = (
    (*BASIS, "cost_ore"), (*KIL, "population"), ("own", "runs", 0, "runs_in_period"), ("rule", "amount_ore"),
    ("figures", "awards_ore", "1715"), ("own", "payouts", "paid_ore", "2026-01-20", "1715"),
)  # fmt: skip


def put(content, path, value):
    """The record with a value in one place, and the fingerprint that fits."""
    *way, last = path
    part = content
    for name in way:
        part = part[name]
    part[last] = value
    rest = {name: each for name, each in content.items() if name != "fingerprint"}
    return json.dumps(content | {"fingerprint": fingerprint(rest)})


@pytest.mark.parametrize(("path", "value", "said"), NAMED, ids=[row[2] for row in NAMED])
def test_what_contradicts_the_rest_is_named(content, tmp_path, path, value, said):
    """The sums are right, and so is the fingerprint."""
    (tmp_path / "kil.json").write_text(put(content, path, value), encoding="utf-8")
    found = [each for each in sentences(tmp_path / "kil.json") if each.startswith("Indata stämmer inte: ")]
    assert 1 == sum(said in each for each in found)
    assert verify_statement(tmp_path / "kil.json", None).is_verified is False


def test_another_municipality_in_the_place_of_the_receiver_is_named(content, tmp_path):
    """Karlstad's name over Kil's account and stops."""
    karlstad = next(row for row in content["basis"]["municipalities"] if row["name"] == "Karlstad")
    (tmp_path / "kil.json").write_text(put(content, ("own", "municipality"), karlstad), encoding="utf-8")
    said = "Karlstad har 5 besök i veckan, men de egna stoppen på turerna är 1"
    assert any(said in each for each in sentences(tmp_path / "kil.json"))


@pytest.mark.parametrize("path", [("own", "municipality", "name"), ("basis", "municipalities", 0, "name")])
def test_a_receiver_with_two_names_is_refused_with_both(content, tmp_path, path):
    (tmp_path / "kil.json").write_text(put(content, path, "Kyl"), encoding="utf-8")
    with pytest.raises(StatementRefused, match=r"1715 heter på olika ställen ”K[iy]l” och ”K[iy]l”"):
        verify_statement(tmp_path / "kil.json", None)


@pytest.mark.parametrize("path", [("extra",), ("own", "extra"), (*KIL, "extra")])
def test_a_field_that_no_version_has_is_refused_by_name(content, tmp_path, path):
    (tmp_path / "kil.json").write_text(put(content, path, 5), encoding="utf-8")
    with pytest.raises(StatementRefused, match=r"så kan det inte stå i .*extra"):
        verify_statement(tmp_path / "kil.json", None)


@pytest.mark.parametrize("value", [LARGEST + 1, 10**30, -(10**40), 10**300])
@pytest.mark.parametrize("path", LARGE, ids=[".".join(map(str, path)) for path in LARGE])
def test_a_number_beyond_any_budget_is_refused_with_place_and_value(content, tmp_path, path, value):
    """Decimals of large numbers once ended verifying with a traceback."""
    (tmp_path / "kil.json").write_text(put(content, path, value), encoding="utf-8")
    with pytest.raises(StatementRefused) as refused:
        verify_statement(tmp_path / "kil.json", None)
    said = str(refused.value).replace(NO_BREAK_SPACE, "")
    digits = len(str(abs(value)))
    assert (f"är {value}," if digits <= 40 else f"är ett tal med {digits} siffror,") in said
    assert f"{path[-1]} " in said


def test_a_fraction_beyond_any_budget_is_refused(content, tmp_path):
    (tmp_path / "kil.json").write_text(put(content, (*KIL, "shapley_ore"), f"{10**30}/7"), encoding="utf-8")
    with pytest.raises(StatementRefused, match="mer än något belopp eller antal kan vara"):
        verify_statement(tmp_path / "kil.json", None)


@pytest.mark.parametrize("path", [("own", "payouts", "payable_from"), (*BASIS, "last_date")])
def test_a_day_beyond_every_calendar_is_refused(content, tmp_path, path):
    """Nobody knows the holidays of the year 9999, and no day follows on its last."""
    (tmp_path / "kil.json").write_text(put(content, path, "9999-12-31"), encoding="utf-8")
    with pytest.raises(StatementRefused, match=r"\(own\.payouts\)"):
        verify_statement(tmp_path / "kil.json", None)


def test_the_largest_number_is_read(content, tmp_path):
    """Just kept: it is wrong, and told as any other sum."""
    path = ("figures", "awards_ore", "1715")
    (tmp_path / "kil.json").write_text(put(content, path, LARGEST), encoding="utf-8")
    (said,) = sentences(tmp_path / "kil.json")
    assert "filen säger 10 000 000 000 000,00 kr" in said


def test_a_workbook_whose_inputs_fit_in_none_is_refused(kil, monkeypatch):
    """A forger may embed sums that a spreadsheet cannot compute."""
    monkeypatch.setattr("subsidy.workbook.writing.LARGEST_ORE", 1)
    with pytest.raises(StatementRefused, match="får inte plats i en arbetsbok"):
        verify_statement(kil, None)


@pytest.mark.parametrize("document", documents(), ids=["statement", "summary"])
def test_what_the_program_writes_is_possible(document):
    """Issued or not."""
    assert [] == list(impossible(document, paid_plan(document.payouts)))
    assert () == contradictions(record_bytes(document.record))


def test_a_correction_is_issued_on_its_own_day():
    """What it says of itself is read in full."""
    note = (
        "Rättelse, utfärdad den 2 mars 2026 som nr 3 i journalen. Den ersätter nr 1, som utfärdades den 2 januari"
        " 2026. Skäl: Fel. Belopp."
    )
    expected = IssuedAs(number=3, day=date(2026, 3, 2), corrects=1, because="Fel. Belopp.")
    assert expected == issued_as((note, "Annat."))
    assert IssuedAs(number=1, day=date(2026, 1, 10)) == issued_as((issued_on("10 januari 2026"),))
    assert issued_as(("En anmärkning.",)) is issued_as(()) is None


@pytest.mark.parametrize(("last", "is_told"), [(date(2026, 1, 20), False), (date(2026, 1, 31), True)])
def test_a_statement_of_a_few_days_may_lack_a_weekday(last, is_told):
    """Its runs may stop fewer times than its visits a week; those of a month may not."""
    statement, _ = documents()
    karlstad = next(m for m in statement.settlement.basis.municipalities if m.name == "Karlstad")
    basis = replace(statement.settlement.basis, last_date=last)
    settlement = replace(statement.settlement, basis=basis)
    found = replace(statement, municipality=karlstad, settlement=settlement, payouts=None)
    assert is_told == any("Karlstad har 5 besök i veckan" in each.says for each in impossible(found, None))


def test_runs_at_several_prices_are_not_counted_as_visits(content, tmp_path):
    """A run then stands once for each price."""
    for run in content["own"]["runs"]:
        run["run"] += " (1 januari–30 juni 2026)"
        run["own_stops"] = "Kils bibliotek 08:05"
    (tmp_path / "kil.json").write_text(put(content, ("own", "account"), ""), encoding="utf-8")
    assert [] == sentences(tmp_path / "kil.json")
