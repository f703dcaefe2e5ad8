"""Let compiled functions pass arrays on without counting references.

numba counts, atomically, the references to every array that a compiled function hands to another. The innermost
functions of the search are called millions of times a second, and the counting took most of their time. An array
borrowed here belongs to nobody: it must not outlive the call that borrowed it.
"""

from typing import Any

from numba import njit
from numba.core import cgutils
from numba.extending import intrinsic

from routes.solve.search.layout import Facts, State
from routes.solve.search.work import Work


@intrinsic
def borrowed(_typing: Any, array: Any) -> Any:
    """The same array without an owner."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        view = context.make_array(signature.args[0])(context, builder, arguments[0])
        view.meminfo = cgutils.get_null_value(view.meminfo.type)
        view.parent = cgutils.get_null_value(view.parent.type)
        return view._getvalue()  # noqa: SLF001  # numba's own way to write an array

    return array(array), generate


@njit(cache=True, nogil=True)
def borrowed_facts(facts):
    """The same facts, borrowed."""
    return Facts(
        borrowed(facts.calls),
        borrowed(facts.fleets),
        borrowed(facts.ways),
        borrowed(facts.stops),
        borrowed(facts.choices),
        borrowed(facts.days),
        borrowed(facts.near),
        borrowed(facts.may_serve),
        borrowed(facts.before),
        borrowed(facts.flags),
    )


@njit(cache=True, nogil=True)
def borrowed_state(state):
    """The same state, borrowed."""
    return State(
        borrowed(state.nodes),
        borrowed(state.slots),
        borrowed(state.choice),
        borrowed(state.at),
        borrowed(state.high),
        borrowed(state.runs),
    )


@njit(cache=True, nogil=True)
def borrowed_work(work):
    """The same notes, borrowed."""
    return Work(
        borrowed(work.counts),
        borrowed(work.stamps),
        borrowed(work.touched),
        borrowed(work.moved),
        borrowed(work.stops_out),
        borrowed(work.calls_out),
        borrowed(work.places),
        borrowed(work.told),
        borrowed(work.keys),
        borrowed(work.favours),
    )
