"""Take the period that a command settles, a calendar year or that of a rule, with the plans that settle it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Line
from logistics.periods import Period, period_before, period_of_rule, period_of_year
from logistics.planfile import read_plan
from logistics.planning import Planned
from logistics.same_money import refuse_other_money
from logistics.seasons import NamedPlan, Plans, join_plans
from logistics.swedish import list_text

Year = Annotated[
    int | None,
    typer.Option(
        "--year",
        metavar="ÅR",
        min=2000,
        max=2100,
        help="Kalenderåret som ska avräknas, när bidraget är beslutat för precis det.",
    ),
]
Rule = Annotated[
    str | None,
    typer.Option(
        "--rule",
        metavar="ID",
        help="Eller bidragsregeln vars period ska avräknas, efter dess id i rules.toml: ett halvår, en säsong.",
    ),
]


def read_asked(paths: Sequence[Path], year: int | None, rule: str | None) -> tuple[Plans, Period]:
    """The plans in some files, and the first and last day of what is settled by them.

    Raises
    ------
    typer.BadParameter
        Not exactly one of year and rule is given.
    PlanFileRefused, OSError
        As `read_plan`.
    NothingHolds, DataFaults
        As `period_of_year` and `period_of_rule`; the plans do not say the same of money, or their seasons do not
        follow one another through the period.
    """
    if (year is None) == (rule is None):
        raise typer.BadParameter("ange den ena av dem.", param_hint="'--year och --rule'")
    plans = read_named(paths)
    dataset = plans[0].planned.dataset
    period = period_of_year(dataset, year or 0) if rule is None else period_of_rule(dataset, rule)
    return join_plans(plans, *period), period


def read_before(paths: Sequence[Path], period: Period) -> tuple[Plans, Period]:
    """The plans of the latest period that ends before another, and that period.

    Raises
    ------
    PlanFileRefused, OSError, NothingHolds, DataFaults
        As `read_asked`, or no period is before.
    """
    plans = read_named(paths)
    before = period_before(plans[0].planned.dataset, period[0])
    return join_plans(plans, *before), before


def read_named(paths: Sequence[Path]) -> tuple[NamedPlan, ...]:
    """The plans in some files, which all say the same of money.

    Raises
    ------
    PlanFileRefused, OSError, DataFaults
        As `read_plan`.
    NothingHolds
        They say something else of money.
    """
    plans = tuple(NamedPlan(name=str(path), planned=read_plan(path)) for path in paths)
    refuse_other_money(plans)
    return plans


def seasons_lines(plans: Plans) -> list[Line]:
    """Which timetables the figures are of, where there are several."""
    if isinstance(plans, Planned):
        return []
    return [("Tidtabeller", list_text(each.told for each in plans.stretches))]


def seasons_result(plans: Plans) -> dict[str, object]:
    """The same for a program."""
    if isinstance(plans, Planned):
        return {}
    timetables = [
        {"first_date": each.first.isoformat(), "last_date": each.last.isoformat(), "days": each.days}
        for each in plans.stretches
    ]
    return {"timetables": timetables}
