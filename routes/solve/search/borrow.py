"""Borrow all arrays of the search at once, see `routes.solve.borrowing`."""

from numba import njit

from routes.solve.borrowing import borrowed
from routes.solve.search.layout import Facts, State
from routes.solve.search.work import Work


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
