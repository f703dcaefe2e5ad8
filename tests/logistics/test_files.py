"""File names that every system can keep, and files that are whole."""

from pathlib import Path

import pytest

from logistics.files import distinct_slugs, replace_files, slug, write_whole


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Årjängs bibliotek", "arjangs-bibliotek"),
        ("  Kil / Öst  ", "kil-ost"),
        ("../../etc", "etc"),
        ("CON", "con-1"),
        ("å̊", "a"),
        ("…", "namn-1"),
    ],
)
def test_slugs_are_plain(text, expected):
    """A name may hold anything; a file name may not leave its folder nor be a Windows device."""
    assert expected == slug(text)


def test_names_that_resemble_each_other_get_files_of_their_own():
    """Two libraries sharing a file would show one library the other's van."""
    assert {"A": "a", "a": "a-2", "Å": "a-3"} == distinct_slugs(["Å", "a", "A"])


def test_a_numbered_slug_does_not_take_another_s():
    """`a-2` is someone's own name."""
    assert 3 == len(set(distinct_slugs(["a", "A", "a-2"]).values()))


def test_nothing_is_left_beside_a_written_file(tmp_path):
    """A reader looks into the folder."""
    write_whole(tmp_path / "in" / "a.txt", b"x")
    assert [Path("a.txt")] == [path.relative_to(tmp_path / "in") for path in (tmp_path / "in").iterdir()]


def test_a_file_that_cannot_be_replaced_keeps_its_content(tmp_path):
    """Half a new file is worse than a whole old one."""
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(OSError, match=r"a\.txt"):
        write_whole(tmp_path / "a.txt", b"x")
    assert ["a.txt"] == [path.name for path in tmp_path.iterdir()]


def test_where_one_file_cannot_be_written_none_is(tmp_path):
    """The payments of January without those of July look like all of them."""
    with pytest.raises(OSError, match="bbb"):
        replace_files(tmp_path, {"a.txt": b"x", "b" * 300: b"y"})
    assert [] == list(tmp_path.iterdir())
