"""Define the command `preview-rule`: what would proposed rules change, and for whom?"""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from logistics.cli.answers import Answer, faults_json
from logistics.cli.options import Json, PlanFiles, workbook_name
from logistics.cli.periods import Rule, Year, read_asked, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.comparing.preview import Previews, preview_rules
from logistics.comparing.preview_book import write_preview
from logistics.comparing.preview_wording import preview_lines, preview_result
from logistics.errors import DataFaults
from logistics.periods import Period
from logistics.rules import read_proposed
from logistics.seasons import Plans

Proposal = Annotated[
    Path,
    typer.Argument(
        metavar="NY.toml",
        help=escape("Förslaget: en [[rule]] med det som ändras, eller hela rules.toml med ändringarna."),
    ),
]
PreviewOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FIL",
        callback=lambda path: path and workbook_name(path),
        help="Skriv också en arbetsbok (.xlsx) med hela uträkningen; en för varje regel om flera ändras.",
    ),
]


def preview(
    plan: PlanFiles,
    proposal: Proposal,
    *,
    year: Year = None,
    rule: Rule = None,
    out: PreviewOut = None,
    as_json: Json = False,
) -> None:
    """Visa vad ett förslag till bidragsregler skulle ändra, och för vem."""
    plans, period = read_asked(plan, year, rule)
    try:
        found = _previewed(plans, proposal, period)
    except DataFaults as refusal:
        if as_json:
            typer.echo(faults_json(refusal))
        raise
    paths = _paths(out, found) if out else []
    if paths:
        with staged(paths[0].parent) as aside:
            show_step("Skriver arbetsboken")
            for path, each in zip(paths, found.changed, strict=True):
                write_preview(each, aside / path.name)
    lines = [*seasons_lines(plans), *preview_lines(found)]
    if out and not paths:
        lines.append(("Skrivs inte", "någon arbetsbok, eftersom ingen regel jämförs"))
    files = {"Arbetsbok": paths} if paths else {}
    Answer(lines=lines, result={**preview_result(found), **seasons_result(plans)}, files=files).show(
        as_json=as_json
    )


def _previewed(plans: Plans, proposal: Path, period: Period) -> Previews:
    proposed = read_proposed(proposal, plans.dataset)
    show_step("Räknar med regeln som gäller och med förslaget")
    return preview_rules(plans, proposed, *period)


def _paths(out: Path, found: Previews) -> list[Path]:
    """A workbook for each rule that is compared; where there are several, named by the rules."""
    if len(found.changed) == 1:
        return [out]
    return [out.with_stem(f"{out.stem}-{preview.after.rule.id}") for preview in found.changed]
