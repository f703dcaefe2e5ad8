"""Take the mean of what several timetables' weeks measure of one player, by the days on which each holds."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from logistics.seasons import Plans, mean
from subsidy.keys import Measures
from subsidy.measures import count_of

Years = tuple[tuple[int, Fraction], ...]


def mean_week(counted: Sequence[Measures], plans: Plans) -> Measures:
    """What is counted of a player in the mean of the plans' weeks; of one plan, in its week.

    The visits of each stop have no mean where they differ between timetables: then they are not measured.
    """
    if len(counted) == 1:
        return counted[0]
    sites = {(each.site_days, each.service_days) for each in counted}
    site_days, service_days = sites.pop() if len(sites) == 1 else (None, None)
    yearly = [each.yearly_crates for each in counted]
    return replace(
        counted[0],
        visits=count_of(mean([each.visits for each in counted], plans)),
        crates=mean([each.crates for each in counted], plans),
        hub_distance_m=count_of(mean([each.hub_distance_m or 0 for each in counted], plans)),
        truck_visits=count_of(mean([each.truck_visits or 0 for each in counted], plans)),
        yearly_crates=_mean_years([years for years in yearly if years], plans) if all(yearly) else None,
        site_days=site_days,
        service_days=service_days,
    )


def _mean_years(yearly: Sequence[Years], plans: Plans) -> Years:
    by_year = zip(*yearly, strict=True)
    return tuple((of_year[0][0], mean([crates for _, crates in of_year], plans)) for of_year in by_year)
