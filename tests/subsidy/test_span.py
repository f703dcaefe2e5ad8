"""What a span says of vectors is what elimination on paper says."""

from hypothesis import given
from hypothesis import strategies as st

from subsidy.span import Span

vectors = st.lists(st.lists(st.integers(-3, 3), min_size=4, max_size=4), max_size=6)


def test_a_combination_is_recognised() -> None:
    """(1, 1, 0) and (0, 1, 1) give (1, 2, 1), but not (1, 0, 0)."""
    span = Span()
    assert [span.extend(v) for v in ((1, 1, 0), (0, 1, 1), (1, 2, 1), (1, 0, 0))] == [True, True, False, True]
    assert span.rank == 3


def test_normals_on_paper() -> None:
    """What is orthogonal to (1, 1, 0) and (0, 2, 1): multiples of (1, -1, 2)."""
    span = Span()
    for vector in ((1, 1, 0), (0, 2, 1)):
        span.extend(vector)
    (normal,) = span.normals(3)
    assert [2 * value for value in normal] == [normal[2] * value for value in (1, -1, 2)]
    assert normal[2]


@given(vectors)
def test_normals_are_orthogonal_and_as_many_as_missing(drawn: list[list[int]]) -> None:
    """Together they tell exactly which vectors are in the span."""
    span = Span()
    for vector in drawn:
        span.extend(vector)
    normals = span.normals(4)
    assert len(normals) == 4 - span.rank
    assert all(sum(a * b for a, b in zip(v, w, strict=True)) == 0 for v in drawn for w in normals)
    assert all(any(normal) for normal in normals)
