"""Keep standard output for what the program says."""

import os
import sys


def keep_output() -> None:
    """Let what compiled libraries print end nowhere, for the rest of the process.

    HiGHS 1.12 prints a line of its own now and then, whatever it is told (HiGHS issue 2783), which would be in the
    middle of an answer in JSON. Nothing is done where standard output is no file of the system's.
    """
    try:
        output = sys.stdout.fileno()
    except OSError:
        return
    sys.stdout.flush()
    ours, nowhere = os.dup(output), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, output)
    os.close(nowhere)
    by_line = 1 if os.isatty(ours) else -1
    sys.stdout = os.fdopen(ours, "w", by_line, encoding=sys.stdout.encoding, errors=sys.stdout.errors)
