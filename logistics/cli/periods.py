"""Take the period that a command settles, a calendar year or that of a rule, with the plan that settles it."""

from pathlib import Path
from typing import Annotated

import typer

from logistics.periods import Period, period_of_rule, period_of_year
from logistics.planfile import read_plan
from logistics.planning import Planned

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


def read_asked(plan: Path, year: int | None, rule: str | None) -> tuple[Planned, Period]:
    """The plan in a file, and the first and last day of what is settled by it.

    Raises
    ------
    typer.BadParameter
        Not exactly one of year and rule is given.
    PlanFileRefused, OSError
        As `read_plan`.
    NothingHolds, DataFaults
        As `period_of_year` and `period_of_rule`.
    """
    if (year is None) == (rule is None):
        raise typer.BadParameter("ange den ena av dem.", param_hint="'--year och --rule'")
    planned = read_plan(plan)
    if rule is not None:
        return planned, period_of_rule(planned.dataset, rule)
    return planned, period_of_year(planned.dataset, year or 0)
