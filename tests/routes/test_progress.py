"""Planning tells how far it has come, by a clock that the caller may give."""

import pytest

from routes.progress import Progress, Watch


def watch_of(*moments: float, limit_s: float = 10) -> tuple[Watch, list[Progress]]:
    reports: list[Progress] = []
    ticking = iter(moments)
    return Watch(time_limit_s=limit_s, on_progress=reports.append, clock=lambda: next(ticking)), reports


def test_time_is_counted_from_the_making_of_the_watch() -> None:
    """The limit is for this plan, not for the day."""
    watch, _ = watch_of(100.0, 103.0, 104.0)
    assert (3.0, 6.0) == (watch.spent_s, watch.left_s)


def test_time_left_is_negative_when_it_has_passed() -> None:
    """Whoever asks must see that there is none."""
    watch, _ = watch_of(0.0, 11.0)
    assert -1.0 == watch.left_s


def test_reports_carry_what_is_known() -> None:
    """The screen shows cost and bound as soon as they exist, and nothing before."""
    watch, reports = watch_of(0.0, 1.0, 2.0)
    watch.report("tables")
    watch.report("choose", incumbent_ore=5, bound_ore=4)
    expected = [
        Progress(stage="tables", seconds=1.0),
        Progress(stage="choose", incumbent_ore=5, bound_ore=4, seconds=2.0),
    ]
    assert expected == reports


@pytest.mark.parametrize("limit_s", [0, -1])
def test_no_time_is_no_limit(limit_s: int) -> None:
    """Zero might be taken for endless."""
    with pytest.raises(ValueError, match="time limit"):
        Watch(time_limit_s=limit_s)


def test_reports_may_be_ignored() -> None:
    """Nobody has to listen."""
    watch = Watch(time_limit_s=1.0)
    assert watch.report("check") is None
