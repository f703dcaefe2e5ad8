"""Point at the line of a document where a value stands."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

from subsidy.errors import RuleFault

_HEADING = re.compile(r"\s*\[\[?\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?")
_PATH = re.compile(r"(\w+)\[(\d+)\](?:\.(\w+))?.*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The text of a document, to find lines in."""

    file: str
    text: str

    def fault(self, place: str, *, value: object = "", problem: str, remedy: str) -> RuleFault:
        """A fault at a key path as `rule[2].cap_percent`; the first rule is number 1."""
        return RuleFault(
            file=self.file,
            line=self.line_of(place),
            place=place,
            value=str(value),
            problem=problem,
            remedy=remedy,
        )

    def line_of(self, place: str) -> int | None:
        """The line of the value, counted from 1; that of its heading where it has none, None for no place."""
        path = _PATH.fullmatch(place)
        if path is None:
            return None
        heading, number, key = path[1], int(path[2]), path[3]
        seen, found = 0, None
        for line_number, line in enumerate(self.text.split("\n"), start=1):
            match = _HEADING.fullmatch(line)
            if match and match[1] == heading:
                seen += 1
                if seen == number:
                    found = line_number
            elif match and not match[1].startswith(f"{heading}."):
                seen += seen == number  # another heading ends the table
            elif seen == number and key and re.match(rf'\s*"?{re.escape(key)}"?\s*[.=]', line):
                return line_number
        return found


def did_you_mean(text: str, known: tuple[str, ...]) -> str | None:
    """A Swedish question that offers the known word nearest to `text`; None when none is near."""
    near = get_close_matches(text.casefold(), known, n=1)
    return f"Menade du ”{near[0]}”?" if near else None
