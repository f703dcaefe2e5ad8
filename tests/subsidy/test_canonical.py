"""One content has one spelling, so one fingerprint, on every machine."""

from hashlib import sha256

import pytest

from subsidy.canonical import canonical_bytes, fingerprint, fingerprint_of_bytes, parse_json


def test_the_order_of_names_and_the_layout_never_matter() -> None:
    """An editor that only saves a file anew does no harm."""
    laid_out = '{ "b": [1, null],\n "a": "å" }'
    assert b'{"a":"\\u00e5","b":[1,null]}' == canonical_bytes(parse_json(laid_out))
    assert fingerprint({"a": "å", "b": [1, None]}) == fingerprint(parse_json(laid_out))


def test_the_fingerprint_is_sha256_of_the_spelling() -> None:
    """Anybody can compute it with a tool of their own."""
    assert sha256(b'{"a":1}').hexdigest() == fingerprint({"a": 1})
    # FIPS 180-2, appendix B.1
    expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert expected == fingerprint_of_bytes(b"abc")


@pytest.mark.parametrize(
    "text", ['{"a":1,"a":2}', "1.0", "1e3", "NaN", "-Infinity", "{", b"\xff", "[" * 100_000]
)
def test_what_two_readers_could_take_for_different_things_is_refused(text: str | bytes) -> None:
    """A name that stands twice, and numbers that no two programs round alike."""
    with pytest.raises(ValueError, match=r".+"):
        parse_json(text)
