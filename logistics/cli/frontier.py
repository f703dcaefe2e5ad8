"""Define the command `frontier`: what does more or less service cost?"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.options import Data, FolderOut, Json, Seed
from logistics.cli.progress import PLAIN_EVERY_S, show_step
from logistics.cli.staging import staged
from logistics.cli.steps import day_of_issue
from logistics.dataset import read_dataset
from logistics.files import write_whole
from logistics.planfile import write_plan
from logistics.questions.frontier import find_frontier
from logistics.questions.frontier_files import frontier_files, plan_name
from logistics.questions.frontier_wording import frontier_lines, frontier_result
from logistics.swedish import count_text

FOLDER = "val"

WholeTimeLimit = Annotated[
    float,
    typer.Option(
        "--time-limit",
        metavar="SEKUNDER",
        min=1,
        max=86400,
        help="Högst så lång tid för alla val tillsammans.",
    ),
]


def frontier(
    data: Data,
    *,
    out: FolderOut = Path(FOLDER),
    time_limit: WholeTimeLimit = 300,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Visa vad fler eller färre besök kostar: val som inget annat val slår, med en plan för varje."""
    dataset = read_dataset(data)
    with staged(out, lists={FOLDER: "."}) as aside:
        show_step(
            f"Prövar val för {count_text(len(dataset.stops), 'bibliotek', 'bibliotek')}, högst {time_limit:g} s"
        )
        found = find_frontier(dataset, time_limit_s=time_limit, seed=seed, on_progress=_shown())
        written = [
            name
            for name, content in frontier_files(found, day_of_issue(None))
            if write_whole(aside / name, content)
        ]
        for number, point in enumerate(found.best, start=1):
            write_plan(found.planned(point), aside / plan_name(number))
            written.append(plan_name(number))
    files = {"Val": [out / name for name in written]}
    Answer(lines=frontier_lines(found), result=frontier_result(found), files=files).show(as_json=as_json)


def _shown() -> Callable[[int, int, float], None]:
    """A line on stderr now and then."""
    shown_at_s = 0.0

    def show(tried: int, standing: int, seconds: float) -> None:
        nonlocal shown_at_s
        if seconds - shown_at_s >= PLAIN_EVERY_S:
            show_step(f"  {tried} val prövade, {standing} slås inte av något annat · {seconds:.0f} s")
            shown_at_s = seconds

    return show
