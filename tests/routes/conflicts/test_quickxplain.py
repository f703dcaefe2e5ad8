"""A conflict is impossible, and nothing in it can be left out."""

from hypothesis import given
from hypothesis import strategies as st

from routes.conflicts.quickxplain import minimal_conflict

CLASHES = st.lists(st.frozensets(st.integers(0, 9), min_size=1, max_size=4), min_size=1, max_size=4)


@given(CLASHES)
def test_a_conflict_is_one_of_the_least_clashes(clashes):
    """Against the definition: of the sets that clash, one within which no other lies."""
    found = frozenset(
        minimal_conflict(tuple(range(10)), lambda kept: not any(c <= set(kept) for c in clashes))
    )
    assert found in clashes
    assert not any(clash < found for clash in clashes)


def test_what_is_impossible_without_anything_needs_nothing():
    """The background alone is the conflict."""
    assert () == minimal_conflict((1, 2), lambda _kept: False)


def test_a_judge_who_knows_little_gets_too_large_a_conflict_never_a_wrong_one():
    """Only the whole is known to be impossible, so the whole is answered."""
    assert (1, 2, 3) == minimal_conflict((1, 2, 3), lambda kept: len(kept) < 3)


def test_few_questions_find_a_small_conflict_among_many():
    """Two of sixty-four: some thirty questions, not sixty-four."""
    asked = []

    def is_possible(kept):
        asked.append(kept)
        return not {10, 40} <= set(kept)

    assert (10, 40) == minimal_conflict(tuple(range(64)), is_possible)
    assert len(asked) <= 2 * 2 * 6 + 2
