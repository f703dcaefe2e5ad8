"""Issues for the tests of the journal, and processes that issue and are killed.

python -m tests.subsidy.journals FOLDER NAME [N]            issue awards and settlements by turns,
                                                            without end or N times; say each number
python -m tests.subsidy.journals FOLDER NAME 1 --kill K     be killed at the K:th touch of the disk
python -m tests.subsidy.journals FOLDER NAME 1 --limit B    write no file longer than B bytes
"""

import argparse
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from subsidy.canonical import fingerprint
from subsidy.journal import Correction, Entry, Issue, Kind, writing

ROOT = Path(__file__).parents[2]


def issue_of(number: int, name: str = "a", *, corrects: Correction | None = None) -> Issue:
    """The issue for the day of a number, with files that nobody else issues."""
    day = date(2000, 1, 1) + timedelta(days=number)
    mark = fingerprint([number, name])
    return Issue(
        first_date=day,
        last_date=day,
        issued_on=date(2026, 1, 15),
        content=mark,
        inputs=mark,
        rule=mark,
        corrects=corrects,
        files={"beslut.json": mark.encode(), "brev/kil.pdf": mark.encode() * 100},
    )


def issued(folder: Path, *issues: Issue) -> tuple[Entry, ...]:
    """The entries of issues made one after the other."""
    with writing(folder) as pen:
        return tuple(pen.issue(issue) for issue in issues)


def spelled(content: dict[str, object]) -> bytes:
    """The line of an entry, with the fingerprint that fits, by no code of ours."""
    rest = {name: part for name, part in content.items() if name != "fingerprint"}
    plain = json.dumps(rest, sort_keys=True, separators=(",", ":"))
    whole = {**rest, "fingerprint": sha256(plain.encode()).hexdigest()}
    return json.dumps(whole, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def start(folder: Path, name: str, *more: str) -> subprocess.Popen[str]:
    """A process that issues; it imports the journal only."""
    command = [sys.executable, "-m", "tests.subsidy.journals", str(folder), name, *more]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("name")
    parser.add_argument("n", type=int, nargs="?", default=10**6)
    parser.add_argument("--kill", type=int)
    parser.add_argument("--limit", type=int)
    arguments = parser.parse_args()
    if arguments.kill:
        kill_at(arguments.kill)
    if arguments.limit:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (arguments.limit, arguments.limit))
    _say("ready")
    for _ in range(arguments.n):
        with writing(arguments.folder) as pen:
            number = pen.journal.next_number
            kind: Kind = "award" if number % 2 else "final"
            entry = pen.issue(replace(issue_of(number, arguments.name), kind=kind))
        _say(str(entry.number))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def kill_at(touch: int) -> None:
    """Be killed at a touch of the disk; a write gets half of its bytes there first."""
    touches = 0

    def counted(do: Callable[..., object]) -> Callable[..., object]:
        def touching(*arguments: Any, **options: Any) -> object:
            nonlocal touches
            touches += 1
            if touches == touch:
                if do is write:
                    write(arguments[0], arguments[1][: len(arguments[1]) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return do(*arguments, **options)

        return touching

    write = os.write
    for name in ("open", "write", "fsync", "ftruncate", "replace", "close", "mkdir"):
        setattr(os, name, counted(getattr(os, name)))


if __name__ == "__main__":
    main()
