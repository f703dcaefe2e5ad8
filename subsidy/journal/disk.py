"""Put bytes on the disk so that they are there after a power cut, whole or not at all."""

import os
import sys
from contextlib import suppress
from pathlib import Path

PART = ".part"  # ends the name of a file that is not whole yet

if sys.platform == "darwin":
    import fcntl

    def _sync(descriptor: int) -> None:
        # fsync of macOS leaves the bytes in the disk's own memory.
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)

else:

    def _sync(descriptor: int) -> None:
        os.fsync(descriptor)


def append(path: Path, line: bytes, *, at: int) -> None:
    """Make `line` the end of a file that is `at` bytes long, all of it or, if the disk is full, nothing.

    What stands beyond `at` is the rest of an attempt that was cut short, and goes.

    Raises
    ------
    OSError
        The line cannot be written.
    """
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            os.ftruncate(descriptor, at)
            os.lseek(descriptor, at, os.SEEK_SET)
            _write(descriptor, line)
            _sync(descriptor)
        except OSError:
            # The next writer removes the torn line if this one cannot.
            with suppress(OSError):
                os.ftruncate(descriptor, at)
                _sync(descriptor)
            raise
    finally:
        os.close(descriptor)
    sync_folder(path.parent)


def put(path: Path, content: bytes) -> None:
    """Write a file beside its place, then rename it: under its own name it is always whole.

    Raises
    ------
    OSError
        The file cannot be written.
    """
    beside = path.with_name(path.name + PART)
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
    try:
        try:
            _write(descriptor, content)
            _sync(descriptor)
        finally:
            os.close(descriptor)
        beside.replace(path)
    except OSError:
        beside.unlink()
        raise


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on the disk; on Windows the file system sees to that itself."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        _sync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
