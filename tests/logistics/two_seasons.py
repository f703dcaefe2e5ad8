"""Two timetables within one contribution's period, with vans at fixed prices: every figure can be had on paper.

    1 February–1 March 2026, 29 days: Kil on Mondays and Wednesdays, Säffle on Thursdays; 400 kr a run.
    2–31 March 2026, 30 days: Kil and Karlstad on Mondays, Karlstad on Wednesdays; 500 kr a run.

The period's runs: four weeks of 1 200 kr, then five Mondays and four Wednesdays at 500 kr: 9 300 kr.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from logistics.dataset import dataset_from_rows
from logistics.planning import plan_dataset
from logistics.seasons import NamedPlan, join_plans
from tests.logistics.dataset.small import small_rows

PERIOD = date(2026, 2, 1), date(2026, 3, 31)
SEASONS = {
    "var": (date(2026, 2, 1), date(2026, 3, 1)),
    "host": (date(2026, 3, 2), date(2026, 3, 31)),
}
DAYS = {"var": 29, "host": 30}
KIL, KARLSTAD, SAFFLE = "1715", "1780", "1785"
COST_ORE = 9_300_00
# Alone in an ordinary week, in kr; Karlstad and Kil together pay for two runs, Säffle's day is its own.
ALONE_KR = {KIL: (800, 500), KARLSTAD: (0, 1000), SAFFLE: (400, 0)}
SHAPLEY_KR = {KIL: (800, 250), KARLSTAD: (0, 750), SAFFLE: (400, 0)}
VISITS = {KIL: (2, 1), KARLSTAD: (0, 2), SAFFLE: (1, 0)}
RULES = """[[rule]]
id = "prov"
first_date = 2026-02-01
last_date = 2026-03-31
contribution_kr = 1770
cost_keys = { shapley = 100 }
contribution_keys = { visits = 100 }
reference = "RUN/P"
decided_on = 2025-11-18
decided_by = "Nämnden"
prepared_by = "Enheten"
appeal = "Kan överklagas."
source = "Protokoll"
"""
# 9 300 kr by 307, 225 and 116 of 648: 4 406,0185, 3 229,1667 and 1 664,8148 kr; two öre go to Kil and Karlstad.
COSTS_ORE = {KIL: 4_406_02, KARLSTAD: 3_229_17, SAFFLE: 1_664_81}
# 1 770 kr by 88, 60 and 29 of 177 visits (59 weeks of the mean).
AWARDS_ORE = {KIL: 880_00, KARLSTAD: 600_00, SAFFLE: 290_00}
VANS = {"var": ("bil-1", "Bokbil", "ABC 123", 400), "host": ("bil-9", "Skåpbil", "XYZ 789", 500)}
VISITED = {"var": {"KIL": ("man", "ons"), "SAF": ("tor",)}, "host": {"KIL": ("man",), "KAR": ("man", "ons")}}


def mean(of_two):
    """What both weeks have each, in the mean week: 29 and 30 of 59 days."""
    return Fraction(of_two[0] * DAYS["var"] + of_two[1] * DAYS["host"], 59)


def rows_of(id_):
    """The data set of a season, as rows of texts."""
    rows = small_rows()
    van, name, word, price = VANS[id_]
    season = {
        f"season_{which}_date": str(day) for which, day in zip(("first", "last"), SEASONS[id_], strict=True)
    }
    rows["settings"] = [{**row, "value": season.get(row["name"], row["value"])} for row in rows["settings"]]
    rows["vehicles"] = [{**rows["vehicles"][0], "id": van, "name": name}]
    rows["costs"] = [
        {"vehicle": van, "valid_from": "2026-01-01", "kr_per_run": str(price), "kr_per_km": "0",
         "kr_per_hour": "0", "source": "Avtal"}
    ]  # fmt: skip
    rows["stops"] = [
        {**row, "bearer": {"SAF": SAFFLE}.get(row["id"], row["bearer"]), "visits_fewest": str(len(days)),
         "visits_most": str(len(days)), "longest_gap_days": "5"}
        for row in rows["stops"]
        if (days := VISITED[id_].get(row["id"]))
    ]  # fmt: skip
    rows["hours"] = [
        {
            "stop": stop,
            "weekday": day,
            "opens": "",
            "closes": "",
            "delivery_from": "08:00",
            "delivery_to": "16:00",
        }
        for stop, days in VISITED[id_].items()
        for day in days
    ]
    rows["flows"] = []
    for table in ("stop_closures", "road_closures", "volumes"):
        rows[table] = []
    finance = f'[invoice]\nrun = "Reg.nr"\n[invoice.vehicles]\n"{word}" = "{van}"\n'
    documents = {"rules": RULES, "finance": finance}
    return rows | {name: [{"toml": line} for line in text.splitlines()] for name, text in documents.items()}


@pytest.fixture(scope="module")
def plans():
    """The plan of each season."""
    return {
        id_: plan_dataset(dataset_from_rows(rows_of(id_), id_), time_limit_s=60, seed=1) for id_ in SEASONS
    }


@pytest.fixture(scope="module")
def joined(plans):
    """Both, as those of the period."""
    return join_plans([named(id_, plan) for id_, plan in plans.items()], *PERIOD)


def named(id_, planned):
    """A plan as it is read from its file."""
    return NamedPlan(name=f"{id_}.json", planned=planned)


def with_data(planned, **changes):
    """The same plan, with some tables of its data set replaced."""
    return replace(planned, dataset=replace(planned.dataset, **changes))
