"""Run the program as a person does and as another program does, and catch what it answers."""

import contextlib
import io
import json

from logistics.cli.main import main


def run(*arguments):
    """Status, stdout and stderr."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main([str(argument) for argument in arguments])
    return status, out.getvalue().replace("\u00a0", " "), err.getvalue().replace("\u00a0", " ")


def found(*arguments):
    """What a command answers a program."""
    status, out, err = run(*arguments, "--json")
    assert 0 == status, err
    return json.loads(out)
