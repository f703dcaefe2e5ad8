"""Name the inputs of a record that contradict each other, so that it cannot be computed again."""

from collections.abc import Iterator

from logistics.planfile.parts import Damaged, Part
from logistics.swedish import amount_text, list_text, number_text
from subsidy.canonical import parse_json


def contradictions(text: str | bytes) -> tuple[str, ...]:
    """What a record says in two ways, in Swedish; nothing where its parts cannot be found."""
    try:
        content = Part(value=parse_json(text))
        return (*_of_people(content), *_of_cost(content))
    except (Damaged, ValueError):
        return ()


def _of_people(content: Part) -> Iterator[str]:
    """Each municipality whose inhabitants are not as many everywhere."""
    basis, own = content["basis"], dict(content["own"].fields())
    said: dict[str, set[int]] = {}
    own_row = [own["municipality"]] if "municipality" in own else []
    for row in (*basis["municipalities"].rows(), *own_row):
        said.setdefault(row["code"].text(), set()).add(row["population"].whole())
    for row in basis["players"].rows():
        said.setdefault(row["id"].text(), set()).add(row["population"].whole())
    names = {row["id"].text(): row["name"].text() for row in basis["players"].rows()}
    for id_, counts in said.items():
        if len(counts) > 1:
            listed = list_text([number_text(count) for count in sorted(counts)])
            yield f"{names.get(id_, id_)} har på olika ställen {listed} invånare"


def _of_cost(content: Part) -> Iterator[str]:
    """The cost, where the runs come to another."""
    runs = list(content["own"]["runs"].rows())
    says_ore = content["basis"]["cost_ore"].whole()
    runs_ore = sum(run["cost_ore"].whole() * run["runs_in_period"].whole() for run in runs)
    if runs and says_ore != runs_ore:
        yield f"kostnaden att dela är {amount_text(says_ore)}, men turerna kostar {amount_text(runs_ore)}"
