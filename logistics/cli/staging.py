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
    with TemporaryDirectory(dir=_nearest(folder), prefix=".bokslinga-") as aside:
        yield Path(aside)
        for path in sorted(Path(aside).rglob("*")):
            target = folder / path.relative_to(aside)
            if path.is_dir():
                target.mkdir(parents=True, exist_ok=True)
            else:
                target.parent.mkdir(parents=True, exist_ok=True)
                path.replace(target)


def _nearest(folder: Path) -> Path:
    """The folder itself, or the nearest above it that exists: on the same disk, for renaming."""
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
