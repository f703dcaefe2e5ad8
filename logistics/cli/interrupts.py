"""Let Ctrl-C end planning with the best plan so far; pressed again it ends the program as usual."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from logistics.cli.progress import show_step


@contextmanager
def interruptible() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed since; outside the main thread nothing is caught."""
    pressed = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield pressed.is_set
        return
    before = signal.getsignal(signal.SIGINT)

    def catch(_number: int, _frame: FrameType | None) -> None:
        pressed.set()
        signal.signal(signal.SIGINT, before)
        show_step("Avbryter och tar den bästa planen hittills (Ctrl-C igen avslutar utan plan)")

    signal.signal(signal.SIGINT, catch)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
