"""Whatever is changed in a plan file is found and named; what cannot be worked out again is said to be a claim."""

import json

import pytest

from logistics.errors import DataFaults
from logistics.planfile import write_plan
from logistics.verifying import verify
from routes.proof import Proven
from tests.logistics.verifying.forged_plan import change, figures, forge, told, verified

TIMES = ("arrive_s", "begin_s", "leave_s")
CRATES = ("delivered_crates", "collected_crates")


def test_an_honest_file_is_verified(honest, path):
    """Nothing is wrong, and nothing is left to believe: not even that the plan is the best."""
    found = verified(path)
    assert ((), True, honest.certificate.cost_ore) == (found.findings, found.is_unchanged, found.cost_ore)
    assert (True, found.cost_ore) == (found.is_bound_verified, found.proven.bound_ore)


def test_a_plan_of_our_own_is_verified(planned, tmp_path):
    """The dual prices that planning leaves in the file are worth what it claims."""
    write_plan(planned, tmp_path / "own.json")
    found = verified(tmp_path / "own.json")
    assert ((), True) == (found.findings, found.is_bound_verified)


def test_the_cost_is_found_and_named(honest, path):
    """One öre less than the runs cost, by somebody who knows how the fingerprint is made."""
    cost_ore = honest.certificate.cost_ore
    forge(path, cost_ore=cost_ore - 1)
    assert (str(cost_ore - 1), str(cost_ore)) == told(path, "certificate.cost_ore")
    assert ["certificate.cost_ore"] == figures(path)


def test_the_rounding_is_found_and_named(honest, path):
    """A larger one would make any plan look proven."""
    forge(path, rounding_ore=10**6)
    assert ("1000000", str(honest.certificate.rounding_ore)) == told(path, "certificate.rounding_ore")


@pytest.mark.parametrize("bound_ore", [10**9, -1])
def test_a_bound_that_cannot_be_is_found(path, bound_ore):
    """Above the plan's own cost, or below nothing."""
    forge(path, lower_bound_ore=bound_ore)
    assert "certificate.lower_bound_ore" in figures(path)


def later_home(content):
    """Monday's driver is paid for an hour that nobody needs: the plan keeps every rule and is 375,50 kr dearer."""
    content["runs"][0]["return_s"] += 3600
    content["certificate"]["cost_ore"] += 37_550


def test_a_bound_that_hides_a_cheaper_plan_is_found(honest, path):
    """A dear plan forged into a proven one, with its sums and fingerprint in order."""
    cost_ore = honest.certificate.cost_ore
    change(path, later_home)
    forge(path, lower_bound_ore=cost_ore + 37_550)
    assert (str(cost_ore + 37_550), str(cost_ore)) == told(path, "certificate.lower_bound_ore")
    assert ["certificate.lower_bound_ore"] == figures(path)


def test_a_proof_that_the_bound_does_not_give_is_found(path):
    """The plan says it is the best, and its own figures say that nobody knows."""
    forge(path, lower_bound_ore=100)
    assert ["certificate.ended_by"] == figures(path)


def test_poor_dual_prices_bound_less(path):
    """What the numbers are worth is worked out; that the plan is the best is shown by branching all the same."""
    before = verified(path).proven
    forge(path, duals={"visits": {}, "runs": [0] * 5, "by_gap": {}})
    after = verified(path).proven
    assert before.dual_bound_ore > after.dual_bound_ore == 0
    assert before.bound_ore == after.bound_ore


def test_a_bound_that_dual_prices_do_not_give_is_only_a_claim(monkeypatch, path):
    """Without the time to branch, the file's word is told as the file's word."""
    monkeypatch.setattr(verify, "prove", lambda *_: Proven(dual_bound_ore=7, bound_ore=7))
    assert ((), False) == (verified(path).findings, verified(path).is_bound_verified)


def test_a_changed_file_must_show_its_bound(monkeypatch, path):
    """What somebody has changed is not believed."""
    monkeypatch.setattr(verify, "prove", lambda *_: Proven(dual_bound_ore=7, bound_ore=7))
    change(path, lambda content: content["certificate"].update(seed=2))
    assert ["fingerprint", "certificate.lower_bound_ore"] == figures(path)


def test_a_file_without_dual_prices_claims_its_bound(path):
    """A search proves nothing that could be checked."""
    forge(path, duals=None)
    found = verified(path)
    assert ((), False, False) == (found.findings, found.has_duals, found.is_bound_verified)


def test_a_file_without_a_bound_claims_nothing(path):
    """There is nothing to verify but the plan."""
    forge(path, lower_bound_ore=None, ended_by="time limit", duals=None)
    assert ((), True) == (verified(path).findings, verified(path).is_bound_verified)


@pytest.mark.usefixtures("_without_proof")
@pytest.mark.parametrize("field", TIMES)
@pytest.mark.parametrize("more_s", [-60, 1, 3600])
def test_every_time_of_a_visit_is_found_and_named(honest, path, field, more_s):
    """A minute, a second, an hour: at every visit of the week."""
    before = path.read_bytes()
    for i, run in enumerate(honest.plan.runs):
        for k, visit in enumerate(run.visits):
            path.write_bytes(before)
            says_s = getattr(visit, field) + more_s
            change(path, lambda c, i=i, k=k, s=says_s: c["runs"][i]["visits"][k].update({field: s}))
            place = f"runs[{i}].visits[{k}].{field}"
            assert (str(says_s), str(getattr(visit, field))) == told(path, place)


@pytest.mark.usefixtures("_without_proof")
@pytest.mark.parametrize("field", CRATES)
@pytest.mark.parametrize("more", [-1, 1, 100])
def test_every_crate_is_found_and_named(honest, path, field, more):
    """Crates that nobody gathered, or that were left behind."""
    before = path.read_bytes()
    for i, run in enumerate(honest.plan.runs):
        for k, visit in enumerate(run.visits):
            path.write_bytes(before)
            says = getattr(visit, field) + more
            change(path, lambda c, i=i, k=k, n=says: c["runs"][i]["visits"][k].update({field: n}))
            assert (str(says), str(getattr(visit, field))) == told(path, f"runs[{i}].visits[{k}].{field}")


@pytest.mark.usefixtures("_without_proof")
@pytest.mark.parametrize("more_s", [-60, 60])
def test_a_departure_is_found_and_named(path, more_s):
    """The van that leaves at another minute than its visits tell."""
    depart_s = json.loads(path.read_text(encoding="utf-8"))["runs"][0]["depart_s"]
    change(path, lambda content: content["runs"][0].update(depart_s=depart_s + more_s))
    assert (str(depart_s + more_s), str(depart_s)) == told(path, "runs[0].depart_s")


@pytest.mark.usefixtures("_without_proof")
def test_a_return_is_found_and_named(path):
    """Paid time."""
    return_s = json.loads(path.read_text(encoding="utf-8"))["runs"][1]["return_s"]
    change(path, lambda content: content["runs"][1].update(return_s=return_s + 60))
    assert (str(return_s + 60), str(return_s)) == told(path, "runs[1].return_s")


@pytest.mark.usefixtures("_without_proof")
def test_a_run_moved_as_a_whole_is_told_by_the_fingerprint(path):
    """Every figure agrees with every other: that the file was changed is all that can be said."""

    def later(content):
        run = content["runs"][0]
        for part in (run, *run["visits"]):
            part.update({name: value + 60 for name, value in part.items() if name.endswith("_s")})

    assert ["fingerprint"] == figures(change(path, later))


@pytest.mark.usefixtures("_without_proof")
def test_a_broken_rule_is_told_in_a_sentence(path):
    """A visit before the library takes deliveries."""

    def early(content):
        for visit in content["runs"][0]["visits"]:
            if visit["stop_id"] == "KIL":
                visit["begin_s"] = 8 * 3600

    sentences = [each.sentence for each in verified(change(path, early, forged=True)).findings]
    assert "Kils bibliotek besöks på måndagar 08:00, utanför leveranstiden." in sentences


@pytest.mark.usefixtures("_without_proof")
def test_an_unknown_library_is_told(path):
    """Nothing else can be said of a plan that is not about this data set."""
    change(path, lambda content: content["runs"][0]["visits"][0].update(stop_id="XYZ"), forged=True)
    assert ["known_names"] == figures(path)


def test_another_price_in_the_data_set_is_found_by_the_cost(path):
    """The data set in the file is what everything is worked out from."""
    change(path, lambda content: content["dataset"]["costs"][0].update(kr_per_run="999"), forged=True)
    assert "certificate.cost_ore" in figures(path)


def test_a_faulty_data_set_is_told_as_always(path):
    """Every fault of the tables at once."""
    with pytest.raises(DataFaults):
        verified(change(path, lambda content: content["dataset"]["stops"][0].update(visits_fewest="9")))
