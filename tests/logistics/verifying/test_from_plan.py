"""With the plan at hand nothing has to be believed: what groups would cost is measured anew, too."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from logistics.cli.verify_statement import shown_statement
from logistics.errors import NothingHolds, StatementRefused
from logistics.periods import year_of
from logistics.planfile import write_plan
from logistics.seasons import NamedPlan
from logistics.settling import settle_period, write_settlement
from logistics.swedish import amount_text
from logistics.verifying import verify_statement
from routes.cost import plan_cost_ore
from subsidy.record import Recorder, read_record, record_bytes
from subsidy.record.document import figures_of
from subsidy.record.opening import fingerprint_of
from tests.logistics.test_cli_issue import ACCOUNTS, PAID

YEAR = year_of(2026)


def given(planned):
    return (NamedPlan(name="plan.json", planned=planned),)


@pytest.fixture(scope="module")
def settled(planned):
    return settle_period(planned, *YEAR)


@pytest.fixture(scope="module")
def folder(settled, tmp_path_factory):
    folder = tmp_path_factory.mktemp("besked")
    write_settlement(settled, folder)
    return folder


@pytest.fixture
def content(folder):
    return json.loads((folder / "sammanstallning.json").read_text(encoding="utf-8"))


@pytest.fixture
def kil(folder):
    return json.loads((folder / "1715-kil.json").read_text(encoding="utf-8"))


def forged(content, tmp_path):
    """A record whose figures and fingerprint were made to fit, as somebody with the program can."""
    for part in ("figures", "fingerprint"):
        if part == "figures":
            document = read_record(json.dumps(content), lambda _: True).document
            figures = Recorder(document.settlement).record(document)["figures"]
            assert figures["costs_ore"] == dict(figures_of(document.settlement).costs_ore)
            content[part] = figures
        else:
            content[part] = fingerprint_of(content)
    path = tmp_path / "besked.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def told(path, planned):
    """What differs from the plan: what was changed, and what follows."""
    findings = verify_statement(path, None, given(planned)).findings
    findings = [each for each in findings if each.figure != "inputs"]  # what the file alone tells
    sentences = [(f.sentence.replace("\u00a0", " "), f.follows) for f in findings]
    return [s for s, follows in sentences if not follows], [s for s, follows in sentences if follows]


def player(content, id_):
    return next(row for row in content["basis"]["players"] if row["id"] == id_)


@pytest.mark.parametrize("ending", ["json", "xlsx"])
@pytest.mark.parametrize("name", ["1715-kil", "sammanstallning"])
def test_what_was_not_changed_is_what_the_plan_gives(folder, planned, name, ending):
    """Measured, settled and judged anew, every document comes out the same."""
    verified = verify_statement(folder / f"{name}.{ending}", None, given(planned))
    assert ((), ()) == (verified.findings, verified.from_plan.findings)
    assert plan_cost_ore(planned.plan, planned.problem) == verified.from_plan.week_cost_ore
    assert verified.document.settlement.basis.cost_ore == verified.from_plan.cost_ore


def test_a_moved_shapley_value_is_found_with_the_plan_only(kil, tmp_path, planned):
    """One krona a week from Kil to Karlstad: the file agrees with itself, for its sums were made to fit."""
    for id_, krona_ore in (("1715", -100), ("1780", 100)):
        row = player(kil, id_)
        row["shapley_ore"] = str(Fraction(row["shapley_ore"]) + krona_ore)
    path = forged(kil, tmp_path)
    assert () == verify_statement(path, None).findings
    changed, following = told(path, planned)
    assert ["Kil, Shapleyvärde för en vecka", "Karlstad, Shapleyvärde för en vecka"] == [
        said.partition(":")[0] for said in changed
    ]
    assert any(said.startswith("Kil, kostnadsandel: filen säger ") for said in following)


def test_a_hundredth_of_an_ore_is_told_in_full(kil, tmp_path, planned):
    """Both sums would look the same in kronor."""
    row = player(kil, "1780")
    was = Fraction(row["shapley_ore"])
    row["shapley_ore"] = str(was - Fraction(1, 100))
    (said,), _ = told(forged(kil, tmp_path), planned)
    assert said.endswith(f"filen säger {was - Fraction(1, 100)} öre, men planen ger {was} öre.")


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("visits", 3, "besök i veckan"),
        ("crates", "41/2", "lådor i veckan"),
        ("stand_alone_ore", 1, "egen kostnad för en vecka"),
        ("hub_distance_m", 1, "meter från navet"),
        ("service_days", 5, "besöksdagar"),
        ("name", "Kihl", "namn"),
    ],
)
def test_every_measure_is_compared(content, tmp_path, planned, field, value, label):
    """Whether a key of the rule uses it or not."""
    assert player(content, "1715")[field] != value
    player(content, "1715")[field] = value
    changed, _ = told(forged(content, tmp_path), planned)
    assert [f"Kil, {label}: filen säger "] == [said[: len(f"Kil, {label}: filen säger ")] for said in changed]


def test_a_dearer_run_is_named_and_the_cost_follows(content, tmp_path, planned):
    """The forger lets the sums of the runs agree with the cost that is shared."""
    run = content["own"]["runs"][0]
    run["cost_ore"] += 1
    content["basis"]["cost_ore"] += run["runs_in_period"]
    del content["own"]["fairness"]
    changed, following = told(forged(content, tmp_path), planned)
    assert changed[0].startswith(f"Tur, {run['weekday']} {run['run']}, kostnad: filen säger ")
    assert any(said.startswith("Kostnaden att dela: filen säger ") for said in following)


def test_a_run_that_was_added_is_named(kil, tmp_path, planned):
    """It costs nothing, so the sums agree."""
    extra = {**kil["own"]["runs"][0], "weekday": "Fredag", "cost_ore": 0}
    kil["own"]["runs"].append(extra)
    changed, _ = told(forged(kil, tmp_path), planned)
    assert ["Tur, Fredag"] == [said[:11] for said in changed]
    assert changed[0].endswith("men planen ger inget.")


def test_another_account_and_another_appeal_are_found(kil, tmp_path, planned):
    """Where the money goes stands in the plan's data set, and so does the rule."""
    kil["own"]["account"], kil["rule"]["appeal"] = "bankgiro 9991-7304", "Det går inte."
    changed, _ = told(forged(kil, tmp_path), planned)
    assert {"Betalningskonto", "Regeln, hur beslutet överklagas"} == {
        said.partition(":")[0] for said in changed
    }


def test_a_note_that_the_plan_does_not_give_has_to_be_believed(kil, tmp_path, planned):
    """An issued statement has such notes: its number in the journal. A forger may add others."""
    kil["own"]["notes"].insert(0, "Betalas kontant.")
    verified = verify_statement(forged(kil, tmp_path), None, given(planned))
    assert () == verified.findings
    assert "anmärkningen ”Betalas kontant.”" in verified.taken_for_true


def test_a_note_that_was_taken_away_is_found(kil, tmp_path, planned):
    """That prices change in July, say."""
    assert kil["own"]["notes"]
    kil["own"]["notes"].pop()
    changed, _ = told(forged(kil, tmp_path), planned)
    assert [True] == [said.startswith("Anmärkningar: ") for said in changed]


def test_a_plan_of_another_data_set_shows_every_difference(folder, planned):
    """A later plan, with more inhabitants in Kil: whoever gives the wrong plan sees how it differs."""
    dataset = planned.dataset
    rows = tuple(replace(m, population=m.population + (m.scb_code == "1715")) for m in dataset.municipalities)
    other = replace(planned, dataset=replace(dataset, municipalities=rows))
    changed, _ = told(folder / "1715-kil.json", other)
    assert ["Kil, invånare"] == [said.partition(":")[0] for said in changed]


def test_a_plan_of_another_season_is_refused(folder, planned):
    settings = replace(planned.dataset.settings, season_first_date=YEAR[0].replace(month=2))
    other = replace(planned, dataset=replace(planned.dataset, settings=settings))
    with pytest.raises(NothingHolds, match="kan därför inte avräknas"):
        verify_statement(folder / "1715-kil.json", None, given(other))


def test_a_plan_without_the_municipality_is_refused(folder, planned):
    """Säffle has no stops of its own, so the plan holds without it."""
    dataset = planned.dataset
    rows = tuple(m for m in dataset.municipalities if m.scb_code != "1785")
    accounts = tuple(account for account in dataset.accounts if account.scb_code != "1785")
    other = replace(planned, dataset=replace(dataset, municipalities=rows, accounts=accounts))
    with pytest.raises(StatementRefused, match=r"ingen kommun 1785 \(Säffle\)"):
        verify_statement(folder / "1785-saffle.json", None, given(other))


def test_what_is_taken_for_true_is_said_on_screen_and_to_programs(folder, planned, tmp_path):
    """Without the plan: what the keys measure; with it: the plan itself."""
    write_plan(planned, tmp_path / "plan.json")
    alone, _ = shown_statement(folder / "1715-kil.json", None)
    beside, _ = shown_statement(folder / "1715-kil.json", None, [tmp_path / "plan.json"])
    said = dict(alone.lines)
    assert said["Taget för sant"].startswith(
        "turerna och vad de kostar; det som nycklarna mäter (shapleyvärde); "
    )
    assert said["Taget för sant"].endswith("; ge --plan med planen för att räkna om dem")
    assert "alla belopp omräknade" not in said["Fel"]
    assert "turerna och vad de kostar" in alone.result["taken_for_true"]
    assert "inga; alla belopp omräknade ur planen" == dict(beside.lines)["Fel"]
    assert "planen och datamängden i den" == beside.result["taken_for_true"][0]
    assert beside.result["from_plan"]["is_same"]


def test_a_statement_of_another_version_may_have_other_words(settled, planned, tmp_path):
    """Its figures are compared, and its notes have to be believed."""
    statement = settled.statements[0]
    other = replace(statement, notes=("Samma sak i andra ord.",), record=())
    content = {**Recorder(settled.settlement).record(other), "program": "bokslinga 0.0.9 (0123456789ab)"}
    verified = verify_statement(forged(content, tmp_path), None, given(planned))
    assert () == verified.findings
    assert "anmärkningen ”Samma sak i andra ord.”" in verified.taken_for_true


def test_record_bytes_are_what_was_written(settled, folder):
    """The fixture is a receiver's file."""
    assert record_bytes(settled.summary.record) == (folder / "sammanstallning.json").read_bytes()


def test_a_day_of_payouts_that_the_plan_does_not_give_is_told_by_municipality_in_kronor(planned, tmp_path):
    """Not as a table of codes and öre."""
    rules = planned.dataset.rules.replace('id = "b26"', 'id = "b26"\npayout = "u"') + PAID
    paying, otherwise = (
        replace(planned, dataset=replace(planned.dataset, rules=each, accounts=ACCOUNTS))
        for each in (rules, rules.replace("due_day = 20", "due_day = 29"))
    )
    settled = settle_period(paying, *YEAR)
    write_settlement(settled, tmp_path)
    told_of = [each for part in told(tmp_path / "sammanstallning.json", otherwise) for each in part]
    kil = next(each for each in settled.paying.plan.payouts if each.id == "1715")
    sum_text, day = amount_text(kil.amount_ore).replace("\u00a0", " "), kil.date.isoformat()
    assert f"Kil, utbetalning, {day}: filen säger {sum_text}, men planen ger inget." in told_of
    assert f"Kil, utbetalning, 2026-01-29: filen säger inget, men planen ger {sum_text}." in told_of
    assert not any("{" in each for each in told_of)
