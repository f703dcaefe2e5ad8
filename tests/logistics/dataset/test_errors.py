"""A fault reads as one Swedish sentence."""

from logistics.errors import DataFaults, Fault


def test_a_fault_is_a_place_a_problem_and_a_remedy() -> None:
    """The sentence is what the planner sees on the command line and on the web."""
    fault = Fault(
        file="flows.csv",
        row=7,
        column="crates_per_week",
        value="-2",
        problem="”-2” är negativt",
        remedy="ange 0 eller mer",
    )
    expected = "flows.csv, rad 7, kolumn crates_per_week: ”-2” är negativt; ange 0 eller mer."
    assert expected == fault.sentence


def test_a_guess_is_put_as_a_question() -> None:
    """We do not know what was meant."""
    fault = Fault(file="a.xlsx", sheet="stops", problem="”KRA” är okänt", remedy="Menade du ”KAR”?")
    assert fault.sentence == "a.xlsx, blad stops: ”KRA” är okänt. Menade du ”KAR”?"


def test_the_error_says_every_fault() -> None:
    """Even a traceback tells what to do."""
    faults = tuple(Fault(file=file, problem="saknas", remedy="lägg till den") for file in ("a.csv", "b.csv"))
    assert str(DataFaults(faults)) == "a.csv: saknas; lägg till den.\nb.csv: saknas; lägg till den."
