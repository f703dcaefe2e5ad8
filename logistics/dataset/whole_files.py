"""Write files so that nobody ever sees half of one."""

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write every file to the side first, then move each into place; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".bokslinga-") as aside:
        written = [Path(aside, name) for name in contents]
        for path in written:
            path.write_bytes(contents[path.name])
        for path in written:
            path.replace(folder / path.name)
