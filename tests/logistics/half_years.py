"""Two half-year contributions in one file of rules, a plan for each, and both issued into one journal."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.dataset import dataset_from_rows
from logistics.planfile import write_plan
from logistics.planning import plan_dataset
from logistics.reconciling.planned_runs import planned_runs
from tests.logistics.dataset.small import PAYOUT, small_rows
from tests.logistics.program import run
from tests.logistics.test_cli_reconcile import FINANCE, line_of

HALVES = {
    "var": (date(2026, 1, 1), date(2026, 6, 30)),
    "host": (date(2026, 7, 1), date(2026, 12, 31)),
}
SPRING = """[[rule]]
id = "var"
first_date = 2026-01-01
last_date = 2026-06-30
contribution_kr = 60000
cost_keys = { population = 100 }
contribution_keys = { equal = 100 }
reference = "RUN/V"
decided_on = 2025-11-18
decided_by = "Nämnden"
prepared_by = "Enheten"
appeal = "Kan överklagas."
source = "Protokoll"
"""
AUTUMN = """[[rule]]
id = "host"
changes = "var"
first_date = 2026-07-01
last_date = 2026-12-31
contribution_kr = 70000.01
contribution_keys = { population = 100 }
reference = "RUN/H"
decided_on = 2026-05-19
"""
STEPS = "steps = [ { from_kr = 0, every_months = 6 }, { from_kr = 25000, every_months = 1 } ]"
RULES = SPRING + PAYOUT.replace("steps = [ { from_kr = 0 } ]", STEPS) + AUTUMN
# On paper: 60 000 kr alike; 70 000,01 kr by 12 085, 97 233 and 15 011 of 124 329 inhabitants gives 6 804,12,
# 54 744,35 and 8 451,52 kr, and the two öre that are left go to the largest remainders, Säffle's and Kil's.
AWARDS_ORE = {
    "var": {"1715": 20_000_00, "1780": 20_000_00, "1785": 20_000_00},
    "host": {"1715": 6_804_13, "1780": 54_744_35, "1785": 8_451_53},
}
# The 25th or the next banking day: 25 January and October are Sundays, 25 July a Saturday, and Christmas ends in a
# a weekend. Karlstad's autumn is above 25 000 kr: six parts in whole kronor, 35 öre with the first.
PAYOUTS = {
    "var": {("1780", "2026-01-26"): 20_000_00},
    "host": {
        ("1780", "2026-07-27"): 9_124_35,
        **{("1780", f"2026-{day}"): 9_124_00 for day in ("08-25", "09-25", "10-26", "11-25", "12-28")},
    },
}


@pytest.fixture(scope="module")
def plans():
    """Spring's plan and autumn's: from July Kil is visited three times a week, and the rules are the same file."""
    planned = {}
    for id_, visits in (("var", "2"), ("host", "3")):
        rows = small_rows()
        rows["stops"][1] |= {"visits_fewest": visits, "visits_most": visits}
        rows["hours"][7] |= {"delivery_from": "08:30", "delivery_to": "16:00"}
        dataset = dataset_from_rows(rows, id_)
        season = dict(zip(("season_first_date", "season_last_date"), HALVES[id_], strict=True))
        settings = replace(dataset.settings, **season)
        dataset = replace(dataset, settings=settings, rules=RULES, finance=FINANCE)
        planned[id_] = plan_dataset(dataset, time_limit_s=60, seed=1)
    return planned


@pytest.fixture(scope="module")
def folder(plans, tmp_path_factory):
    """Both plans, both halves issued into one journal, and the invoices of the year."""
    folder = tmp_path_factory.mktemp("halvår")
    rows = ["Datum;Reg.nr;Km;Timmar;Belopp"]
    for id_, day in (("var", "2026-01-15"), ("host", "2026-07-01")):
        write_plan(plans[id_], folder / f"{id_}.json")
        issued = ("--rule", id_, "--journal", folder / "journal", "--today", day)
        assert 0 == run("issue", folder / f"{id_}.json", *issued, "--out", folder / id_)[0]
        rows += [line_of(planned) for planned in planned_runs(plans[id_], *HALVES[id_])]
    (folder / "kurir.csv").write_text("\r\n".join(rows), encoding="windows-1252")
    return folder
