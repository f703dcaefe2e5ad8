"""A plan edited by hand: what its table says, what it costs, which rules it breaks."""

import csv
from pathlib import Path

import pytest

from logistics.editing import edit_plan, plan_table
from logistics.errors import DataFaults

HEADINGS = "weekday;vehicle;run;position;stop;departure"


@pytest.fixture
def write(tmp_path):
    """Writes a table and gives its path."""

    def _write(text, *, encoding="utf-8"):
        path = tmp_path / "tabell.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return _write


@pytest.fixture
def edit(planned, write):
    """The plan's own table with some of its rows changed, by what they are now."""

    def _edit(change, **how):
        rows = list(csv.DictReader(plan_table(planned).decode("utf-8-sig").splitlines(), delimiter=";"))
        rows = change(rows) or rows
        lines = [";".join(row[name] for name in HEADINGS.split(";")) for row in rows]
        return edit_plan(planned, write("\n".join([HEADINGS, *lines]), **how))

    return _edit


def faults(planned, path):
    """Row, column and value of every fault."""
    with pytest.raises(DataFaults) as refusal:
        edit_plan(planned, path)
    return [(fault.row, fault.column, fault.value) for fault in refusal.value.faults]


def row_of(rows, weekday, stop):
    return next(row for row in rows if (row["weekday"], row["stop"]) == (weekday, stop))


def broken(edited):
    return {violation.rule for violation in edited.violations}


def test_the_plans_own_table_changes_nothing(planned, tmp_path):
    """Not a second, not an öre."""
    (tmp_path / "tabell.csv").write_bytes(plan_table(planned))
    edited = edit_plan(planned, tmp_path / "tabell.csv")
    assert (planned.plan, (), edited.before) == (edited.plan, edited.violations, edited.after)


def test_excel_opens_the_table_in_swedish(planned):
    """A byte order mark for the letters, semicolons for the columns."""
    text = plan_table(planned).decode("utf-8")
    assert text.startswith("\ufeffweekday;vehicle;run;position;stop;name;departure;planned\r\n")
    assert len(text.splitlines()) == 1 + sum(len(run.visits) for run in planned.plan.runs)


def test_an_order_turned_is_timed_and_priced_anew(edit):
    """Kil first or last: the same way, but Kil takes deliveries from 08:30 only."""
    before = edit(lambda _rows: None)

    def turned(rows):
        for row in rows:
            if row["weekday"] == "man":
                row["position"] = {"1": "2", "2": "1"}[row["position"]]

    after = edit(turned)
    assert () == after.violations
    assert [v.stop_id for v in before.plan.runs[0].visits] == [v.stop_id for v in after.plan.runs[0].visits][
        ::-1
    ]
    assert before.after.distance_m == after.after.distance_m


def test_a_departure_is_kept_to_the_minute(edit):
    """The planner's word is law; what it costs is told. Karlstad is served at the hub, from eight."""
    edited = edit(lambda rows: row_of(rows, "tis", "KAR").update(departure="07:50"))
    (run,) = edited.plan.runs_on(1)
    assert (7 * 3600 + 50 * 60, 8 * 3600) == (run.depart_s, run.visits[0].begin_s)
    assert 600 == edited.after.driver_s - edited.before.driver_s
    assert 6258 == edited.after.cost_ore - edited.before.cost_ore  # ten minutes at 375,50 kr/h: 62,58 kr


def test_a_departure_too_early_breaks_a_rule(edit):
    """Both sides: at seven the van may leave, a minute before it may not."""
    at_seven = edit(lambda rows: row_of(rows, "tis", "KAR").update(departure="07:00"))
    before_seven = edit(lambda rows: row_of(rows, "tis", "KAR").update(departure="06:59"))
    assert (set(), {"hours_kept"}) == (broken(at_seven), broken(before_seven))


def test_a_stop_moved_to_a_closed_day_breaks_rules(edit):
    """Säffle takes deliveries on Thursdays only, and Kil on Mondays and Wednesdays."""
    edited = edit(
        lambda rows: row_of(rows, "tor", "SAF").update(weekday="tis", vehicle="bil-1", position="2")
    )
    assert {"window_kept"} == broken(edited)
    (move,) = (each for each in edited.moves if each.stop_id == "SAF")
    assert ((3,), (1,)) == (move.days_before, move.days_after)


def test_a_visit_left_out_moves_its_crates_to_the_others(edit):
    """Kil's crates of a whole week come on the one day that is left: 6.25 and 4, rounded up."""
    edited = edit(lambda rows: [row for row in rows if row is not row_of(rows, "ons", "KIL")])
    (visit,) = (v for run in edited.plan.runs for v in run.visits if v.stop_id == "KIL")
    assert (7, 4) == (visit.delivered_crates, visit.collected_crates)
    assert {"visits_a_week", "longest_gap"} == broken(edited)


def test_a_library_left_out_altogether_breaks_a_rule(edit):
    """It is not served at all."""
    edited = edit(lambda rows: [row for row in rows if row["stop"] != "SAF"])
    assert "visits_a_week" in broken(edited)
    assert [()] == [move.days_after for move in edited.moves if move.stop_id == "SAF"]


def test_a_second_run_of_a_van_is_timed_after_the_first(edit):
    """It may not make two, and is told so; its times make sense all the same."""

    def parted(rows):
        row_of(rows, "man", "KAR").update(run="2", position="1")

    edited = edit(parted)
    first, second = edited.plan.runs_on(0)
    assert {"runs_of_a_vehicle"} == broken(edited)
    assert second.depart_s >= first.return_s


NAMES = {
    "short Swedish days": ("mån", "Kil"),
    "Swedish days": ("måndag", "Kils bibliotek"),
    "English days": ("Monday", "kil"),
    "plural": ("måndagar", "KIL"),
}


@pytest.mark.parametrize("case", NAMES)
def test_names_and_days_are_understood_as_people_write_them(edit, case):
    """Nobody remembers ids."""
    day, stop = NAMES[case]

    def renamed(rows):
        row_of(rows, "man", "KIL").update(weekday=day, stop=stop, vehicle="Bokbil 1")

    assert not edit(renamed).violations


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "windows-1252", "utf-16"])
def test_every_encoding_of_excel_is_read(edit, encoding):
    """An old Excel saves CSV in Windows-1252."""
    assert not edit(
        lambda rows: row_of(rows, "man", "KIL").update(weekday="mån"), encoding=encoding
    ).violations


def test_all_faults_are_told_at_once(planned, write):
    """Each with its row, column and value."""
    path = write(
        "weekday;vehicle;position;stop;departure\n"
        "lör;bil-1;1;KAR;\n"
        "man;bil-9;1;KAR;\n"
        "man;bil-1;ett;KAR;\n"
        "man;bil-1;1;Örebro;\n"
        "man;bil-1;2;;\n"
        "man;bil-1;3;KIL;kvart i nio\n"
    )
    assert [
        (2, "weekday", "lör"),
        (3, "vehicle", "bil-9"),
        (4, "position", "ett"),
        (5, "stop", "Örebro"),
        (6, "stop", ""),
        (7, "departure", "kvart i nio"),
    ] == faults(planned, path)


def test_a_library_twice_on_a_day_is_a_fault(planned, write):
    """Whichever van comes: which of the rows was meant?"""
    path = write("weekday;vehicle;position;stop\ntor;bil-1;1;KAR\ntor;bil-2;1;Karlstads bibliotek\n")
    assert [(3, "stop", "Karlstads bibliotek")] == faults(planned, path)


def test_a_place_of_a_run_twice_is_a_fault(planned, write):
    """The order would be anybody's guess."""
    path = write("weekday;vehicle;position;stop\nman;bil-1;1;KAR\nman;bil-1;1;KIL\n")
    assert [(3, "position", "1")] == faults(planned, path)


def test_two_departures_of_a_run_are_a_fault(planned, write):
    """A van leaves once."""
    path = write(f"{HEADINGS}\nman;bil-1;1;1;KAR;07:30\nman;bil-1;1;2;KIL;07:45\n")
    assert [(3, "departure", "07:45")] == faults(planned, path)


@pytest.mark.parametrize("text", ["", "\n\n", "weekday;vehicle;position;stop\n", "en helt annan fil"])
def test_a_file_without_a_plan_is_refused(planned, write, text):
    """Never a plan without visits, never a guess."""
    assert faults(planned, write(text))


def test_a_workbook_is_refused(planned, tmp_path):
    """The table is CSV."""
    (tmp_path / "tabell.csv").write_bytes(b"PK\x03\x04\x00\x00")
    assert [(None, None, "")] == faults(planned, tmp_path / "tabell.csv")


def test_a_file_that_is_not_there_is_an_os_error(planned):
    """The command line turns it into a sentence."""
    with pytest.raises(FileNotFoundError):
        edit_plan(planned, Path("finns-inte.csv"))
