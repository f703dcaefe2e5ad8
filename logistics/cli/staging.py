"""Write a command's files aside, and put them in place only when all of them are there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """An empty folder to write in; when the block ends without an error its files move into `folder`.

    Files of the same names are replaced, others are left alone. Whatever is refused or interrupted leaves
    nothing behind. The folder aside is made at once, so that a place where nobody may write is refused
    before any long work.
    """
    with _aside(folder) as aside:
        yield Path(aside)
        for path in sorted(Path(aside).rglob("*")):
            target = folder / path.relative_to(aside)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)


def _aside(folder: Path) -> TemporaryDirectory[str]:
    """A new folder in the nearest one that exists: on the same disk, so that files can be renamed."""
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    try:
        return TemporaryDirectory(dir=nearest, prefix=".bokslinga-")
    except OSError as refusal:
        refusal.filename = str(folder)  # what was asked for, not what we made of it
        raise
