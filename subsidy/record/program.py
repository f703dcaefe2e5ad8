"""Name the program that writes a record, so exactly that another one knows that it is another."""

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import subsidy

_MARK_LENGTH = 12


@cache
def program() -> str:
    """The program's name, version and a mark of its money core: `bokslinga 0.1.0 (3f2a9c01b7de)`.

    The version alone says too little: between two releases a sheet may get another line, and a statement from
    before must not be called wrong for that; nor one that another XlsxWriter laid out.
    """
    core = Path(subsidy.__file__).parent
    digest = sha256(version("XlsxWriter").encode())
    for path in sorted(core.rglob("*.py"), key=lambda path: path.relative_to(core).as_posix()):
        source = path.read_bytes().replace(b"\r\n", b"\n")  # a checkout on Windows may have changed them
        digest.update(path.relative_to(core).as_posix().encode() + b"\0" + source + b"\0")
    return f"bokslinga {version('bokslinga')} ({digest.hexdigest()[:_MARK_LENGTH]})"
