"""Standard output holds what the program says, and nothing of what compiled libraries print."""

import subprocess
import sys

PROGRAM = """
import ctypes, os
from logistics.cli.output import keep_output

libc = ctypes.CDLL(None) if os.name == "posix" else ctypes.cdll.msvcrt
print("före")
keep_output()
libc.puts(b"from a library")
os.write(1, b"past every buffer")
print("åäö")
"""


def test_what_a_library_prints_is_not_heard():
    """Its buffer is written when the process ends, long after the answer."""
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", PROGRAM], capture_output=True, check=True)
    assert "före\nåäö\n" == done.stdout.decode().replace("\r\n", "\n")


def test_output_that_is_no_file_is_left_alone():
    """As in a notebook, or while tests listen."""
    lines = ("import io, sys", "from logistics.cli.output import keep_output", "sys.stdout = io.StringIO()")
    program = "\n".join((*lines, "keep_output()", "sys.__stdout__.write('1')"))
    assert b"1" == subprocess.run([sys.executable, "-c", program], capture_output=True, check=True).stdout
