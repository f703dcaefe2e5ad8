"""Have kernels compiled anew when any source of theirs has changed.

numba keeps what it compiles beside the sources and compiles a file anew when that file has changed. It does not
see that constants and functions of other files are compiled in too, and it fails on what it kept of a class that
is gone.
"""

import os
from pathlib import Path

STAMP = "kernels.txt"


def forget_stale_kernels(package: Path) -> None:
    """Remove what numba has kept for a package unless its sources are those that it was kept for.

    Does nothing in a folder that is not ours to write: numba keeps its kernels elsewhere then.
    """
    stamp = package / "__pycache__" / STAMP
    sources = _sources(package)
    try:
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == sources:
            return
        for index in package.rglob("*.nbi"):
            index.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        written = stamp.with_suffix(f".{os.getpid()}")
        written.write_text(sources, encoding="utf-8")
        written.replace(stamp)
    except OSError:
        return


def _sources(package: Path) -> str:
    """Every source with its size and the time of its last change."""
    seen = ((path, path.stat()) for path in sorted(package.rglob("*.py")))
    return "\n".join(
        f"{path.relative_to(package).as_posix()} {stat.st_size} {stat.st_mtime_ns}" for path, stat in seen
    )
