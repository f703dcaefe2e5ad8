"""Name the inputs of a record that contradict each other, whether or not it can be computed again."""

from collections.abc import Iterator

from logistics.planfile.parts import Damaged, Part
from logistics.swedish import amount_text, list_text, number_text
from subsidy.canonical import parse_json


def contradictions(text: str | bytes) -> tuple[str, ...]:
    """What a record says in two ways, in Swedish; nothing where its parts cannot be found."""
    try:
        content = Part(value=parse_json(text))
    except ValueError:
        return ()
    return tuple(said for check in (_of_people, _of_names, _of_cost) for said in _found(check(content)))


def _found(said: Iterator[str]) -> Iterator[str]:
    """What a check says, until it meets a part that is not there."""
    try:
        yield from said
    except Damaged:
        return


def _of_people(content: Part) -> Iterator[str]:
    """Each municipality whose inhabitants are not as many everywhere."""
    said: dict[str, set[int]] = {}
    for id_, row in _rows_of_each(content):
        said.setdefault(id_, set()).add(row["population"].whole())
    for id_, counts in said.items():
        if len(counts) > 1:
            listed = list_text([number_text(count) for count in sorted(counts)])
            yield f"{_name(content, id_)} har på olika ställen {listed} invånare"


def _of_names(content: Part) -> Iterator[str]:
    """Each municipality that has several names."""
    said: dict[str, dict[str, None]] = {}
    for id_, row in _rows_of_each(content):
        said.setdefault(id_, {})[row["name"].text()] = None
    for id_, names in said.items():
        if len(names) > 1:
            yield f"{id_} heter på olika ställen {list_text(f'”{name}”' for name in names)}"


def _rows_of_each(content: Part) -> Iterator[tuple[str, Part]]:
    """What is said of each municipality and player, wherever it stands."""
    basis, own = content["basis"], dict(content["own"].fields())
    own_row = [own["municipality"]] if "municipality" in own else []
    yield from ((row["code"].text(), row) for row in (*basis["municipalities"].rows(), *own_row))
    yield from ((row["id"].text(), row) for row in basis["players"].rows())


def _name(content: Part, id_: str) -> str:
    rows = content["basis"]["players"].rows()
    return next((row["name"].text() for row in rows if row["id"].text() == id_), id_)


def _of_cost(content: Part) -> Iterator[str]:
    """The cost, where the runs come to another."""
    runs = list(content["own"]["runs"].rows())
    says_ore = content["basis"]["cost_ore"].whole()
    runs_ore = sum(run["cost_ore"].whole() * run["runs_in_period"].whole() for run in runs)
    if runs and says_ore != runs_ore:
        yield f"kostnaden att dela är {amount_text(says_ore)}, men turerna kostar {amount_text(runs_ore)}"
