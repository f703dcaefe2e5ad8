"""The command line: read what was asked for, do it, and say in Swedish how it went."""

from logistics.cli.main import main, run

__all__ = ["main", "run"]
