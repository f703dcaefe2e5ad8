"""A week that keeps every rule, most of them only just, timed by hand: two stops, one van.

Monday, from the hub by Alby and Berga::

    07:00 leave the hub              50 min
    07:50 reach Alby, wait to 08:30; 3 crates: 12 + 3 min of service
    08:45 leave Alby                 45 min, and a break of 30 min from 09:00
    10:00 reach Berga; 10 crates: 10 + 10 min of service
    10:20 leave Berga                70 min
    11:30 back

Thursday, to Alby only: 07:40, there 08:30, 5 crates: 12 + 5 min, away 08:47, back 09:37.

Alby gets 5 crates a week and gives 2.5: on Monday, 2 service days after Thursday, 2 and 1; on Thursday, 3 days
after Monday, 3 and 1.5, rounded up to 2. Berga gets 4 and gives 6. Monday's load: 6 at the hub, 5 after Alby, 7
after Berga.
Work on Monday: two hours before the break, two after it. At the wheel: 65 minutes before it, 100 after it.
"""

from dataclasses import replace
from fractions import Fraction

from routes.fleet import BreakRule
from routes.plan import Break, Run, Visit, WeekPlan
from routes.problem import Problem
from tests.routes.small import MIN, at, problem, stop, travel, van, windows

WAYS = travel(("hub", "alby", "berga"), [[0, 50, 70], [50, 0, 45], [70, 45, 0]])
ALBY = stop(
    "alby",
    windows=windows("08:30-12:00", days=(0, 1, 3)),
    visits_fewest=2,
    visits_most=3,
    longest_gap_days=3,
    crates_in_per_week=Fraction(5),
    crates_out_per_week=Fraction(5, 2),
    service_fixed_s=12 * MIN,
    service_per_crate_s=MIN,
)
BERGA = stop(
    "berga",
    windows=windows("08:00-10:00", days=(0, 2)),
    crates_in_per_week=Fraction(4),
    crates_out_per_week=Fraction(6),
    service_fixed_s=10 * MIN,
    service_per_crate_s=MIN,
)
VAN = van(
    capacity_crates=7,
    weekdays=frozenset({0, 3}),
    earliest_departure_s=at("07:00"),
    latest_return_s=at("11:30"),
    longest_shift_s=270 * MIN,
    break_rule=BreakRule(after_s=120 * MIN, length_s=30 * MIN, counts="work"),
)
AT_ALBY = Visit(
    stop_id="alby",
    arrive_s=at("07:50"),
    begin_s=at("08:30"),
    leave_s=at("08:45"),
    delivered_crates=2,
    collected_crates=1,
)
AT_BERGA = Visit(
    stop_id="berga",
    arrive_s=at("10:00"),
    begin_s=at("10:00"),
    leave_s=at("10:20"),
    delivered_crates=4,
    collected_crates=6,
)
MONDAY = Run(
    weekday=0,
    vehicle_id="van",
    depart_s=at("07:00"),
    return_s=at("11:30"),
    visits=(AT_ALBY, AT_BERGA),
    rest=Break(begin_s=at("09:00"), end_s=at("09:30")),
)
THURSDAY = Run(
    weekday=3,
    vehicle_id="van",
    depart_s=at("07:40"),
    return_s=at("09:37"),
    visits=(
        Visit(
            stop_id="alby",
            arrive_s=at("08:30"),
            begin_s=at("08:30"),
            leave_s=at("08:47"),
            delivered_crates=3,
            collected_crates=2,
        ),
    ),
)
PLAN = WeekPlan(runs=(MONDAY, THURSDAY))
WEEK = problem([ALBY, BERGA], WAYS, VAN)


def with_stop(stop_id: str, **fields: object) -> Problem:
    """The week with one stop changed."""
    stops = tuple(replace(s, **fields) if s.id == stop_id else s for s in WEEK.stops)
    return replace(WEEK, stops=stops)


def with_van(**fields: object) -> Problem:
    """The week with the van changed."""
    return replace(WEEK, vehicles=(replace(VAN, **fields),))


def with_monday(**fields: object) -> WeekPlan:
    """The plan with Monday's run changed."""
    return WeekPlan(runs=(replace(MONDAY, **fields), THURSDAY))


def with_visit(of_stop: str, **fields: object) -> WeekPlan:
    """The plan with Monday's visit to a stop changed."""
    return with_monday(
        visits=tuple(replace(v, **fields) if v.stop_id == of_stop else v for v in MONDAY.visits)
    )
