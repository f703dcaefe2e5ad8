"""Plan the small data set once for all tests that need a plan, and let no test depend on the computer's clock."""

from collections.abc import Iterator
from datetime import date

import pytest

from logistics.cli import steps
from logistics.dataset import DataSet, dataset_from_rows
from logistics.planning import Planned, plan_dataset
from tests.logistics.dataset.small import small_rows


@pytest.fixture(scope="session", autouse=True)
def _years_ahead() -> Iterator[None]:
    """Let tests issue on any day of the years that they are about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(steps, "latest_day_to_issue", lambda: date(2030, 12, 31))
        yield


@pytest.fixture(scope="session")
def small() -> DataSet:
    """Karlstad every day, Kil twice, a hospital in Säffle that the region pays for; a price change in July."""
    return dataset_from_rows(small_rows(), "small")


@pytest.fixture(scope="session")
def planned(small: DataSet) -> Planned:
    """The small data set's plan."""
    return plan_dataset(small, time_limit_s=60, seed=1)


@pytest.fixture(scope="session")
def crowded() -> Planned:
    """The small data set's week with 18 pickup points of Kil, which take deliveries on Thursdays only."""
    rows = small_rows()
    pickup = {**rows["stops"][1], "kind": "pickup", "visits_fewest": "1", "visits_most": "1"}
    pickup |= {"longest_gap_days": "5", "service_min": "1"}
    thursday = {"weekday": "tor", "opens": "", "closes": "", "delivery_from": "07:00", "delivery_to": "16:00"}
    for n in range(18):
        rows["stops"].append({**pickup, "id": f"P{n}", "name": f"Utlämning {n}"})
        rows["hours"].append({**thursday, "stop": f"P{n}"})
    return plan_dataset(dataset_from_rows(rows, "crowded"), time_limit_s=1, seed=1)
