"""Spell JSON in one way only, and fingerprint it."""

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import NoReturn

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]  # no float: a figure is whole or a text


def canonical_bytes(content: Json) -> bytes:
    """The content in ASCII without spaces, the names of every object in order.

    Examples
    --------
    >>> canonical_bytes({"b": 1, "a": "å"})
    b'{"a":"\\\\u00e5","b":1}'
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def fingerprint(content: Json) -> str:
    """SHA-256, in hexadecimal, of the content: however it is laid out, and in whatever order names stand."""
    return sha256(canonical_bytes(content)).hexdigest()


def fingerprint_of_bytes(content: bytes) -> str:
    """SHA-256, in hexadecimal, of a file as it stands."""
    return sha256(content).hexdigest()


def parse_json(text: str | bytes) -> Json:
    """The content of a JSON text.

    Raises
    ------
    ValueError
        The text is no JSON, holds a number that is not whole, or names something twice in one object: two
        readers could then take it for two different things.
    """
    try:
        content: Json = json.loads(
            text, object_pairs_hook=_once, parse_float=_refuse_number, parse_constant=_refuse_number
        )
    except RecursionError as fault:
        raise ValueError("the text is nested too deeply") from fault
    return content


def _once(pairs: Iterable[tuple[str, Json]]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name, part in pairs:
        if name in found:
            raise ValueError(f"{name!r} stands twice in one object")
        found[name] = part
    return found


def _refuse_number(text: str) -> NoReturn:
    raise ValueError(f"not a whole number: {text}")
