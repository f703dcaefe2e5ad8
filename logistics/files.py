"""Name files so that every system can keep them, and write them whole or not at all."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

# Names that Windows keeps for devices, whatever the ending.
RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LETTERS = str.maketrans({"æ": "a", "ø": "o", "ß": "ss"})


def slug(text: str) -> str:
    """Small ASCII letters, digits and hyphens that resemble a text; never empty, never a Windows device.

    >>> slug("Årjängs bibliotek")
    'arjangs-bibliotek'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    name = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return f"{name or 'namn'}-1" if not name or name in RESERVED else name


def distinct_slugs(texts: Iterable[str]) -> dict[str, str]:
    """A slug for every text, no two alike; texts that resemble each other are numbered in sorted order."""
    slugs: dict[str, str] = {}
    taken: set[str] = set()
    for text in sorted(set(texts)):
        name, n = slug(text), 1
        while name in taken:
            n += 1
            name = f"{slug(text)}-{n}"
        taken.add(name)
        slugs[text] = name
    return slugs


def write_whole(path: Path, content: bytes) -> Path:
    """Write beside, then rename, so that a reader never meets half a file; answers the path."""
    replace_files(path.parent, {path.name: content})
    return path


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write every file to the side first, then move each into place; the folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder, prefix=".bokslinga-") as aside:
        written = [Path(aside, name) for name in contents]
        for path in written:
            _write(path, contents[path.name], folder / path.name)
        for path in written:
            path.replace(folder / path.name)


def _write(path: Path, content: bytes, told: Path) -> None:
    try:
        path.write_bytes(content)
    except OSError as refusal:
        refusal.filename = str(told)  # not the name that we made up, or none at all
        raise
