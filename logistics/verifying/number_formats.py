"""Tell whether two number formats show the same, and whether one shows something else than the number."""

import re
from collections.abc import Iterator

Shown = tuple[str, ...]  # codes such as 0 and #, and what stands there as it is, each character in “ ”
_NO_BREAK_SPACE = "\u00a0"
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|[\\*](?P<escaped>.)|(?P<gap>_.)|\[\$(?P<currency>[^\]-]*)(?:-[^\]]*)?\]'
    r"|(?P<bracket>\[[^\]]*\])|(?P<general>general)|(?P<end>;)|(?P<code>[0#?.,%@/ymdhse])|(?P<literal>.)",
    re.IGNORECASE | re.DOTALL,
)
_PLACEHOLDER = re.compile(r"[0#?@ymdhs]|general")
_SCALED = re.compile(r"[0#?],+(?![0#?,])")  # each such comma divides by a thousand
_MISLEADING = re.compile(r"\[[<>=]|white|vit|color|färg")  # shown on a condition, or in a colour of its own
_ZERO, _DASHES = 2, {"–", "-", "0"}  # the section of zeros, and what may stand there for one


def sections(code: str) -> tuple[Shown, ...]:
    """What a format shows of positive numbers, negative ones, zero and text, however it is spelled.

    The language of the number is left out, and so are the ways in which programs write spaces and signs.

    >>> sections('[$-41D]#,##0.00" kr"') == sections('#,##0.00\\\\ "kr"')
    True
    """
    found: list[list[str]] = [[]]
    for kind, text in _tokens(code):
        if kind == "end":
            found.append([])
        elif kind in ("code", "bracket", "general"):
            found[-1].append(text.casefold())
        else:
            found[-1] += (f"“{' ' if each == _NO_BREAK_SPACE else each}”" for each in text)
    return tuple(map(tuple, found))


def shows_something_else(code: str) -> bool:
    """Whether a reader is shown another number than the cell's, or none."""
    return any(_misleads(part, number) for number, part in enumerate(sections(code or "General")))


def _tokens(code: str) -> Iterator[tuple[str, str]]:
    for token in _TOKEN.finditer(code):
        kind = str(token.lastgroup)
        yield kind, " " if kind == "gap" else str(token[kind] or "")


def _misleads(part: Shown, number: int) -> bool:
    text = "".join(each[1] for each in part if each.startswith("“"))
    codes = "".join(each for each in part if not each.startswith("“"))
    if not _PLACEHOLDER.search(codes):
        return not (number == _ZERO and text.strip() in _DASHES)
    return (
        any(map(str.isdigit, text))
        or _SCALED.search(codes) is not None
        or _MISLEADING.search(codes) is not None
    )
