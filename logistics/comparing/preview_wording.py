"""Word for the screen and as JSON for whom a proposed rule changes what."""

from collections.abc import Iterator
from fractions import Fraction

from logistics.comparing.preview import Change, Figures, Preview, part_of
from logistics.comparing.rule_changes import rule_changes
from logistics.swedish import NO_BREAK_SPACE, amount_text, count_text
from subsidy.levels import Bound
from subsidy.wording import format_kr

Line = tuple[str, str]
_BOUNDS: dict[Bound | None, str] = {"floor": "golvet", "cap": "taket", None: ""}
_HEADS = ("Bidrag nu", "Bidrag nytt", "Ändring", "i procent", "Kostnadsandel", "Betalar själv")
_WIDTHS = (14, 14, 14, 11, 14, 14)


def preview_lines(preview: Preview) -> list[Line]:
    """What the proposal changes in the rule, every player's change, the sums, and the bounds that change."""
    changes = rule_changes(preview.before.rule, preview.after.rule)
    if not changes:
        return [("Förslaget", "ändrar inget som påverkar beloppen")]
    return [
        *((change.label, f"{change.before} → {change.after}") for change in changes),
        ("", ""),
        ("Kommun", _row(_HEADS)),
        *((change.name, _row(_cells(change.before, change.after))) for change in preview.changes),
        ("Summa", _row(_cells(_sum(preview, after=False), _sum(preview, after=True)))),
        ("", "De två sista kolumnerna visar ändringen i kronor."),
        *_bound_lines(preview),
        *_left_lines(preview),
        *(("Anmärkning", note) for note in preview.notes),
    ]


def preview_result(preview: Preview) -> dict[str, object]:
    """The same for a program."""
    return {
        "rule": preview.before.rule.id,
        "proposed_rule": preview.after.rule.id,
        "rule_changes": [
            {"what": change.label, "before": change.before, "after": change.after}
            for change in rule_changes(preview.before.rule, preview.after.rule)
        ],
        "notes": list(preview.notes),
        "left_ore": {"before": preview.before.split.left_ore, "after": preview.after.split.left_ore},
        "players": {change.id: _change_result(change) for change in preview.changes},
    }


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
        _kr(before.award_ore),
        _kr(after.award_ore),
        _signed(award_ore),
        "–" if part is None else percent_change(part),
        _signed(after.cost_ore - before.cost_ore),
        _signed(after.own_ore - before.own_ore),
    )


def percent_change(part: Fraction) -> str:
    """A change in percent with one decimal and its sign."""
    tenths = round(abs(part) * 1_000)
    sign = "+" if part > 0 else "−" if part < 0 else ""
    return f"{sign}{tenths // 10},{tenths % 10}{NO_BREAK_SPACE}%"


def _sum(preview: Preview, *, after: bool) -> Figures:
    figures = [change.after if after else change.before for change in preview.changes]
    return Figures(
        cost_ore=sum(each.cost_ore for each in figures),
        award_ore=sum(each.award_ore for each in figures),
        bound=None,
    )


def _row(cells: tuple[str, ...]) -> str:
    return "".join(f"{cell:>{width}}" for cell, width in zip(cells, _WIDTHS, strict=True))


def _kr(ore: int) -> str:
    return format_kr(ore).removesuffix(f"{NO_BREAK_SPACE}kr")


def _signed(ore: int) -> str:
    return f"{'+' if ore > 0 else ''}{_kr(ore)}"


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
