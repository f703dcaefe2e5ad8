"""Tell folders that a running command writes in from those that a killed one left."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_LOCK, _UNLOCKED = "lock", "unlocked"
_FORSAKEN_S = 2 * 86400  # where locks say nothing: planning itself may take a day

if sys.platform == "win32":

    def _acquire(descriptor: int) -> None:
        raise OSError(f"an open file cannot be renamed, so {descriptor} could not be locked unseen")

else:
    import fcntl

    def _acquire(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold a folder of our own; the system lets go of it when the process ends, however it ends.

    Its lock gets its name when it is locked, so that nobody meets it before: never on Windows, or on a disk that
    knows no locks.
    """
    descriptor = os.open(folder / _UNLOCKED, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        with suppress(OSError):
            _acquire(descriptor)
            (folder / _UNLOCKED).rename(folder / _LOCK)
        yield
    finally:
        os.close(descriptor)


def is_forsaken(folder: Path) -> bool:
    """Whether nobody holds a folder: by its lock, or where it has none because it is two days old.

    Raises
    ------
    FileNotFoundError
        There is no such folder any more.
    """
    try:
        descriptor = os.open(folder / _LOCK, os.O_RDWR)
    except FileNotFoundError:
        return time.time() - folder.stat().st_mtime > _FORSAKEN_S
    except OSError:
        return False  # somebody else's
    try:
        _acquire(descriptor)
    except OSError:
        return False
    else:
        return True
    finally:
        os.close(descriptor)
