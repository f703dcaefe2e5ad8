"""Run a command and turn every refusal into sentences on stderr and an exit status."""

import sys
from collections.abc import Sequence

import typer

from logistics.cli.commands import app
from logistics.cli.output import keep_output
from logistics.cli.refusals import os_sentence, refused_sentences, usage_sentence
from logistics.errors import LogisticsError
from routes.errors import RoutesError
from subsidy.errors import SubsidyError

DONE, REFUSED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def run_arguments(arguments: Sequence[str]) -> int:
    """The exit status of the program run with these arguments, on whatever console there is."""
    keep_output()
    for stream in (sys.stdout, sys.stderr):
        # An old Windows console cannot show every letter: better a question mark than a crash.
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # both are text files here
    return main(arguments)


def main(arguments: Sequence[str]) -> int:
    """The exit status: 0 done, 1 refused with a sentence, 2 wrong usage, 3 not all compared, 130 interrupted."""
    try:
        status = app(arguments, prog_name="bokslinga", standalone_mode=False)
    except (LogisticsError, RoutesError, SubsidyError) as refusal:
        return _say(refused_sentences(refusal), REFUSED)
    except OSError as refusal:
        return _say([os_sentence(refusal)], REFUSED)
    except typer.TyperException as fault:
        hint = "Skriv bokslinga --help för att se alla kommandon."
        return _say([usage_sentence(fault.format_message()), hint], WRONG_USAGE)
    except SystemError as failure:
        # Ctrl-C within a compiled function comes out of numba as this, with the interrupt as its cause.
        if not isinstance(failure.__cause__, KeyboardInterrupt):
            raise
        status = INTERRUPTED
    if status == INTERRUPTED:
        return _say(["Avbrutet. Inga halvskrivna filer finns kvar."], INTERRUPTED)
    return status or DONE


def _say(sentences: Sequence[str], status: int) -> int:
    for sentence in sentences:
        typer.echo(sentence, err=True)
    return status
