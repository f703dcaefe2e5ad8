"""Word a judgement for the screen and as JSON."""

from fractions import Fraction

from logistics.swedish import amount_text
from subsidy.fairness import Complaint, whole_ore
from subsidy.judgement import Judgement, describe_mix

_SHOWN = 5  # groups on the screen; all that are known are in the JSON


def fairness_lines(judgement: Judgement) -> list[tuple[str, str]]:
    """How the cost is shared, the verdict, and the groups with most to gain."""
    week, period = amount_text(whole_ore(Fraction(judgement.week_ore))), amount_text(judgement.period_ore)
    shown = judgement.fairness.complaints[:_SHOWN]
    return [
        ("Kostnaden delas", describe_mix(judgement.mix)),
        ("Kostnad", f"{week} i veckan, {period} i perioden"),
        ("Omdöme", judgement.verdict),
        ("Kärnan", judgement.core_sentence.removeprefix("Kärnan ")),
        *((f"Grupp {number}", judgement.describe(each)) for number, each in enumerate(shown, start=1)),
    ]


def fairness_result(judgement: Judgement) -> dict[str, object]:
    """The same for a program; sums are whole öre."""
    fairness = judgement.fairness
    least = fairness.least_core
    return {
        "shared_by": {name: str(weight) for name, weight in judgement.mix.parts},
        "week_ore": whole_ore(Fraction(judgement.week_ore)),
        "period_ore": judgement.period_ore,
        "verdict": judgement.verdict,
        "core_is_empty": fairness.core_is_empty,
        "least_excess_ore_a_week": None if least is None else whole_ore(least.excess_ore),
        "complaining_groups": fairness.n_complaints,
        "largest_gain_ore_a_week": whole_ore(fairness.largest_gain_ore),
        "largest_gain_ore_a_month": judgement.monthly_gain_ore,
        "groups": [_group(judgement, complaint) for complaint in fairness.complaints],
        "worst_of": {id_: _group(judgement, complaint) for id_, complaint in fairness.worst_of.items()},
    }


def _group(judgement: Judgement, complaint: Complaint) -> dict[str, object]:
    return {
        "members": list(complaint.members),
        "pays_ore_a_week": whole_ore(complaint.pays_ore),
        "alone_ore_a_week": whole_ore(Fraction(complaint.alone_ore)),
        "gain_ore_a_week": whole_ore(complaint.gain_ore),
        "gain_ore_a_month": whole_ore(complaint.gain_ore * judgement.per_month),
        "sentence": judgement.describe(complaint),
    }
