"""Follow the small data set's year up once for all tests, beside the year before."""

from dataclasses import replace
from datetime import date

import pytest

from logistics.following_up.gathering import gather, settle_earlier, settle_year
from logistics.planning import Planned, plan_dataset
from tests.logistics.following_up.worked import volume

ITEMS_PER_CRATE = 20
VOLUMES = (
    volume("KAR", 2024, 4000),
    volume("KAR", 2025, 300, 4, "sampled"),
    volume("KIL", 2025, "1040.5"),
    volume("SAF", 2025, 52),
    volume("KAR", 2026, 320, 4, "sampled"),
    volume("KIL", 2026, 1100),
    volume("SAF", 2026, 52),
)


@pytest.fixture(scope="session")
def counted(planned) -> Planned:
    """The small data set's plan of 2026, with crates counted in three years."""
    return replace(planned, dataset=replace(planned.dataset, volumes=VOLUMES))


@pytest.fixture(scope="session")
def counted_before(small) -> Planned:
    """A plan of the same libraries for 2025."""
    settings = replace(
        small.settings, season_first_date=date(2025, 1, 1), season_last_date=date(2025, 12, 31)
    )
    costs = tuple(replace(cost, valid_from=date(2025, 1, 1)) for cost in (small.costs[0], small.costs[2]))
    dataset = replace(small, settings=settings, costs=costs, volumes=(), stop_closures=(), road_closures=())
    return plan_dataset(dataset, time_limit_s=60, seed=1)


@pytest.fixture(scope="session")
def follow(counted, counted_before):
    """2026 beside 2025."""
    return gather(
        settle_year(counted, 2026),
        title=counted.dataset.settings.title,
        items_per_crate=ITEMS_PER_CRATE,
        last=settle_earlier(counted_before, 2025),
    )


@pytest.fixture(scope="session")
def lone(planned):
    """2026 alone, with crates counted in 2025 only and nothing to compare with."""
    return gather(
        settle_year(planned, 2026),
        title=planned.dataset.settings.title,
        items_per_crate=ITEMS_PER_CRATE,
    )
