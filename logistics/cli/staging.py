"""Write a command's files aside, and put them in place only when all of them are there."""

import errno
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from logistics.cli.filelists import list_name, listed_files, write_list
from logistics.cli.forsaken import held, is_forsaken

_PREFIX = ".bokslinga-"
_ASIDE_NAME = re.compile(re.escape(_PREFIX) + r"[a-z0-9_]{8}")


@contextmanager
def staged(
    folder: Path, *, lists: Mapping[str, str] | None = None, outdated: Sequence[Path] = ()
) -> Iterator[Path]:
    """An empty folder to write in; when the block ends without an error its files move into `folder`.

    Either all of them get there or none, whatever is refused or interrupted: files of the same names are kept
    until all are in place, and put back if one cannot be. Only a kill while they move can leave some of them
    missing. `lists` names subfolders by the kind of files written there. Each gets a list of its files, and those
    on the list of an earlier run that are no longer written are removed, as are those that are `outdated`. Other
    files are left alone. What a killed run left aside is removed. The folder aside is made at once, so that a
    place where nobody may write is refused before any long work.
    """
    above = [path for path in (folder, *folder.absolute().parents) if path.exists()]
    for path in above:  # where the killed run began, the folder itself may have been missing
        _remove_forsaken(path)
    with _aside(above[0], folder) as aside, held(Path(aside)):
        new, old = Path(aside, "new"), Path(aside, "old")
        new.mkdir()
        old.mkdir()
        with _told_as(new, folder):
            yield new
        stale = [path for kind, sub in (lists or {}).items() for path in _list_anew(new, folder, kind, sub)]
        _exchange(new, old, folder, (*stale, *outdated))


@contextmanager
def _told_as(new: Path, folder: Path) -> Iterator[None]:
    """Let a refusal name the file in the folder that was asked for, or that folder if it names none."""
    try:
        yield
    except OSError as refusal:
        path = Path(str(refusal.filename or new))
        if path.is_relative_to(new):
            refusal.filename = str(folder / path.relative_to(new))
        raise


def _list_anew(new: Path, folder: Path, kind: str, sub: str) -> Iterator[Path]:
    """The files of an earlier run that are not among the new ones, which are listed."""
    written = {path.relative_to(new / sub).as_posix() for path in _files(new / sub)}
    write_list(new / sub / list_name(kind), written)
    for name in listed_files(folder / sub, kind):
        if name not in written:
            yield folder / sub / name


def _exchange(new: Path, old: Path, folder: Path, stale: Iterable[Path]) -> None:
    """Move every file of `new` into `folder`, and what stood there into `old`; all or nothing."""
    moves = [(path, folder / path.relative_to(new)) for path in _files(new)]
    replaced = dict.fromkeys((*(target for _, target in moves), *stale))
    leaving = [path for path in replaced if os.path.lexists(path)]
    with ExitStack() as undoing:
        for number, path in enumerate(leaving):
            if path.is_dir() and not path.is_symlink():
                raise IsADirectoryError(errno.EISDIR, "", str(path))
            _move(path, old / str(number), path, undoing)
        for path, target in moves:
            _make_folder(target.parent, undoing)
            _move(path, target, target, undoing)
        undoing.pop_all()


def _move(path: Path, target: Path, told: Path, undoing: ExitStack) -> None:
    # Planned before it is done: an interrupt may come between any two lines.
    undoing.callback(_move_back, target, path)
    try:
        path.rename(target)
    except OSError as refusal:
        refusal.filename, refusal.filename2 = str(told), None  # not the names that we made up
        raise


def _move_back(path: Path, home: Path) -> None:
    if os.path.lexists(path) and not os.path.lexists(home):
        path.rename(home)


def _make_folder(folder: Path, undoing: ExitStack) -> None:
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir()
        undoing.callback(path.rmdir)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _aside(nearest: Path, folder: Path) -> TemporaryDirectory[str]:
    """A new folder in the nearest one that exists: on the same disk, so that files can be renamed."""
    try:
        # What is done is done: an old file that another program still reads is removed another day.
        return TemporaryDirectory(dir=nearest, prefix=_PREFIX, ignore_cleanup_errors=True)
    except OSError as refusal:
        refusal.filename = str(folder)  # what was asked for, not what we made of it
        raise


def _remove_forsaken(folder: Path) -> None:
    """Remove the folders aside of runs that were killed."""
    for path in folder.glob(f"{_PREFIX}*"):
        ours = _ASIDE_NAME.fullmatch(path.name) and path.is_dir() and not path.is_symlink()
        with suppress(FileNotFoundError):  # another run may remove it at the same time
            if ours and is_forsaken(path):
                shutil.rmtree(path, ignore_errors=True)
