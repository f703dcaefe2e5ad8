"""Define the command `follow-up`: what did the contribution achieve in a year?"""

from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.options import FolderOut, Json, PlanFiles
from logistics.cli.periods import read_named, seasons_lines, seasons_result
from logistics.cli.progress import show_step
from logistics.cli.staging import staged
from logistics.files import write_whole
from logistics.following_up import (
    follow_up_lines,
    follow_up_result,
    gather,
    page_bytes,
    period_followed,
    read_earlier,
    settle_year,
    write_follow_up_book,
)
from logistics.seasons import join_plans

FOLDER = "uppfoljning"
ITEMS_PER_CRATE = 25  # an assumption, said wherever it is used

FollowedYear = Annotated[
    int, typer.Option("--year", metavar="ÅR", min=2000, max=2100, help="Året som ska följas upp.")
]
LastYear = Annotated[
    Path | None,
    typer.Option(
        "--last-year", metavar="FIL", help="Förra årets planfil eller bidragsbesked (.json), att jämföra med."
    ),
]
ItemsPerCrate = Annotated[
    int,
    typer.Option(
        "--items-per-crate",
        metavar="ANTAL",
        min=1,
        max=1000,
        help="Medier i varje låda, att uppskatta antalet medier med; räkna gärna några lådor.",
    ),
]


def follow_up(
    plan: PlanFiles,
    *,
    year: FollowedYear,
    out: FolderOut = Path(FOLDER),
    last_year: LastYear = None,
    items_per_crate: ItemsPerCrate = ITEMS_PER_CRATE,
    as_json: Json = False,
) -> None:
    """Visa vad bidraget gav ett år: lådor, kostnad per låda, besök och invånare, och skillnader."""
    named = read_named(plan)
    plans = join_plans(named, *period_followed(named[0].planned.dataset, year))
    with staged(out, lists={FOLDER: "."}) as aside:
        show_step("Räknar ut årets kostnad, bidrag och lådor")
        this = settle_year(plans, year)
        last = read_earlier(last_year, year - 1, this.settlement.basis.issuer) if last_year else None
        follow = gather(this, title=plans.dataset.settings.title, items_per_crate=items_per_crate, last=last)
        names = (f"uppfoljning-{year}.html", f"uppfoljning-{year}.xlsx")
        write_whole(aside / names[0], page_bytes(follow))
        write_follow_up_book(follow, aside / names[1])
    files = {"Uppföljning": [out / name for name in names]}
    Answer(
        lines=[*seasons_lines(plans), *follow_up_lines(follow)],
        result={**follow_up_result(follow), **seasons_result(plans)},
        files=files,
    ).show(as_json=as_json)
