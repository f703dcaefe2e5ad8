"""Declare the arguments and options that commands share, and give help in Swedish."""

from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup

rich_utils.ARGUMENTS_PANEL_TITLE = "Argument"
rich_utils.OPTIONS_PANEL_TITLE = "Alternativ"
rich_utils.COMMANDS_PANEL_TITLE = "Kommandon"
rich_utils.DEFAULT_STRING = "[annars: {}]"
rich_utils.REQUIRED_LONG_STRING = "[måste anges]"

_USAGE_WORDS = {
    "Usage:": "Skriv:",
    "[OPTIONS]": "[ALTERNATIV]",
    "COMMAND [ARGS]...": "KOMMANDO ...",
}


class SwedishCommand(TyperCommand):
    """A command whose help is Swedish also where typer has no setting for it."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return _in_swedish(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how the command is written."""
        return _usage_in_swedish(super().get_usage(ctx))


class SwedishGroup(TyperGroup):
    """The program, with the same help."""

    def get_help_option(self, ctx: Any) -> Any:
        """The option --help."""
        return _in_swedish(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        """The line that shows how the program is written."""
        return _usage_in_swedish(super().get_usage(ctx))


def plan_file_name(path: Path) -> Path:
    """The name itself; only .json, so that a plan never overwrites the data it was made from."""
    if path.suffix.casefold() != ".json":
        raise typer.BadParameter(f"”{path}” ska sluta på .json.")
    return path


def workbook_name(path: Path) -> Path:
    """The name itself; only .xlsx, and never a file that somebody may have filled in."""
    if path.suffix.casefold() != ".xlsx":
        raise typer.BadParameter(f"”{path}” ska sluta på .xlsx.")
    return path


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"bokslinga {version('bokslinga')}")
        raise typer.Exit


Data = Annotated[
    Path, typer.Argument(metavar="DATA", help="Datamängden: en mapp med CSV-filer eller en Excelfil (.xlsx).")
]
Plan = Annotated[Path, typer.Argument(metavar="PLAN", help="En plan som bokslinga plan har sparat (.json).")]
PlanFiles = Annotated[
    list[Path],
    typer.Argument(
        metavar="PLAN",
        help="Planen (.json); flera om tidtabellen byts under perioden, som vårens och höstens.",
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Svara med JSON på stdout i stället för text.")]
TimeLimit = Annotated[
    float,
    typer.Option("--time-limit", metavar="SEKUNDER", min=1, max=86400, help="Högst så lång tid att räkna."),
]
Seed = Annotated[
    int,
    typer.Option(
        "--seed",
        metavar="TAL",
        min=0,
        help="Slumptalens början: samma data och tal ger samma plan, om inte tiden tar slut först.",
    ),
]
Today = Annotated[
    datetime | None,
    typer.Option(
        "--today",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Dagen som tidtabellen tas fram och ”nästa besök” räknas från; annars dagens datum.",
    ),
]
LastYear = Annotated[
    list[Path] | None,
    typer.Option(
        "--last-year",
        metavar="PLAN",
        help="Planen för året eller perioden före: då visar beskeden också vad som har ändrats. Kan anges flera"
        " gånger, om tidtabellen byttes.",
    ),
]
Created = Annotated[
    datetime | None,
    typer.Option(
        "--created",
        metavar="DATUM",
        formats=["%Y-%m-%d"],
        help="Dagen som betalnings- och bokföringsfilerna skapas; annars beslutets dag.",
    ),
]
Version = Annotated[
    bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Visa programmets version.")
]
TemplatePath = Annotated[
    Path, typer.Argument(metavar="PATH.xlsx", callback=workbook_name, help="Arbetsboken som ska skapas.")
]
PlanOut = Annotated[
    Path, typer.Option("--out", metavar="FIL", callback=plan_file_name, help="Planfilen som ska skrivas.")
]
FolderOut = Annotated[
    Path,
    typer.Option("--out", metavar="MAPP", help="Mappen som filerna ska skrivas i; den skapas vid behov."),
]


def _in_swedish(help_option: Any) -> Any:
    help_option.help = "Visa den här hjälpen."
    return help_option


def _usage_in_swedish(usage: str) -> str:
    for english, swedish in _USAGE_WORDS.items():
        usage = usage.replace(english, swedish)
    return usage
