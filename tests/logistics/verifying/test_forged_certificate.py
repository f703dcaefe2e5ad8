"""What a plan file says of its own quality is not believed because its fingerprint fits: words, names, numbers."""

import pytest

from logistics.errors import PlanFileRefused
from logistics.verifying import verify
from routes.proof import Proven
from tests.logistics.verifying.forged_plan import change, figures, forge, verified


def certificate(**figures):
    return lambda content: content["certificate"].update(figures)


def dual_prices(**visits):
    return lambda content: content["certificate"]["duals"]["visits"].update(visits)


CONTRADICTED = {
    "certificate.method": certificate(method="bounded"),
    "certificate.ended_by": certificate(ended_by="time limit"),
    "certificate.duals.visits.XXX": dual_prices(XXX=[0] * 5),
    "certificate.duals.by_gap.XXX": lambda c: c["certificate"]["duals"].update(by_gap={"XXX": [[0] * 5] * 5}),
    "certificate.duals.visits.KIL": lambda c: c["certificate"]["duals"]["visits"].pop("KIL"),
}


@pytest.mark.usefixtures("_without_proof")
@pytest.mark.parametrize("figure", CONTRADICTED)
def test_a_word_that_the_plan_contradicts_is_found(path, figure):
    """How it was planned, how that ended, and what the dual prices are of; the fingerprint fits."""
    assert figure in figures(change(path, CONTRADICTED[figure], forged=True))


def test_a_proof_above_the_cost_of_the_plan_proves_nothing(monkeypatch, honest, path):
    """The plan is there, and costs less: whatever went wrong in the proof, it is not believed."""
    cost_ore = honest.certificate.cost_ore
    monkeypatch.setattr(
        verify, "prove", lambda *_: Proven(dual_bound_ore=cost_ore + 1, bound_ore=cost_ore + 1)
    )
    found = verified(path)
    assert ["certificate.duals"] == [each.figure for each in found.findings]
    assert (None, False) == (found.proven.bound_ore, found.is_bound_verified)


def test_a_bound_far_above_the_cost_is_not_worked_at(path):
    """Only what the plan itself costs can be proven of it."""
    forge(path, lower_bound_ore=2**53)
    found = verified(path)
    assert ["certificate.lower_bound_ore"] == [each.figure for each in found.findings]
    assert found.cost_ore == found.proven.bound_ore


def test_prices_too_large_to_add_up_are_told(path):
    """A run for nearly a milliard: Python adds that up, the proof does not."""

    def dearer(content):
        for row in content["dataset"]["costs"]:
            row["kr_per_run"] = "999999999"

    found = verified(change(path, dearer, forged=True))
    assert (None, True) == (found.proven.bound_ore, "för stora" in found.hindrance)


DAMAGES = {
    "certificate.cost_ore": lambda c: c["certificate"].update(cost_ore="mycket"),
    "certificate.ended_by": lambda c: c["certificate"].pop("ended_by"),
    "certificate.seed": lambda c: c["certificate"].pop("seed"),
    "certificate.seed: är mindre än noll": certificate(seed=-1),
    "certificate.method: ”x” är inget av exact, bounded, large": certificate(method="x"),
    "certificate.ended_by: ”foo” är inget av proof, time limit, work done, cancelled": certificate(
        ended_by="foo"
    ),
    "certificate.foo: det ska inte finnas": certificate(foo=1),
    "certificate.duals.foo: det ska inte finnas": lambda c: c["certificate"]["duals"].update(foo=1),
    "foo: det ska inte finnas": lambda c: c.update(foo=1),
    "runs[0].foo: det ska inte finnas": lambda c: c["runs"][0].update(foo=1),
    "runs[1].visits[0].foo: det ska inte finnas": lambda c: c["runs"][1]["visits"][0].update(foo=1),
    "certificate.duals.visits.KIL[1]: 9007199254740993 har för många siffror": dual_prices(
        KIL=[0, 2**53 + 1, 0, 0, 0]
    ),
    "certificate.duals.visits.KIL[0]: 4611686018427387904 har för många siffror": dual_prices(
        KIL=[2**62] * 5
    ),
    f"certificate.duals.visits.KIL[0]: -1{'0' * 30} har för många siffror": dual_prices(KIL=[-(10**30)] * 5),
    f"certificate.duals.visits.KIL[0]: 1{'0' * 39}… har för många siffror": dual_prices(KIL=[10**99] * 5),
    f"certificate.duals.runs[0]: -1{'0' * 30} har för många siffror": lambda c: c["certificate"][
        "duals"
    ].update(runs=[-(10**30), 0, 0, 0, 0]),
    f"certificate.lower_bound_ore: 1{'0' * 30} har för många siffror": certificate(lower_bound_ore=10**30),
    "certificate.duals.visits.KIL[0]": lambda c: c["certificate"]["duals"]["visits"].update(KIL=[0.5] * 5),
    "certificate.duals": lambda c: c["certificate"]["duals"].update(runs=[0] * 4),
    "runs[0].visits[0].begin_s": lambda c: c["runs"][0]["visits"][0].update(begin_s=None),
}


@pytest.mark.parametrize("place", DAMAGES)
def test_damage_is_refused_with_its_place(path, place):
    """What cannot be read cannot be verified."""
    with pytest.raises(PlanFileRefused) as refusal:
        verified(change(path, DAMAGES[place], forged=True))
    assert f"innehållet är skadat ({place})" in refusal.value.sentence
