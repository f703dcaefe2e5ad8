"""Do the steps of the main job: plan, print timetables, settle; each tells what it does."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from logistics.cli.interrupts import interruptible
from logistics.cli.periods import read_before
from logistics.cli.progress import show_step, shown_planning
from logistics.cli.wording import tier_text
from logistics.dataset import DataSet
from logistics.errors import CannotBePlanned, NothingHolds
from logistics.letters import write_letters
from logistics.periods import Period
from logistics.planning import Planned, build_problem, plan_dataset
from logistics.questions.conflict_wording import explained
from logistics.seasons import Plans
from logistics.settling import Settled, settle_period, settlement_of, write_settlement
from logistics.timetable import Season, build_timetable, write_timetables
from routes.errors import ImpossiblePlan
from routes.problem import Problem
from subsidy.statement import Settlement

SWEDEN = ZoneInfo("Europe/Stockholm")


def plan_shown(dataset: DataSet, time_limit_s: float, seed: int) -> Planned:
    """The plan of a data set, with its progress on stderr.

    Raises
    ------
    CannotBePlanned
        If no plan keeps every rule, or the search found none: with the rules that conflict and what would help.
    """
    problem = build_problem(dataset)
    show_step(tier_text(problem))
    with (
        explaining(problem, time_limit_s, seed),
        interruptible() as is_cancelled,
        shown_planning(dataset, time_limit_s) as on_progress,
    ):
        return plan_dataset(
            dataset,
            time_limit_s=time_limit_s,
            seed=seed,
            on_progress=on_progress,
            is_cancelled=is_cancelled,
        )


@contextmanager
def explaining(problem: Problem, time_limit_s: float, seed: int) -> Iterator[None]:
    """Turn the refusal of an impossible plan into one that names the rules which conflict."""
    try:
        yield
    except ImpossiblePlan as refusal:
        show_step("Söker de regler som krockar och vad som skulle hjälpa")
        raise CannotBePlanned(explained(refusal, problem, time_limit_s=time_limit_s, seed=seed)) from refusal


def day_of_issue(wanted: datetime | None) -> date:
    """The day that was asked for, or today in Sweden."""
    return wanted.date() if wanted else datetime.now(tz=SWEDEN).date()


def day_to_issue(wanted: datetime | None, option: str) -> date:
    """The same, but not so late that a slip would stop every honest issue after it.

    Raises
    ------
    typer.BadParameter
        The day is more than a year ahead.
    """
    day, latest = day_of_issue(wanted), latest_day_to_issue()
    if day > latest:
        message = (
            f"{day} ligger mer än ett år fram, och inget kan sedan utfärdas med en tidigare dag. Ange en dag som"
            f" inte är senare än {latest}, eller rätta datorns klocka om den går fel."
        )
        raise typer.BadParameter(message, param_hint=f"'{option}'")
    return day


def latest_day_to_issue() -> date:
    """A year after today, by the computer's clock."""
    return day_of_issue(None) + timedelta(days=366)


def day_of_example(wanted: datetime | None, dataset: DataSet) -> date:
    """The same, but the first day of a season that is over: an example of old dates would be empty."""
    day = day_of_issue(wanted)
    over = wanted is None and day > dataset.settings.season_last_date
    return dataset.settings.season_first_date if over else day


def write_season(planned: Planned, issued_on: date, folder: Path) -> tuple[Path, ...]:
    """The timetables of a plan's season, written into a folder; `index.html` first."""
    show_step("Skriver tidtabeller och körlistor")
    settings = planned.dataset.settings
    season = Season(
        dataset=planned.dataset,
        problem=planned.problem,
        plan=planned.plan,
        first_date=settings.season_first_date,
        last_date=settings.season_last_date,
        issued_on=issued_on,
    )
    return write_timetables(build_timetable(season), folder)


def settle_shown(
    plans: Plans,
    period: Period,
    folder: Path,
    *,
    last_year: Sequence[Path] = (),
    created_on: date | None = None,
) -> tuple[Settled, tuple[Path, ...]]:
    """A period settled and its documents written into a folder; the summary first."""
    show_step("Räknar ut kostnaden och fördelar den och bidraget")
    earlier = _settled_before(last_year, period) if last_year else None
    settled = settle_period(plans, *period, earlier=earlier, created_on=created_on)
    show_step("Skriver bidragsbesked, brev och filer för utbetalning")
    return settled, (*write_settlement(settled, folder), *write_letters(settled, folder, "draft"))


def _settled_before(paths: Sequence[Path], period: Period) -> Settlement:
    try:
        plans, before = read_before(paths, period)
        return settlement_of(plans, *before)
    except NothingHolds as refusal:
        raise NothingHolds(f"Planen för perioden före (--last-year): {refusal.sentence}") from refusal
