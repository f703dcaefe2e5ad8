"""Define the commands: what each is given, what it does and what it answers."""

import errno
from pathlib import Path

import typer

import sample_data
from logistics.checking import read_checked
from logistics.cli.answers import Answer, faults_json
from logistics.cli.compare_keys import compare_keys
from logistics.cli.fairness import fairness
from logistics.cli.follow_up import follow_up
from logistics.cli.frontier import frontier
from logistics.cli.issue import issue
from logistics.cli.issued_there import refuse_issued_there
from logistics.cli.options import (
    Created,
    Data,
    FolderOut,
    Json,
    LastYear,
    Plan,
    PlanFiles,
    PlanOut,
    Seed,
    SwedishCommand,
    SwedishGroup,
    TemplatePath,
    TimeLimit,
    Today,
    Version,
)
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.preview_rule import preview
from logistics.cli.reconcile import reconcile
from logistics.cli.reissue import reissue
from logistics.cli.staging import staged
from logistics.cli.steps import day_of_example, day_of_issue, plan_shown, settle_shown, write_season
from logistics.cli.verify import verify
from logistics.cli.what_if import what_if
from logistics.cli.why import why
from logistics.cli.wording import (
    dataset_lines,
    dataset_result,
    plan_lines,
    plan_result,
    settlement_lines,
    settlement_result,
)
from logistics.dataset import read_dataset, write_template
from logistics.errors import DataFaults
from logistics.paying import describe_undated
from logistics.periods import year_of
from logistics.planfile import read_plan, write_plan

app = typer.Typer(
    cls=SwedishGroup,
    help="Planera bibliotekens gemensamma transporter och dela på kostnaden.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

TIMETABLES, STATEMENTS, PLAN_FILE = "tidtabell", "bidragsbesked", "plan.json"


@app.callback(invoke_without_command=True)
def bokslinga(ctx: typer.Context, *, _version: Version = False) -> None:  # noqa: D103  # its help stands above
    if ctx.invoked_subcommand is None:
        typer.echo(ctx.get_help())


@app.command(cls=SwedishCommand)
def check(data: Data, *, as_json: Json = False) -> None:
    """Kontrollera en datamängd och visa alla fel på en gång."""
    try:
        dataset = read_checked(data, with_accounts=True)
    except DataFaults as refusal:
        if as_json:
            typer.echo(faults_json(refusal))
        raise
    Answer(lines=dataset_lines(dataset), result=dataset_result(dataset)).show(as_json=as_json)


@app.command(cls=SwedishCommand)
def template(path: TemplatePath, *, as_json: Json = False) -> None:
    """Skapa en tom arbetsbok i Excel att fylla i. En fil som redan finns skrivs aldrig över."""
    if path.exists():
        raise FileExistsError(errno.EEXIST, "", str(path))
    with staged(path.parent) as aside:
        write_template(aside / path.name)
    Answer(lines=[], result={}, files={"Mall": [path]}).show(as_json=as_json)


@app.command(cls=SwedishCommand)
def plan(
    data: Data,
    *,
    out: PlanOut = Path(PLAN_FILE),
    time_limit: TimeLimit = 60,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Planera säsongens vecka och spara planen."""
    dataset = read_checked(data)
    with staged(out.parent) as aside:
        planned = plan_shown(dataset, time_limit, seed)
        write_plan(planned, aside / out.name)
    answer = Answer(lines=plan_lines(planned), result=plan_result(planned), files={"Plan": [out]})
    answer.show(as_json=as_json)


@app.command(cls=SwedishCommand)
def timetable(
    plan: Plan, *, out: FolderOut = Path(TIMETABLES), today: Today = None, as_json: Json = False
) -> None:
    """Skriv tidtabeller för biblioteken och körlistor för förarna."""
    planned = read_plan(plan)
    with staged(out, lists={TIMETABLES: "."}) as aside:
        written = write_season(planned, day_of_issue(today), aside)
    Answer(lines=[], result={}, files={"Tidtabell": _moved(written, aside, out)}).show(as_json=as_json)


@app.command(cls=SwedishCommand)
def settle(
    plan: PlanFiles,
    *,
    year: Year = None,
    rule: Rule = None,
    out: FolderOut = Path(STATEMENTS),
    last_year: LastYear = None,
    created: Created = None,
    as_json: Json = False,
) -> None:
    """Fördela periodens kostnad och bidrag och skriv bidragsbesked, betalningsfiler och bokföringsfiler."""
    refuse_issued_there(out)
    plans, period = read_asked(plan, year, rule)
    created_on = created.date() if created else None
    with staged(out, lists={STATEMENTS: "."}) as aside:
        settled, written = settle_shown(
            plans, period, aside, last_year=last_year or (), created_on=created_on
        )
    undated = "" if created_on else describe_undated(settled.paying, settled.settlement.rule.decided_on)
    Answer(
        lines=[
            *seasons_lines(plans),
            *settlement_lines(settled),
            *([("Observera", undated)] if undated else []),
        ],
        result={
            **settlement_result(settled),
            **seasons_result(plans),
            "remarks": [undated] if undated else [],
        },
        files=_settlement_files(written, aside, out),
    ).show(as_json=as_json)


@app.command(cls=SwedishCommand)
def demo(
    *,
    out: FolderOut = Path("out"),
    time_limit: TimeLimit = 60,
    seed: Seed = 1,
    today: Today = None,
    as_json: Json = False,
) -> None:
    """Kör allt på exempeldata: plan, tidtabeller, körlistor och bidragsbesked."""
    refuse_issued_there(out / STATEMENTS)
    dataset = read_dataset(sample_data.FOLDER)
    period = year_of(dataset.settings.season_first_date.year)
    with staged(out, lists={TIMETABLES: TIMETABLES, STATEMENTS: STATEMENTS}) as aside:
        planned = plan_shown(dataset, time_limit, seed)
        write_plan(planned, aside / PLAN_FILE)
        tables = write_season(planned, day_of_example(today, dataset), aside / TIMETABLES)
        settled, statements = settle_shown(planned, period, aside / STATEMENTS)
    Answer(
        lines=[*plan_lines(planned), *settlement_lines(settled)],
        result={"plan": plan_result(planned), "settlement": settlement_result(settled)},
        files={
            "Plan": [out / PLAN_FILE],
            "Tidtabell": _moved(tables, aside, out),
            **_settlement_files(statements, aside, out),
        },
    ).show(as_json=as_json)


app.command(cls=SwedishCommand)(why)
app.command("follow-up", cls=SwedishCommand)(follow_up)
app.command(cls=SwedishCommand)(frontier)
app.command(cls=SwedishCommand)(issue)
app.command(cls=SwedishCommand)(reissue)
app.command(cls=SwedishCommand)(verify)
app.command(cls=SwedishCommand)(reconcile)
app.command("what-if", cls=SwedishCommand)(what_if)
app.command("compare-keys", cls=SwedishCommand)(compare_keys)
app.command(cls=SwedishCommand)(fairness)
app.command("preview-rule", cls=SwedishCommand)(preview)


def _settlement_files(written: tuple[Path, ...], aside: Path, folder: Path) -> dict[str, list[Path]]:
    """The files of a settlement by what they are; a kind that was not written is left out."""
    moved = _moved(written, aside, folder)
    kinds = {
        "Bidragsbesked": ".xlsx",
        "Brev": ".pdf",
        "Underlag": ".json",
        "Betalningsfiler": ".xml",
        "Bokföringsfiler": ".si",
    }
    found = {kind: [path for path in moved if path.suffix == suffix] for kind, suffix in kinds.items()}
    return {kind: paths for kind, paths in found.items() if paths}


def _moved(written: tuple[Path, ...], aside: Path, folder: Path) -> list[Path]:
    return [folder / path.relative_to(aside) for path in written]
