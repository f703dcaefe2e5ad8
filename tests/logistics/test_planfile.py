"""Plans as files: whole, the same every time, and never believed unchecked."""

import json
from dataclasses import replace

import pytest

from logistics.errors import DataFaults, PlanFileRefused
from logistics.planfile import SCHEMA_VERSION, fingerprint, plan_bytes, read_plan, write_plan
from logistics.planfile.parts import OLDEST_READ
from routes.duals import Duals


@pytest.fixture
def path(planned, tmp_path):
    write_plan(planned, tmp_path / "plan.json")
    return tmp_path / "plan.json"


def change(path, edit):
    """The file with its content edited, and a fingerprint that fits: what stands behind that is tested."""
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    content["fingerprint"] = fingerprint(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def change_by_hand(path, edit):
    """The file as somebody with an editor would leave it."""
    content = json.loads(path.read_text(encoding="utf-8"))
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def leave_later(content):
    """The first run, whole, one minute later: no rule broken, no öre dearer."""
    run = content["runs"][0]
    times = [run, *run["visits"], *([run["rest"]] if run["rest"] else [])]
    for part in times:
        part.update({name: value + 60 for name, value in part.items() if name.endswith("_s")})


def test_reading_gives_back_what_was_written(planned, path):
    """Timetables and statements are made from the file, not from what was in memory."""
    found = read_plan(path)
    assert (planned.dataset, planned.plan) == (found.dataset, found.plan)
    assert plan_bytes(planned) == plan_bytes(found)


def test_the_time_spent_is_not_in_the_file(planned, path):
    """It differs from run to run; the same input must give the same bytes."""
    assert "seconds" not in json.loads(path.read_text(encoding="utf-8"))["certificate"]
    assert planned.certificate.seconds > read_plan(path).certificate.seconds == 0


def test_a_visit_and_a_row_stand_on_one_line(path):
    """A person can read the file and compare two of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 1 == sum('"stop_id": "SAF"' in line and '"collected_crates": 1' in line for line in lines)
    assert 1 == sum('"name": "Säffle"' in line and '"scb_code": "1785"' in line for line in lines)


def test_nothing_lies_beside_the_file(path):
    """What is written beside is renamed."""
    assert [path] == list(path.parent.iterdir())


def test_a_newer_file_asks_for_an_update(path):
    """Guessing what a newer program meant would be a silent wrong answer."""
    change(path, lambda content: content.update(schema_version=SCHEMA_VERSION + 1, dataset="unknown"))
    with pytest.raises(PlanFileRefused, match=r"nyare version av programmet .* Uppdatera bokslinga"):
        read_plan(path)


def test_an_older_file_is_planned_again(path):
    """Its bound had nothing that it could be verified by."""
    change(path, lambda content: content.update(schema_version=OLDEST_READ - 1, dataset="unknown"))
    with pytest.raises(PlanFileRefused, match=r"äldre version av programmet .* Gör planen på nytt"):
        read_plan(path)


def test_the_oldest_file_that_is_read_is_the_one_without_balances(planned, path):
    """It says all that a plan without balances says today, so nobody has to plan again."""
    change(path, lambda content: content.update(schema_version=OLDEST_READ))
    assert planned.dataset == read_plan(path).dataset


def test_a_table_that_we_do_not_know_is_not_passed_over(path):
    """A table of balances once was: the statements would have been without them, and nobody told."""
    change(path, lambda content: content["dataset"].update(discounts=[]))
    with pytest.raises(PlanFileRefused, match=r"tabellen ”discounts”.*Uppdatera bokslinga"):
        read_plan(path)


def test_any_seed_comes_back(planned, path):
    """The command line takes numbers of any length."""
    certificate = replace(planned.certificate, seed=10**30)
    write_plan(replace(planned, certificate=certificate), path)
    assert 10**30 == read_plan(path).certificate.seed


def test_dual_prices_come_back_as_they_were(planned, path):
    """All their digits, by visit and by gap, up to the largest."""
    duals = Duals(visits={"KIL": (2**53, -1, 0, 0, 0)}, by_gap={"KAR": ((1, 2, 3, 4, 1 - 2**53),) * 5})
    with_duals = replace(planned.certificate, duals=duals)
    write_plan(replace(planned, certificate=with_duals), path)
    assert duals == read_plan(path).certificate.duals


@pytest.mark.parametrize("version", [0, "1", True, None, 1.0])
def test_an_unknown_version_is_refused(path, version):
    """Only whole numbers that we have given out are versions."""
    with pytest.raises(PlanFileRefused, match="planformat är okänt"):
        read_plan(change(path, lambda content: content.update(schema_version=version)))


@pytest.mark.parametrize(
    "content",
    [b"", b"hej", b"[1, 2]", b'{"schema": "annat"}', b"\xff\xfe\x00", b"[" * 100_000, b"PK\x03\x04"],
)
def test_what_is_no_plan_is_said_to_be_none(path, content):
    """People pick the wrong file."""
    path.write_bytes(content)
    with pytest.raises(PlanFileRefused, match="det är ingen planfil"):
        read_plan(path)


def test_a_byte_order_mark_does_no_harm(path):
    """Editors on Windows add one."""
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_plan(path).plan.runs


def test_a_moved_visit_is_refused_by_its_rule(path):
    """A plan from elsewhere is checked like any other."""

    def earlier(content):
        (kil,) = [visit for visit in content["runs"][0]["visits"] if visit["stop_id"] == "KIL"]
        kil["begin_s"] = 8 * 3600

    with pytest.raises(
        PlanFileRefused, match="Kils bibliotek besöks på måndagar 08:00, utanför leveranstiden"
    ):
        read_plan(change(path, earlier))


def test_an_unknown_stop_is_refused_by_name(path):
    """The plan must belong to its data set."""
    with pytest.raises(PlanFileRefused, match="Planen nämner ”XYZ”, som inte finns"):
        read_plan(change(path, lambda content: content["runs"][0]["visits"][0].update(stop_id="XYZ")))


BY_HAND = {
    "a run moved by a minute": leave_later,
    "a bound that says optimal": lambda c: c["certificate"].update(
        lower_bound_ore=c["certificate"]["cost_ore"]
    ),
    "a negative bound": lambda c: c["certificate"].update(lower_bound_ore=-1),
    "a rounding that hides any gap": lambda c: c["certificate"].update(rounding_ore=10**9),
    "more inhabitants": lambda c: c["dataset"]["municipalities"][0].update(population="99999"),
    "another program": lambda c: c.update(program="bokslinga 9"),
    "a part that we do not know": lambda c: c.update(note="mine"),
    "no fingerprint": lambda c: c.pop("fingerprint"),
    "a fingerprint that is none": lambda c: c.update(fingerprint=1),
}


@pytest.mark.parametrize("case", BY_HAND)
def test_a_plan_changed_by_hand_is_refused(planned, path, case):
    """Drivers, libraries and the economy must all work from what was planned, to the minute and the öre."""
    bound_below = replace(planned.certificate, lower_bound_ore=planned.certificate.cost_ore - 3)
    write_plan(replace(planned, certificate=bound_below), path)
    assert read_plan(path).certificate == replace(bound_below, seconds=0)
    with pytest.raises(PlanFileRefused, match="filen har ändrats sedan den skrevs"):
        read_plan(change_by_hand(path, BY_HAND[case]))


def test_a_file_that_was_only_laid_out_anew_is_read(planned, path):
    """Editors indent, sort and end lines in their own ways; the content is the same."""
    content = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(content, indent=4, sort_keys=True).replace("\n", "\r\n")
    path.write_bytes(text.encode())
    assert plan_bytes(planned) == plan_bytes(read_plan(path))


def test_a_bound_below_nothing_is_refused(path):
    """Nothing costs less than nothing; the percentages that follow would be nonsense."""
    with pytest.raises(PlanFileRefused, match="innehållet är skadat"):
        read_plan(change(path, lambda c: c["certificate"].update(lower_bound_ore=-1)))


def test_the_rounding_is_that_of_the_fleet(path):
    """A larger one would let the file call any plan optimal. Six vehicle days and two öre for floats: 8."""
    with pytest.raises(PlanFileRefused, match=r"räknar 9,99.kr som avrundning, men planen ger 0,08.kr"):
        read_plan(change(path, lambda c: c["certificate"].update(rounding_ore=999)))


def test_another_cost_than_the_plans_is_refused(path):
    """Money follows from this figure."""
    with pytest.raises(PlanFileRefused, match=r"planen kostar 4.250,78.kr, men filen säger 4.250,77.kr"):
        read_plan(change(path, lambda c: c["certificate"].update(cost_ore=425077, lower_bound_ore=1)))


def test_changed_prices_are_refused(path):
    """The data set in the file is part of what the certificate speaks of."""

    def dearer(content):
        content["dataset"]["costs"][0]["kr_per_run"] = "999"

    with pytest.raises(PlanFileRefused, match="planen kostar"):
        read_plan(change(path, dearer))


def test_a_bound_above_the_cost_is_refused(path):
    """No plan can cost less than nothing can cost less than."""
    with pytest.raises(PlanFileRefused, match="innehållet är skadat"):
        read_plan(change(path, lambda c: c["certificate"].update(lower_bound_ore=10**9)))


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: c.pop("runs"),
        lambda c: c.update(runs=[3]),
        lambda c: c["runs"][0].pop("rest"),
        lambda c: c["runs"][0].update(rest=3),
        lambda c: c["runs"][0].update(visits=[]),
        lambda c: c["runs"][0].update(weekday=True),
        lambda c: c["runs"][0].update(depart_s="08:00"),
        lambda c: c["runs"][0].update(vehicle_id=1),
        lambda c: c["certificate"].update(seed=0.5),
        lambda c: c["certificate"].pop("method"),
        lambda c: c["certificate"].update(method="x"),
        lambda c: c["certificate"].update(seed=-1),
        lambda c: c["certificate"].update(cost_ore=2**53 + 1),
        lambda c: c["runs"][0].update(depart_s=-(10**30)),
        lambda c: c["runs"][0]["visits"][0].update(note="mine"),
        lambda c: c.update(note="mine"),
        lambda c: c.update(program=3),
    ],
)
def test_a_damaged_file_is_refused(path, edit):
    """Never half a plan."""
    with pytest.raises(PlanFileRefused, match="innehållet är skadat"):
        read_plan(change(path, edit))


@pytest.mark.parametrize("part", ["dataset", "certificate"])
def test_a_missing_part_is_named(path, part):
    """The sentence says what is not there."""
    with pytest.raises(PlanFileRefused, match=f"{part} saknas i filen"):
        read_plan(change(path, lambda content: content.update({part: []})))


def test_faults_of_the_data_set_in_the_file_are_all_told(path):
    """They are the same as when the data set stood alone."""

    def spoil(content):
        content["dataset"]["stops"][0]["visits_fewest"] = "9"
        content["dataset"]["flows"][0]["to_stop"] = "XYZ"

    with pytest.raises(DataFaults) as refusal:
        read_plan(change(path, spoil))
    assert {"plan.json: stops", "plan.json: flows"} <= {fault.file for fault in refusal.value.faults}


def test_a_file_that_is_not_there_is_an_os_error(tmp_path):
    """The command line turns it into a sentence."""
    with pytest.raises(FileNotFoundError):
        read_plan(tmp_path / "plan.json")
