"""Find rules of one name, and rules for the contribution that hold on the same day."""

from collections.abc import Sequence
from itertools import pairwise

from subsidy.errors import RuleFault
from subsidy.rulebook.places import Places
from subsidy.rules import ContributionRule


def find_twins(heading: str, ids: Sequence[object], places: Places) -> list[RuleFault]:
    """A fault for each rule whose id another before it has, as they stand there; None is no id."""
    return [
        places.fault(
            f"{heading}[{number}].id",
            value=id_,
            problem=f"”{id_}” är redan namnet på {heading}[{ids.index(id_) + 1}]",
            remedy="ge reglerna var sitt id",
        )
        for number, id_ in enumerate(ids, start=1)
        if id_ is not None and ids.index(id_) + 1 < number
    ]


def find_overlaps(rules: Sequence[ContributionRule | None], places: Places) -> list[RuleFault]:
    """A fault for each rule that begins before another has ended."""
    numbered = [(rule, number) for number, rule in enumerate(rules, start=1) if rule is not None]
    ordered = sorted(numbered, key=lambda pair: (pair[0].first_date, pair[0].last_date, pair[1]))
    return [
        places.fault(
            f"rule[{number}].first_date",
            value=later.first_date,
            problem=f"perioden överlappar den för ”{earlier.id}”, som slutar {earlier.last_date}",
            remedy="låt perioderna följa efter varandra",
        )
        for (earlier, _), (later, number) in pairwise(ordered)
        if later.first_date <= earlier.last_date
    ]
