"""Show on stderr how far the work has come: a live line in a terminal, plain lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

from logistics.cli.wording import percent_text
from logistics.dataset import DataSet
from logistics.swedish import amount_text, count_text
from routes.progress import Progress

PLAIN_EVERY_S = 5.0  # in a log file

_STAGES = {
    "compile": "förbereder sökningen (första gången tar det någon minut)",
    "tables": "räknar ut alla möjliga turer",
    "bound": "räknar ut en undre gräns",
    "choose": "väljer dagar och turer",
    "search": "söker en bättre plan",
    "check": "kontrollerar planen",
}


@contextmanager
def shown_planning(dataset: DataSet, time_limit_s: float) -> Iterator[Callable[[Progress], None]]:
    """What to call with every report while a data set is planned."""
    console = _console()
    libraries = count_text(len(dataset.stops), "bibliotek", "bibliotek")
    vehicles = count_text(len(dataset.vehicles), "bil", "bilar")
    console.print(f"Planerar veckan för {libraries} och {vehicles}, högst {time_limit_s:g} s …")
    known = _Known()
    if not console.is_terminal:
        yield _PlainLines(console=console, known=known).show
        return
    columns = (SpinnerColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("läser in", total=None)
        yield lambda progress: bar.update(task, description=known.line(progress))


def show_step(text: str) -> None:
    """Say what is being done now."""
    _console().print(f"{text} …")


@dataclass(slots=True, kw_only=True)
class _Known:
    """The best plan and bound so far: later reports may leave them out."""

    incumbent_ore: int | None = None
    bound_ore: int | None = None

    def line(self, progress: Progress) -> str:
        """The whole state in one line."""
        if progress.incumbent_ore is not None:
            self.incumbent_ore = progress.incumbent_ore
        if progress.bound_ore is not None:
            self.bound_ore = progress.bound_ore
        parts = [_STAGES[progress.stage]]
        if self.incumbent_ore is not None:
            parts.append(f"bästa plan {amount_text(self.incumbent_ore)}")
        if self.bound_ore is not None:
            parts.append(f"undre gräns {amount_text(self.bound_ore)}")
        if self.incumbent_ore and self.bound_ore is not None:
            gap = Fraction(max(0, self.incumbent_ore - self.bound_ore), self.incumbent_ore)
            parts.append(f"skillnad {percent_text(gap)}")
        return " · ".join(parts)


@dataclass(slots=True, kw_only=True)
class _PlainLines:
    """A line for every stage, and one now and then within it."""

    console: Console
    known: _Known
    stage: str = ""
    shown_at_s: float = 0.0

    def show(self, progress: Progress) -> None:
        line = self.known.line(progress)
        if progress.stage != self.stage or progress.seconds - self.shown_at_s >= PLAIN_EVERY_S:
            self.console.print(f"  {line} · {progress.seconds:.0f} s")
            self.stage, self.shown_at_s = progress.stage, progress.seconds


def _console() -> Console:
    return Console(stderr=True, highlight=False, markup=False, soft_wrap=True)
