"""The command line: read what was asked for, do it, and say in Swedish how it went."""

import signal
import sys


def run() -> None:
    """The program `bokslinga`."""
    # A closed terminal window and a polite stop tidy up like Ctrl-C.
    for name in ("SIGHUP", "SIGTERM"):
        if hasattr(signal, name):  # Windows lacks one of them
            signal.signal(getattr(signal, name), signal.default_int_handler)
    try:
        # Loading takes a second, in which Ctrl-C must not end in a traceback.
        from logistics.cli.main import run_arguments

        status = run_arguments(sys.argv[1:])
    except KeyboardInterrupt:
        status = 130
    sys.exit(status)
