"""Define the command `preview-rule`: what would a proposed rule change, and for whom?"""

from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer, faults_json
from logistics.cli.options import Json, Plan, Year, workbook_name
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.comparing.preview import Preview, preview_rule
from logistics.comparing.preview_book import write_preview
from logistics.comparing.preview_wording import preview_lines, preview_result
from logistics.errors import DataFaults
from logistics.planfile import read_plan
from logistics.planning import Planned
from logistics.rules import read_rules
from logistics.settling import year_of

Proposal = Annotated[
    Path,
    typer.Argument(metavar="NY.toml", help="Förslaget: en kopia av datamängdens rules.toml med ändringarna."),
]
PreviewOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FIL",
        callback=lambda path: path and workbook_name(path),
        help="Skriv också en arbetsbok (.xlsx) med förslagets hela uträkning.",
    ),
]


def preview(
    plan: Plan, proposal: Proposal, *, year: Year, out: PreviewOut = None, as_json: Json = False
) -> None:
    """Visa vad ett förslag till bidragsregel skulle ändra, och för vem."""
    planned = read_plan(plan)
    try:
        found = _previewed(planned, proposal, year)
    except DataFaults as refusal:
        if as_json:
            typer.echo(faults_json(refusal))
        raise
    if out:
        with staged(out.parent) as aside:
            show_step("Skriver arbetsboken")
            write_preview(found, aside / out.name)
    files = {"Arbetsbok": [out]} if out else {}
    Answer(lines=preview_lines(found), result=preview_result(found), files=files).show(as_json=as_json)


def _previewed(planned: Planned, proposal: Path, year: int) -> Preview:
    proposed = read_rules(proposal, planned.dataset)
    show_step("Räknar med regeln som gäller och med förslaget")
    return preview_rule(planned, proposed, *year_of(year))
