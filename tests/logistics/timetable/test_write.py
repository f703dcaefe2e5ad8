"""A whole folder of timetables."""

import pytest

from logistics.timetable import build_timetable, write_timetables
from tests.logistics.timetable.county import county_season


def test_everything_is_written_index_first(tmp_path):
    """15 pages and pictures, a workbook per run, a workbook and a calendar per library."""
    written = write_timetables(build_timetable(county_season()), tmp_path / "out")
    files = sorted(path for path in (tmp_path / "out").rglob("*") if path.is_file())
    expected = (tmp_path / "out" / "index.html", 15 + 4 + 2 * 5, files)
    assert expected == (written[0], len(written), sorted(written))


def test_writing_twice_gives_the_same_bytes(tmp_path):
    """A season's files can be compared with last season's."""
    timetable = build_timetable(county_season())
    once, twice = (write_timetables(timetable, tmp_path / name) for name in ("a", "b"))
    assert [path.read_bytes() for path in once] == [path.read_bytes() for path in twice]


def test_a_folder_that_cannot_be_made_is_an_os_error(tmp_path):
    """The command line turns it into a sentence."""
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OSError, match="out"):
        write_timetables(build_timetable(county_season()), tmp_path / "out")
