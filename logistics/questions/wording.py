"""Word the answer to a question, for the screen and as JSON."""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from decimal import Decimal

from logistics.questions.moves import Change, Move
from logistics.questions.questions import Answer, Figures
from logistics.questions.wish import Wish
from logistics.swedish import (
    MINUS,
    NO_BREAK_SPACE,
    alphabetical,
    amount_text,
    clock,
    clock_span,
    count_text,
    distance_text,
    duration_text,
    list_text,
    number_text,
    weekday_name,
    weekdays_text,
)
from routes.problem import Problem

Line = tuple[str, str]  # a label, and what is said of it


def answer_lines(answer: Answer) -> list[Line]:
    """What the wish costs, what is proven, and what would move."""
    before, after, more = answer.before, answer.after, answer.difference
    costs = f"{amount_text(after.cost_ore)} i stället för {amount_text(before.cost_ore)}"
    return [
        ("Önskemål", wish_text(answer.wish, answer.asked.problem)),
        (
            "Kostnad",
            f"{signed(more.cost_ore, amount_text)} i veckan{_share_text(before, more)}: {costs}",
        ),
        ("Körsträcka", f"{signed(more.distance_m, distance_text)}, till {distance_text(after.distance_m)}"),
        ("Förartid", f"{signed(more.driver_s, duration_text)}, till {duration_text(after.driver_s)}"),
        ("Bevisat", _proof_text(answer)),
        *(("Obs", text) for text in _remarks(answer)),
        *_move_lines(answer),
    ]


def answer_result(answer: Answer) -> dict[str, object]:
    """The same as `answer_lines`, for a program."""
    certificate = answer.certificate
    return {
        "wish": {name: _plain(value) for name, value in asdict(answer.wish).items()},
        "cost_ore": certificate.cost_ore,
        "lower_bound_ore": certificate.lower_bound_ore,
        "is_optimal": certificate.is_optimal,
        "method": certificate.method,
        "ended_by": certificate.ended_by,
        "before": asdict(answer.before),
        "after": asdict(answer.after),
        "difference": asdict(answer.difference),
        "asked_is_optimal": answer.asked.certificate.is_optimal,
        "shares_run": answer.shares_run if answer.wish.before else None,
        "moves": [asdict(move) for move in answer.moves],
    }


def wish_text(wish: Wish, problem: Problem) -> str:
    """The wish in words."""
    return "; ".join(_wished(wish, problem))


def signed(amount: int, text: Callable[[int], str]) -> str:
    """An amount with its sign: `+12,50 kr`, `−3,0 km`, `±0 min`."""
    sign = "+" if amount > 0 else MINUS if amount < 0 else "±"
    return f"{sign}{text(abs(amount))}"


def _wished(wish: Wish, problem: Problem) -> Iterator[str]:
    if wish.stop_id is not None:
        name = problem.stop(wish.stop_id).name
        if wish.weekdays is not None:
            also = f", {_times(wish.visits)} i allt" if (wish.visits or 0) > len(wish.weekdays) else ""
            yield f"{name} besöks på {weekdays_text(sorted(wish.weekdays))}{also}"
        elif wish.visits is not None:
            yield f"{name} besöks {_times(wish.visits)} i veckan"
        if wish.vehicle_ids is not None:
            vehicles = list_text(problem.vehicle(id_).name for id_ in sorted(wish.vehicle_ids))
            yield f"{name} besöks bara av {vehicles}"
        if wish.window is not None:
            yield f"{name} tar emot {clock_span(wish.window.opens_s, wish.window.closes_s)}"
        if wish.before:
            others = list_text(problem.stop(id_).name for id_ in sorted(wish.before))
            yield f"{name} kommer före {others} på varje gemensam tur"
    if wish.without:
        yield f"utan {list_text(problem.vehicle(id_).name for id_ in sorted(wish.without))}"


def _times(visits: int | None) -> str:
    return count_text(visits or 0, "gång", "gånger")


def _share_text(before: Figures, more: Figures) -> str:
    if not before.cost_ore:
        return ""
    percent = Decimal(100 * abs(more.cost_ore)) / before.cost_ore
    sign = "+" if more.cost_ore > 0 else MINUS if more.cost_ore < 0 else "±"
    return f" ({sign}{number_text(percent, 2)}{NO_BREAK_SPACE}%)"


def _proof_text(answer: Answer) -> str:
    certificate = answer.certificate
    if certificate.is_optimal:
        return "ingen plan som uppfyller önskemålet kostar mindre"
    if certificate.lower_bound_ore is None:
        return "ingenting: önskemålet kan gå att uppfylla billigare"
    bound = amount_text(certificate.lower_bound_ore)
    return f"ingen plan som uppfyller önskemålet kostar mindre än {bound}"


def _remarks(answer: Answer) -> Iterator[str]:
    asked, wish = answer.asked.certificate, answer.wish
    if not asked.is_optimal:
        most = (
            "hur mycket billigare den kunde vara är inte känt"
            if asked.lower_bound_ore is None
            else f"den kan kosta upp till {amount_text(asked.cost_ore - asked.lower_bound_ore)} mer än nödvändigt"
        )
        yield (
            f"planen i filen är inte bevisat billigast ({most}), så en del av skillnaden kan komma av det och"
            " inte av önskemålet"
        )
    if wish.before and not answer.shares_run:
        yield (
            "inget av stoppen som skulle komma efter är på samma tur, så ordningen har ingen betydelse i den här"
            " planen"
        )


def _move_lines(answer: Answer) -> Iterator[Line]:
    problem = answer.problem
    moves = sorted(answer.moves, key=lambda move: alphabetical(problem.stop(move.stop_id).name))
    own = [move for move in moves if move.stop_id == answer.wish.stop_id]
    others = [move for move in moves if move.stop_id != answer.wish.stop_id]
    for move in own:
        yield "Själv", _move_text(move, problem)
    if not others:
        yield "Flyttas", "inga andra stopp"
    for number, move in enumerate(others):
        head = f"{problem.stop(move.stop_id).name}: {_move_text(move, problem)}"
        yield "" if number else "Flyttas", head


def _move_text(move: Move, problem: Problem) -> str:
    parts = []
    if move.is_other_days:
        parts.append(f"{weekdays_text(move.days_after)} i stället för {weekdays_text(move.days_before)}")
    parts += [_change_text(change, problem) for change in move.changes]
    return "; ".join(parts)


def _change_text(change: Change, problem: Problem) -> str:
    parts = []
    if change.is_other_vehicle:
        parts.append(f"med {problem.vehicle(change.vehicle_after).name}")
    if change.is_other_time:
        parts.append(f"{clock(change.begin_after_s)} i stället för {clock(change.begin_before_s)}")
    return f"{weekday_name(change.weekday)} {' '.join(parts)}"


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value
