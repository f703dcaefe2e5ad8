"""Read what a plan file says of its plan's quality: whether the words are known, not whether they are true."""

from dataclasses import dataclass
from typing import cast, get_args

from logistics.planfile.parts import Damaged, Part
from routes.certificate import EndedBy, Method
from routes.duals import Duals


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The fields of `routes.certificate.Certificate` that a file holds, as it states them."""

    cost_ore: int
    lower_bound_ore: int | None
    method: Method
    seed: int
    ended_by: EndedBy
    rounding_ore: int
    duals: Duals | None


def read_stated(part: Part) -> Stated:
    """The certificate of a file; Damaged where something is missing, unknown, no number or too large."""
    part.only(*Stated.__dataclass_fields__)
    bound, seed = part["lower_bound_ore"], part["seed"]
    if seed.whole(most=None) < 0:  # any number is a seed, however long, but for negative ones
        raise Damaged(seed.place, "är mindre än noll")
    return Stated(
        cost_ore=part["cost_ore"].whole(),
        lower_bound_ore=None if bound.is_empty else bound.whole(),
        method=cast("Method", part["method"].one_of(get_args(Method))),
        seed=seed.whole(most=None),
        ended_by=cast("EndedBy", part["ended_by"].one_of(get_args(EndedBy))),
        rounding_ore=part["rounding_ore"].whole(),
        duals=_duals(part["duals"]),
    )


def _duals(part: Part) -> Duals | None:
    if part.is_empty:
        return None
    part.only(*Duals.__dataclass_fields__)
    try:
        return Duals(
            visits={stop_id: _wholes(days) for stop_id, days in part["visits"].fields()},
            runs=_wholes(part["runs"]),
            by_gap={stop_id: tuple(map(_wholes, days.rows())) for stop_id, days in part["by_gap"].fields()},
        )
    except ValueError as fault:
        raise Damaged(part.place) from fault


def _wholes(part: Part) -> tuple[int, ...]:
    return tuple(value.whole() for value in part.rows())
