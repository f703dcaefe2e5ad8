"""Say in Swedish what is wrong with a text that is no TOML."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal

_WRITE_VALUES = (
    "skriv text inom citattecken, tal utan mellanslag och med decimalpunkt, och datum som 2026-01-07"
)
# What tomllib says in English; the first that fits.
_PROBLEMS = (
    ("Cannot overwrite a value", "namnet står redan tidigare", "behåll ett av värdena"),
    ("Duplicate inline table key", "namnet står två gånger inom klammern", "behåll ett av värdena"),
    (
        "Cannot declare",
        "rubriken står redan tidigare",
        "behåll en av dem, eller skriv [[ ]] om den får upprepas",
    ),
    ("Expected '=' after a key", "likhetstecknet efter namnet saknas", "skriv raden som namn = värde"),
    ("Invalid initial character for a key part", "namnet går inte att läsa", "skriv raden som namn = värde"),
    ("Invalid value", "värdet går inte att läsa", _WRITE_VALUES),
    ("Invalid date or datetime", "datumet finns inte i kalendern", "ange ett datum som 2026-01-07"),
    ("Invalid statement", "raden går inte att läsa", "skriv raden som namn = värde"),
    ("Expected newline or end of document", "det står något efter värdet", _WRITE_VALUES),
    ("Unclosed array", "hakparentesen stängs aldrig", "avsluta listan med ]"),
    ("Unclosed inline table", "klammern stängs aldrig på raden", "avsluta den med } på samma rad"),
    ("Unterminated string", "citattecknet stängs aldrig", "avsluta texten med ett citattecken"),
    ("Illegal character", "texten stängs inte på raden", "avsluta texten med ett citattecken"),
    (
        "Unescaped '\\' in a string",
        "bakstrecket går inte att läsa",
        "skriv \\\\ eller '…' i stället för \"…\"",
    ),
    ("Expected ']", "hakparentesen stängs inte", "skriv rubriken som [[rule]]"),
)
_UNKNOWN = ("texten går inte att läsa som TOML", "jämför med rules.toml i exempeldata")


@dataclass(frozen=True, slots=True, kw_only=True)
class SyntaxProblem:
    """Where a text stops being TOML, and why."""

    line: int  # from 1
    problem: str  # Swedish
    remedy: str  # Swedish


def find_syntax_problem(text: str) -> SyntaxProblem | None:
    """What is wrong first; None when the text is TOML."""
    try:
        tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as refusal:
        return _explained(str(refusal), text)
    except (
        RecursionError,
        ValueError,
        ArithmeticError,
    ):  # brackets without end, numbers of thousands of digits
        return SyntaxProblem(line=1, problem=_UNKNOWN[0], remedy=_UNKNOWN[1])
    return None


def _explained(message: str, text: str) -> SyntaxProblem:
    found = re.search(r"at line (\d+)", message)
    line = int(found[1]) if found else max(1, text.count("\n"))
    problem, remedy = next(
        ((problem, remedy) for start, problem, remedy in _PROBLEMS if message.startswith(start)), _UNKNOWN
    )
    return SyntaxProblem(line=line, problem=problem, remedy=remedy)
