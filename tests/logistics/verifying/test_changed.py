"""What somebody changed is named first, in the words of the sheet; what only follows from it is kept apart."""

import json
import shutil
from datetime import datetime

import openpyxl
import pytest

from logistics.cli.verify_statement import shown_statement
from logistics.errors import StatementRefused
from logistics.verifying import verify_statement
from logistics.verifying.cells import Cell
from logistics.verifying.labels import Labels
from subsidy.canonical import fingerprint
from tests.logistics.verifying.forging import change_number, change_part, change_text, part_of
from tests.logistics.verifying.issued import NO_BREAK_SPACE, documents, where_is
from tests.subsidy.office import recalculate

NAMES = ("input", "rule", "formula")


def changed(path, journal=None):
    """What is said of what was changed; and how much follows."""
    findings = verify_statement(path, journal).findings
    said = [each.sentence.replace(NO_BREAK_SPACE, " ") for each in findings if not each.follows]
    return said, len(findings) - len(said)


def saved_by_openpyxl(path, edit=lambda _: None):
    """Saved by a program that does not compute."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def more_people(content):
    """Kil with 100 inhabitants more, wherever they are counted."""
    basis = content["basis"]
    for people in (*basis["municipalities"], *basis["players"], content["own"]["municipality"]):
        if people.get("code", people.get("id")) == "1715":
            people["population"] += 100


@pytest.fixture(scope="module")
def computed_anew(written, tmp_path_factory):
    """Three workbooks in which one thing was changed in LibreOffice, which computed all the rest."""
    folder = tmp_path_factory.mktemp("changed")
    paths = {name: shutil.copy(written / "kil.xlsx", folder / f"{name}.xlsx") for name in NAMES}
    change_number(paths["input"], "Underlag", "C5", "12185")
    change_number(paths["rule"], "Regel", where_is(paths["rule"], "Regel", "Regionens bidrag"), "91000000")
    sheet, place = "Bidragsbesked", where_is(paths["formula"], "Bidragsbesked", "Bidraget enligt beräkningen")
    pattern = rf'(<c r="{place}"[^>]*><f>[^<]*)(</f>)'
    change_part(paths["formula"], part_of(paths["formula"], sheet), pattern, r"\g<1>+1\2")
    recalculate(list(paths.values()), folder)
    return folder / "done"


def test_one_changed_input_is_told_and_what_follows_is_counted(computed_anew):
    """Hundreds of cells are wrong, and one of them is why."""
    (said,), n_following = changed(computed_anew / "input.xlsx")
    assert "Bladet Underlag, cell C5 (Kil, Invånare): filen säger 12 185, men det ska vara 12 085." == said
    assert n_following > 200


def test_a_changed_rule_is_told_in_its_unit(computed_anew):
    """The contribution, in öre as the sheet has it."""
    (said,), _ = changed(computed_anew / "rule.xlsx")
    assert "(Regionens bidrag, Värde): filen säger 91 000 000 öre, men det ska vara 90 000 000 öre." in said


def test_a_changed_formula_is_told_with_what_it_gives(computed_anew):
    """A krona more for Kil; what is computed from it follows."""
    (said,), _ = changed(computed_anew / "formula.xlsx")
    assert "(Bidraget enligt beräkningen, Belopp): formeln är =(INDEX(" in said
    assert "+1 och ger 38 359,59 kr; den ska vara =(INDEX(" in said
    assert said.endswith("/100 och ge 38 358,59 kr.")


def test_a_formulas_value_is_no_consequence_when_all_that_it_reads_is_right(kil):
    """Beside a changed input there is a second forgery, and it is not hidden among what follows."""
    change_number(kil, "Transporter", "H5", "1")
    place = where_is(kil, "Bidragsbesked", "Bidraget enligt beräkningen")
    change_number(kil, "Bidragsbesked", place, "99999.99")
    said, _ = changed(kil)
    assert ["Transporter", "Bidragsbesked"] == [each.split()[1].rstrip(",") for each in said]


def test_a_name_that_stands_for_another_cell_is_told(kil):
    """Every formula looks right, and computes with another figure."""
    change_part(kil, "xl/workbook.xml", r"('Regel'!\$B\$)6<", r"\g<1>5<")
    (said,), _ = changed(kil)
    assert (
        "Namnet Bidrag_öre, som formler räknar med, står för 'Regel'!$B$5; det ska stå för 'Regel'!$B$6."
        == said
    )


def test_a_changed_payment_day_is_told_as_a_date(kil):
    """Without a time of day that nobody wrote."""
    rows = openpyxl.load_workbook(kil)["Utbetalning"].iter_rows(min_col=2, max_col=2)
    place = next(cell.coordinate for (cell,) in rows if cell.value == datetime(2026, 1, 20))  # noqa: DTZ001
    change_number(kil, "Utbetalning", place, "46204")
    (said,), _ = changed(kil)
    assert "Betalningsdag): filen säger 2026-07-01, men det ska vara 2026-01-20." in said


def test_where_the_embedded_inputs_were_changed_the_sheet_that_says_otherwise_is_named(kil):
    """Three places in Indata; the sheets still say what was decided."""
    change_text(kil, '"population": 12085', '"population": 12185')
    said, n_following = changed(kil)
    assert [
        "Indata har ändrats sedan filen skrevs: deras kontrollsumma stämmer inte.",
        "Bladet Underlag, cell C5 (Kil, Invånare): bladet säger 12 085, men Indata säger 12 185.",
    ] == said
    assert n_following > 200


def test_a_forged_value_is_not_hidden_behind_changed_inputs(kil):
    """Somebody changed a note in Indata, and what the sheet says of Kil's award."""
    change_text(kil, "En anmärkning.", "En annan anmärkning.")
    place = where_is(kil, "Bidragsbesked", "Bidraget enligt beräkningen")
    change_number(kil, "Bidragsbesked", place, "99999.99")
    said, n_following = changed(kil)
    assert "Indata har ändrats" in said[0]
    assert (
        f"cell {place} (Bidraget enligt beräkningen, Belopp): bladet säger 99 999,99 kr, men Indata"
        in said[1]
    )
    assert (2, 0) == (len(said), n_following)


def test_a_changed_json_says_that_an_input_was_changed_and_counts_the_sums(content, tmp_path):
    """Nothing in the file tells which."""
    more_people(content)
    (tmp_path / "kil.json").write_text(json.dumps(content), encoding="utf-8")
    (_, said), n_following = changed(tmp_path / "kil.json")
    assert said.startswith("Minst en uppgift som summorna räknas ur är ändrad.")
    assert n_following >= 16


@pytest.mark.parametrize("is_forged", [False, True])
def test_a_changed_json_beside_its_workbook_is_told_to_the_cell(content, kil, is_forged):
    """The region sent both, and they do not say the same."""
    more_people(content)
    if is_forged:
        content["fingerprint"] = fingerprint({n: part for n, part in content.items() if n != "fingerprint"})
    kil.with_suffix(".json").write_text(json.dumps(content), encoding="utf-8")
    said, _ = changed(kil.with_suffix(".json"))
    sentence = (
        "kil.xlsx: Bladet Underlag, cell C5 (Kil, Invånare): bladet säger 12 085, men Indata säger 12 185."
    )
    assert [sentence] == said[1 - is_forged :]


def test_inputs_that_contradict_each_other_are_named(content, tmp_path):
    """Changed in one of the places where they stand: what nobody can compute is refused in words."""
    path = tmp_path / "kil.json"
    kil = next(player for player in content["basis"]["players"] if player["id"] == "1715")
    kil["population"] += 100
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(StatementRefused, match=r"Kil har på olika ställen 12.085 och 12.185 invånare\."):
        verify_statement(path, None)
    kil["population"] -= 100
    content["basis"]["cost_ore"] += 100
    path.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(
        StatementRefused, match=r"att dela är .*544,21\skr, men turerna kostar .*543,21\skr\."
    ):
        verify_statement(path, None)


def test_a_workbook_without_values_says_so_and_is_no_forgery(kil):
    """Its formulas were never computed; nothing in it is wrong, and not everything is shown to be right."""
    answer, findings = shown_statement(saved_by_openpyxl(kil), None)
    lines = dict(answer.lines)
    assert ((), None, False) == (findings, answer.result["is_verified"], answer.result["is_computed"])
    assert "inga uträknade värden" in lines["Observera"]
    assert "Öppna den i Excel eller LibreOffice och spara den en gång" in lines["Observera"]


def test_what_a_workbook_without_values_holds_is_compared(kil):
    """Inputs and formulas are there, and one of each was changed."""

    def edit(book):
        book["Underlag"]["C5"] = 12185
        book["Bidragsbesked"]["B19"] = "=1+1"

    said, n_following = changed(saved_by_openpyxl(kil, edit))
    assert ("Bladet Underlag, cell C5 (Kil, Invånare)", 0) == (said[0].split(": ")[0], n_following)
    assert "formeln är =1+1" in said[1]


def test_one_formula_without_a_value_is_a_change(kil):
    """Somebody took it away: the others have theirs."""
    place = where_is(kil, "Bidragsbesked", "Bidraget enligt beräkningen")
    change_part(kil, part_of(kil, "Bidragsbesked"), rf'(<c r="{place}"[^>]*><f>[^<]*</f>)<v>[^<]*</v>', r"\1")
    (said,), _ = changed(kil)
    assert "filen säger inget uträknat värde, men det ska vara 38 358,59 kr." in said


@pytest.mark.parametrize(
    ("value", "style", "shown"),
    [
        (datetime(2026, 7, 1), "d mmmm yyyy", "2026-07-01"),  # noqa: DTZ001 - cells know no zones
        (0.0466062, '0.00" %"', "4,66 %"),
        (62816.97, '#,##0.00 "kr"', "62 816,97 kr"),
        (956.876, '#,##0.00 "kr"', "956,88 kr"),
        (12085, "#,##0", "12 085"),
    ],
)
def test_a_cell_says_what_the_sheet_shows(value, style, shown):
    cell = Cell(value=value, formula="", number_format=style)
    assert shown == cell.text(decimals=2).replace(NO_BREAK_SPACE, " ")


def test_a_label_is_never_cut_and_the_heading_is_that_of_its_table():
    """Two tables below each other; the longest label there is."""
    long = "Det som betalas ut och det som förs vidare är bidragen och det överförda, öre för öre, i hela regionen"

    def cell(value, *, is_heading=False):
        return Cell(value=value, formula="", number_format="", is_heading=is_heading)

    cells = {"A1": cell("Post"), "B1": cell("Belopp", is_heading=True), "A2": cell(long), "B2": cell(1)}
    labels = Labels({**cells, "A4": cell("Not"), "B4": cell(2)})
    assert [f" ({long}, Belopp)", " (Not)", ""] == [labels.of(place) for place in ("B2", "B4", "A2")]
    assert ["öre", ""] == [labels.unit(place) for place in ("B2", "B4")]


def test_the_test_knows_what_kil_is_awarded():
    """38 358,59 kr stand in the sentences above."""
    assert 3_835_859 == documents()[0].award_ore
