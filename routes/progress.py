"""Tell how far planning has come, and whether there is time left."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

Stage = Literal["compile", "tables", "bound", "choose", "search", "check"]


LEAST_S = 0.001  # a part of no time


class OutOfTime(Exception):
    """The time limit has passed; whoever plans settles for what there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """One report; what is not known yet is None."""

    stage: Stage
    incumbent_ore: int | None = None
    bound_ore: int | None = None
    seconds: float


@dataclass(slots=True, kw_only=True)
class Watch:
    """Measures the time spent and passes reports on."""

    time_limit_s: float
    on_progress: Callable[[Progress], None] = field(default=lambda _progress: None)
    clock: Callable[[], float] = time.monotonic
    is_cancelled: Callable[[], bool] = field(default=lambda: False)
    began: float = field(init=False)

    def __post_init__(self) -> None:
        if self.time_limit_s <= 0:
            raise ValueError(f"the time limit must be positive, not {self.time_limit_s}")
        self.began = self.clock()

    @property
    def spent_s(self) -> float:
        """Seconds since the watch was made."""
        return self.clock() - self.began

    @property
    def left_s(self) -> float:
        """Seconds until the time limit, negative when it has passed; none when planning was cancelled."""
        return 0.0 if self.is_cancelled() else self.time_limit_s - self.spent_s

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not count the time spent inside."""
        began = self.clock()
        try:
            yield
        finally:
            self.began += self.clock() - began

    def part(self, share: float) -> "Watch":
        """A watch for the first part of the time that is left, reporting what this one would."""
        return Watch(
            time_limit_s=max(share * self.left_s, LEAST_S),
            on_progress=lambda progress: self.on_progress(replace(progress, seconds=self.spent_s)),
            clock=self.clock,
            is_cancelled=self.is_cancelled,
        )

    def check(self) -> None:
        """Stop work that the time limit leaves no room for.

        Raises
        ------
        OutOfTime
            If the time limit has passed.
        """
        if self.left_s <= 0:
            raise OutOfTime

    def report(self, stage: Stage, *, incumbent_ore: int | None = None, bound_ore: int | None = None) -> None:
        """Pass one report on."""
        self.on_progress(
            Progress(stage=stage, incumbent_ore=incumbent_ore, bound_ore=bound_ore, seconds=self.spent_s)
        )
