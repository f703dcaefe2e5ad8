"""Write what each key is, whether it can be used and, if it shared the cost alone, who would leave: Nycklar."""

import textwrap
from fractions import Fraction

from logistics.comparing.comparison import Comparison, KeyResult
from subsidy.keys import KEYS
from subsidy.workbook.book import Book, Content, Table

_USED = "Ja"
_CHARACTERS = 200  # of a line of text across the sheet


def write_keys(book: Book, comparison: Comparison) -> None:
    """Write one row for the rule and one per key, with the reasons of those that cannot be used."""
    sheet = book.add_sheet("Nycklar", (24, 46, 42, 34, 34, 13, 17), landscape=True)
    lead = (
        comparison.unjudged
        or "Till höger: hur många grupper som skulle få det billigare på egen hand om kostnaden delades så, och "
        "den största vinsten."
    )
    table = Table(sheet, sheet.write_heading("Nycklar", lead), len(comparison.results) + 1)
    keys = [KEYS[result.name] for result in comparison.results]
    table.add("name", "Nyckel", "strong_label", ["Enligt regeln", *(key.swedish for key in keys)])
    table.add("sentence", "Förklaring", "wrap", ["Regelns vägda nycklar.", *(key.sentence for key in keys)])
    table.add("formula", "Formel", "wrap", ["", *(key.formula for key in keys)])
    table.add("cost", "Kan dela kostnaden", "wrap", [_USED, *map(_cost_text, comparison.results)])
    table.add("split", "Kan dela bidraget", "wrap", [_USED, *map(_split_text, comparison.results)])
    judged = [comparison.rule_judgement, *(result.judgement for result in comparison.results)]
    groups: list[Content] = ["–" if each is None else each.fairness.n_complaints for each in judged]
    table.add("groups", "Grupper billigare ensamma", "ore", groups)
    gains: list[Content] = ["–" if each is None else Fraction(each.monthly_gain_ore, 100) for each in judged]
    table.add("gain", "Största vinsten i månaden", "kr", gains)
    sheet.freeze(table)
    lines = [line for note in comparison.notes for line in textwrap.wrap(note, _CHARACTERS)]
    for offset, line in enumerate(lines, start=1):
        sheet.write(table.total_row + offset, 0, line, "lead")


def _cost_text(result: KeyResult) -> str:
    return "\n".join(result.cost_reasons) or _USED


def _split_text(result: KeyResult) -> str:
    if result.split_reasons and result.split_reasons == result.cost_reasons:
        return "Nej, av samma skäl"
    return "\n".join(result.split_reasons) or _USED
