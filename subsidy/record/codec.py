"""Turn frozen dataclasses into JSON and back, by their own annotations: a new field needs no new code.

What stands for one of several classes is marked with the name of its class, under "type".
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from functools import cache
from types import NoneType, UnionType
from typing import Literal, Union, cast, get_args, get_origin, get_type_hints

from subsidy.canonical import Json

KIND = "type"
LARGEST = 10**15  # of all numbers in a record: no budget has as many öre, and no count is as large


@dataclass(frozen=True, slots=True)
class Derived:
    """A class of which only some fields are kept: the others are computed again from them."""

    fields: tuple[str, ...]
    make: Callable[..., object]  # by the names of the fields


@dataclass(frozen=True, slots=True)
class Kinds:
    """Classes that are not kept as they stand."""

    marked: Mapping[str, type] = field(default_factory=dict)  # by their names
    derived: Mapping[type, Derived] = field(default_factory=dict)


_TEXTS: Mapping[type, Callable[[str], object]] = {
    Fraction: Fraction,
    Decimal: Decimal,
    date: date.fromisoformat,
}


class Damaged(ValueError):
    """What stands at a place of a record cannot stand there."""

    def __init__(self, place: str) -> None:
        self.place = place.lstrip(".")
        super().__init__(self.place)


class TooLarge(Damaged):
    """A number is larger than any sum or count can be."""

    def __init__(self, place: str, value: int | Fraction | Decimal) -> None:
        self.value = value
        super().__init__(place)


def encoded(value: object, kinds: Kinds) -> Json:
    """The JSON of a value.

    Raises
    ------
    TypeError
        It holds something that has no exact text, such as a float or a function.
    """
    if isinstance(value, Enum):
        return encoded(value.value, kinds)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Fraction | Decimal | date):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Mapping):
        return {str(key): encoded(part, kinds) for key, part in value.items()}
    if isinstance(value, tuple | list):
        return [encoded(part, kinds) for part in value]
    if isinstance(value, frozenset):
        return [encoded(part, kinds) for part in sorted(value)]
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value)
        mark: dict[str, Json] = {KIND: kind.__name__} if kinds.marked.get(kind.__name__) is kind else {}
        return mark | {name: encoded(getattr(value, name), kinds) for name in _kept(kind, kinds)}
    raise TypeError(f"{type(value).__name__} has no place in a record")


def decoded(hint: object, content: Json, kinds: Kinds, place: str) -> object:
    """The value of an annotation that a JSON stands for; `place` says where it stands.

    Raises
    ------
    Damaged
        The JSON stands for no such value.
    """
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return _any_of(parts, content, kinds, place)
    if origin is Literal:
        return content if content in parts else _refuse(place)
    if origin is tuple:
        return _tuple(parts, content, kinds, place)
    if origin is frozenset:
        return frozenset(_tuple((parts[0], ...), content, kinds, place))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping(parts, content, kinds, place)
    if isinstance(hint, type):
        return _instance(hint, content, kinds, place)
    raise TypeError(f"{place}: no record holds {hint}")


def _instance(kind: type, content: Json, kinds: Kinds, place: str) -> object:
    if kind is NoneType:
        return None if content is None else _refuse(place)
    if kind in (bool, int, str):
        return _bounded(content, place) if type(content) is kind else _refuse(place)
    if kind in _TEXTS or issubclass(kind, Enum):
        return _from_text(_TEXTS.get(kind, kind), content, place)
    if not isinstance(content, dict):
        return _refuse(place)
    if is_dataclass(kind) and kinds.marked.get(kind.__name__) is not kind:
        return _dataclass(kind, content, kinds, place)
    marked = kinds.marked.get(str(content.get(KIND)))
    if marked is None:
        return _refuse(f"{place}.{KIND}")
    rest = {name: part for name, part in content.items() if name != KIND}
    return _dataclass(marked, rest, kinds, place)


def _any_of(parts: tuple[object, ...], content: Json, kinds: Kinds, place: str) -> object:
    """The first of several annotations that fits; the fault at the deepest place, when none does."""
    faults = [Damaged(place)]
    for part in parts:
        try:
            return decoded(part, content, kinds, place)
        except Damaged as fault:
            faults.append(fault)
    raise max(faults, key=lambda fault: (len(fault.place), isinstance(fault, TooLarge)))


def _tuple(parts: tuple[object, ...], content: Json, kinds: Kinds, place: str) -> tuple[object, ...]:
    if not isinstance(content, list):
        raise Damaged(place)
    hints = (parts[0],) * len(content) if parts[1:] == (...,) else parts
    if len(hints) != len(content):
        raise Damaged(place)
    pairs = enumerate(zip(hints, content, strict=True))
    return tuple(decoded(hint, part, kinds, f"{place}[{i}]") for i, (hint, part) in pairs)


def _mapping(parts: tuple[object, ...], content: Json, kinds: Kinds, place: str) -> object:
    if not isinstance(content, dict):
        return _refuse(place)
    of_key, of_part = parts
    return {
        _key(of_key, name, kinds, f"{place}.{name}"): decoded(of_part, part, kinds, f"{place}.{name}")
        for name, part in content.items()
    }


def _key(hint: object, name: str, kinds: Kinds, place: str) -> object:
    if hint is int:
        return _from_text(int, name, place)
    return decoded(hint, name, kinds, place)


def _from_text(make: Callable[[str], object], content: Json, place: str) -> object:
    """What a text stands for, if it is spelled in the one way that we spell it."""
    if not isinstance(content, str):
        return _refuse(place)
    try:
        value = make(content)
    except (ValueError, ZeroDivisionError, InvalidOperation):
        return _refuse(place)
    spelled = str(value) if type(value) is int else encoded(value, Kinds())
    return _bounded(value, place) if spelled == content else _refuse(place)


def _bounded(value: object, place: str) -> object:
    """The value, if it is no number beyond what any can be."""
    if isinstance(value, int | Fraction | Decimal) and not -LARGEST <= value <= LARGEST:
        raise TooLarge(place, value)
    return value


def _dataclass(kind: type, content: dict[str, Json], kinds: Kinds, place: str) -> object:
    hints, kept = _hints(kind), _kept(kind, kinds)
    if unknown := sorted(content.keys() - set(kept)):
        return _refuse(f"{place}.{unknown[0]}")
    values = {
        each.name: decoded(hints[each.name], content[each.name], kinds, f"{place}.{each.name}")
        for each in fields(kind)
        if each.name in kept and _is_stated(each, content, place)
    }
    make = kinds.derived[kind].make if kind in kinds.derived else cast("Callable[..., object]", kind)
    try:
        return make(**values)
    except ValueError as fault:
        raise Damaged(place) from fault


def _kept(kind: type, kinds: Kinds) -> tuple[str, ...]:
    if kind in kinds.derived:
        return kinds.derived[kind].fields
    return tuple(each.name for each in fields(kind))


def _is_stated(each: Field[object], content: dict[str, Json], place: str) -> bool:
    """Whether a field stands in the record; one with a default may be missing: the record is older than it."""
    if each.name not in content and each.default is MISSING and each.default_factory is MISSING:
        raise Damaged(f"{place}.{each.name}")
    return each.name in content


@cache
def _hints(kind: type) -> Mapping[str, object]:
    return get_type_hints(kind)


def _refuse(place: str) -> object:
    raise Damaged(place)
