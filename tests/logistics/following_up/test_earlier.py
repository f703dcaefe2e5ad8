"""Last year from a plan file or a statement's record, or a sentence."""

import json

import pytest

from logistics.errors import QuestionRefused
from logistics.following_up.earlier import read_earlier
from logistics.periods import year_of
from logistics.planfile import write_plan
from logistics.settling import settle_period
from subsidy.record import Recorder, record_bytes
from subsidy.statement import Issuer

REGION = Issuer(name="Region Värmland", orgnr="232100-0156")


@pytest.fixture(scope="module")
def files(counted_before, tmp_path_factory):
    """The plan of 2025 and the record of its summary."""
    folder = tmp_path_factory.mktemp("earlier")
    write_plan(counted_before, folder / "plan.json")
    summary = settle_period(counted_before, *year_of(2025)).summary
    lines = Recorder(summary.settlement).lines(summary)
    (folder / "besked.json").write_bytes(record_bytes(lines))
    return folder


def test_a_plan_and_its_statement_tell_the_same_money(files):
    """Whichever of the two was kept."""
    plan, record = (read_earlier(files / name, 2025, REGION) for name in ("plan.json", "besked.json"))
    assert plan.settlement.cost.costs_ore == record.settlement.cost.costs_ore
    assert plan.settlement.split.awards_ore == record.settlement.split.awards_ore


def test_only_the_plan_knows_the_visits_of_the_year(files):
    """A statement holds no timetable."""
    plan, record = (read_earlier(files / name, 2025, REGION) for name in ("plan.json", "besked.json"))
    assert (True, None) == (sum(plan.visits.values()) > 100, record.visits)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("plan.json", "kan inte jämföras som året 2024. Planen gäller 1 januari–31 december 2025"),
        ("besked.json", "gäller 1 januari–31 december 2025, men det som jämförs är hela 2024"),
    ],
)
def test_another_year_is_refused(files, name, reason):
    """Two years apart are no change from one to the next."""
    with pytest.raises(QuestionRefused, match=reason):
        read_earlier(files / name, 2024, REGION)


@pytest.mark.parametrize("name", ["plan.json", "besked.json"])
def test_another_region_is_refused(files, name):
    """Its municipalities are others."""
    dalarna = Issuer(name="Region Dalarna", orgnr="232100-0180")
    with pytest.raises(
        QuestionRefused, match="gäller Region Värmland, men uppföljningen gäller Region Dalarna"
    ):
        read_earlier(files / name, 2025, dalarna)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "annat"}', "[" * 100_000])
def test_another_kind_of_file_is_refused(tmp_path, text):
    """A sentence, whatever was named by mistake."""
    (tmp_path / "fil.json").write_text(text, encoding="utf-8")
    with pytest.raises(QuestionRefused, match="är varken en planfil eller ett bidragsbesked"):
        read_earlier(tmp_path / "fil.json", 2025, REGION)


def test_a_statement_that_was_changed_is_refused(files, tmp_path):
    """A figure that somebody improved is no figure of last year."""
    content = json.loads((files / "besked.json").read_bytes())
    content["figures"]["awards_ore"]["1715"] += 100
    (tmp_path / "andrat.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(QuestionRefused, match="har ändrats sedan beskedet skrevs"):
        read_earlier(tmp_path / "andrat.json", 2025, REGION)


def test_a_statement_that_lacks_a_part_is_refused(files, tmp_path):
    """And the place is named."""
    content = json.loads((files / "besked.json").read_bytes())
    del content["basis"]["cost_ore"]
    (tmp_path / "trasigt.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(QuestionRefused, match=r"går inte att läsa som besked: .*cost_ore"):
        read_earlier(tmp_path / "trasigt.json", 2025, REGION)
