"""Word for the screen and as JSON for whom proposed rules change what."""

from collections.abc import Iterator
from fractions import Fraction

from logistics.comparing.columns import Line, kronor_text, row_text
from logistics.comparing.preview import Change, Figures, Preview, Previews, part_of, percent_tenths
from logistics.comparing.rule_changes import rule_changes
from logistics.swedish import MINUS, NO_BREAK_SPACE, amount_text, count_text, dates_text
from subsidy.levels import Bound
from subsidy.rules import ContributionRule

_BOUNDS: dict[Bound | None, str] = {"floor": "golvet", "cap": "taket", None: ""}
_HEADS = ("Bidrag nu", "Bidrag nytt", "Ändring", "i procent", "Kostnadsandel", "Betalar själv")
_WIDTHS = (14, 14, 14, 11, 14, 14)


def preview_lines(previews: Previews) -> list[Line]:
    """What every proposed rule changes and for whom, then the rules that are not compared."""
    lines = [line for preview in previews.changed for line in (*_lines_of(preview), ("", ""))][:-1]
    if not previews.changed and not previews.past:
        lines.append(("Förslaget", "ändrar inget som påverkar beloppen"))
    lines += [("Oförändrad", f"{_named(rule)} är som i datamängden") for rule in previews.unchanged]
    passed = "ändras men har redan upphört: pröva den med planen för den tiden"
    return [*lines, *(("Prövas inte", f"{_named(rule)} {passed}") for rule in previews.past)]


def preview_result(previews: Previews) -> dict[str, object]:
    """The same for a program."""
    return {
        "proposals": [_result_of(preview) for preview in previews.changed],
        "unchanged_rules": [rule.id for rule in previews.unchanged],
        "past_rules": [rule.id for rule in previews.past],
    }


def compared_texts(preview: Preview) -> tuple[str, str]:
    """Which rule is compared with which, and whose costs are used."""
    basis, old, new = preview.after.basis, preview.before.rule, preview.after.rule
    period = (basis.first_date, basis.last_date)
    if period == (old.first_date, old.last_date) == (new.first_date, new.last_date):
        return f"{new.id} jämförs med datamängdens {old.id}.", f"Båda gäller {dates_text(*period)}."
    used = (
        f"Båda är räknade på planens kostnader och mått för {dates_text(*period)}, inte för förslagets tid."
    )
    return f"{_named(new)} jämförs med datamängdens {_named(old)}.", used


def _lines_of(preview: Preview) -> Iterator[Line]:
    yield from zip(("Förslaget", ""), compared_texts(preview), strict=True)
    changes = rule_changes(preview.before.rule, preview.after.rule)
    if not changes:
        yield "", "Det ändrar inget som påverkar beloppen."
        return
    yield from ((change.label, f"{change.before} → {change.after}") for change in changes)
    yield "", ""
    yield "Kommun", row_text(_HEADS, _WIDTHS)
    for change in preview.changes:
        yield change.name, row_text(_cells(change.before, change.after), _WIDTHS)
    yield "Summa", row_text(_cells(_sum(preview, after=False), _sum(preview, after=True)), _WIDTHS)
    yield "", "De två sista kolumnerna visar ändringen i kronor."
    yield from _bound_lines(preview)
    yield from _left_lines(preview)
    yield from (("Anmärkning", note) for note in preview.notes)


def _result_of(preview: Preview) -> dict[str, object]:
    rule = preview.after.rule
    return {
        "rule": preview.before.rule.id,
        "proposed_rule": rule.id,
        "first_date": rule.first_date.isoformat(),
        "last_date": rule.last_date.isoformat(),
        "compared": " ".join(compared_texts(preview)),
        "rule_changes": [
            {"what": change.label, "before": change.before, "after": change.after}
            for change in rule_changes(preview.before.rule, rule)
        ],
        "notes": list(preview.notes),
        "left_ore": {"before": preview.before.split.left_ore, "after": preview.after.split.left_ore},
        "players": {change.id: _change_result(change) for change in preview.changes},
    }


def _named(rule: ContributionRule) -> str:
    return f"{rule.id} ({dates_text(rule.first_date, rule.last_date)})"


def bound_text(before: Bound | None, after: Bound | None) -> str:
    """What happens with the bound that holds an award; "" when nothing does."""
    if before == after:
        return ""
    begins = f"{_BOUNDS[after]} börjar gälla" if after else ""
    ends = f"{_BOUNDS[before]} slutar gälla" if before else ""
    return " och ".join(text for text in (ends, begins) if text)


def _change_result(change: Change) -> dict[str, object]:
    part = part_of(change.after.award_ore - change.before.award_ore, change.before.award_ore)
    return {
        "name": change.name,
        "before": _figures(change.before),
        "after": _figures(change.after),
        "award_change_ore": change.after.award_ore - change.before.award_ore,
        "award_change_part": None if part is None else str(part),
        "own_change_ore": change.after.own_ore - change.before.own_ore,
    }


def _figures(figures: Figures) -> dict[str, object]:
    return {
        "cost_ore": figures.cost_ore,
        "award_ore": figures.award_ore,
        "own_ore": figures.own_ore,
        "bound": figures.bound,
    }


def _cells(before: Figures, after: Figures) -> tuple[str, ...]:
    award_ore = after.award_ore - before.award_ore
    part = part_of(award_ore, before.award_ore)
    return (
        kronor_text(before.award_ore),
        kronor_text(after.award_ore),
        _signed(award_ore),
        "–" if part is None else percent_change(part),
        _signed(after.cost_ore - before.cost_ore),
        _signed(after.own_ore - before.own_ore),
    )


def percent_change(part: Fraction) -> str:
    """A change in percent with one decimal and its sign."""
    tenths = percent_tenths(part)
    sign = "+" if tenths > 0 else MINUS if tenths < 0 else ""
    return f"{sign}{abs(tenths) // 10},{abs(tenths) % 10}{NO_BREAK_SPACE}%"


def _sum(preview: Preview, *, after: bool) -> Figures:
    figures = [change.after if after else change.before for change in preview.changes]
    return Figures(
        cost_ore=sum(each.cost_ore for each in figures),
        award_ore=sum(each.award_ore for each in figures),
        bound=None,
    )


def _signed(ore: int) -> str:
    return f"{'+' if ore > 0 else ''}{kronor_text(ore)}"


def _bound_lines(preview: Preview) -> Iterator[Line]:
    for change in preview.changes:
        if text := bound_text(change.before.bound, change.after.bound):
            yield change.name, text


def _left_lines(preview: Preview) -> Iterator[Line]:
    before_ore, after_ore = preview.before.split.left_ore, preview.after.split.left_ore
    if before_ore or after_ore:
        because = preview.after.split.left_because or preview.before.split.left_because
        yield "Blir över", f"{amount_text(before_ore)} → {amount_text(after_ore)} ({because})"
    losers = [change for change in preview.changes if change.after.own_ore > change.before.own_ore]
    winners = [change for change in preview.changes if change.after.own_ore < change.before.own_ore]
    yield "Betalar mer", count_text(len(losers), "deltagare", "deltagare")
    yield "Betalar mindre", count_text(len(winners), "deltagare", "deltagare")
