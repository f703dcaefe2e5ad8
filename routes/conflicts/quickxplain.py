"""Find a set of things that cannot hold together, none of which could be left out."""

from collections.abc import Callable
from typing import TypeVar

Item = TypeVar("Item")


def minimal_conflict(
    items: tuple[Item, ...], is_possible: Callable[[tuple[Item, ...]], bool]
) -> tuple[Item, ...]:
    """A part of `items` that is impossible together, and possible without any one of them.

    `items` as a whole must be impossible. Where `is_possible` says True of something impossible, more is kept
    than must be; the answer is impossible in any case.

    Source
    ------
    QuickXplain: Junker 2004, "Preferred explanations and relaxations for over-constrained problems".
    """
    if not is_possible(()):
        return ()
    kept = set(_needed(items, (), is_possible, grown=False))
    return tuple(item for item in items if item in kept)


def _needed(
    items: tuple[Item, ...],
    given: tuple[Item, ...],
    is_possible: Callable[[tuple[Item, ...]], bool],
    *,
    grown: bool,
) -> tuple[Item, ...]:
    """What of `items` must be added to `given` to make it impossible; `grown`: `given` is not yet tried."""
    if grown and not is_possible(given):
        return ()
    if len(items) <= 1:
        return items
    first, second = items[: len(items) // 2], items[len(items) // 2 :]
    of_second = _needed(second, given + first, is_possible, grown=True)
    of_first = _needed(first, given + of_second, is_possible, grown=bool(of_second))
    return of_first + of_second
