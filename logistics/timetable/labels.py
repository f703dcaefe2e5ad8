"""Place names on a map where they hide neither each other nor what they name."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from logistics.timetable.projection import Point

Anchor = Literal["start", "middle", "end"]
Box = tuple[float, float, float, float]  # left, top, right, bottom
Segment = tuple[Point, Point]

LETTER_EM = 0.66  # width of an average bold letter; generous, as the reader's font is not known
LINE_EM = 1.2
NEAR, FAR = 5.0, 20.0  # between a mark and its label, in units of the picture
ROUNDS = 4  # of letting every label look again for a better place
COVERED, CROSSED, OUTSIDE = 3.0, 0.6, 50.0  # cost per area covered, per length crossed, per unit outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on the map that wants a label; `half_width` and `half_height` are its own extent."""

    point: Point
    half_width: float
    half_height: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Where a label's lines stand: the baseline of the first, and how they hang on it."""

    lines: tuple[str, ...]
    at: Point
    anchor: Anchor
    box: Box
    leader: Segment | None  # a thin line to the mark, for a label that had to move away


def place_labels(
    marks: Sequence[Mark], drawn: Sequence[Segment], *, size: tuple[float, float], font: float
) -> tuple[Label, ...]:
    """A label for every mark, in the same order, with as little overlap as a greedy search finds.

    Every label may stand on any side of its mark, near or further off with a leader line. Each takes the
    place that covers least of the other labels, the marks and the `drawn` lines, given where the others
    stand; a few rounds settle it. The same input always gives the same answer.
    """
    choices = [_candidates(mark, font) for mark in marks]
    taken = [options[0] for options in choices]
    solid = [_extent(mark) for mark in marks]
    for _ in range(ROUNDS):
        for n, options in enumerate(choices):
            others = [label.box for m, label in enumerate(taken) if m != n] + solid
            costs = [rank * 4 + _cost(label.box, others, drawn, size) for rank, label in enumerate(options)]
            taken[n] = options[costs.index(min(costs))]
    return tuple(taken)


def overlap(a: Box, b: Box) -> float:
    """The area two boxes share."""
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across * down if across > 0 and down > 0 else 0.0


def _extent(mark: Mark) -> Box:
    (x, y), w, h = mark.point, mark.half_width, mark.half_height
    return x - w, y - h, x + w, y + h


def _candidates(mark: Mark, font: float) -> list[Label]:
    """Right, left, below, above and the corners; then the same further off."""
    sides = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (1, 1), (-1, -1), (-1, 1))
    return [_label(mark, font, side, distance) for distance in (NEAR, FAR) for side in sides]


def _label(mark: Mark, font: float, side: tuple[int, int], distance: float) -> Label:
    (x, y), (right, down) = mark.point, side
    width = max(len(line) for line in mark.lines) * font * LETTER_EM
    height = len(mark.lines) * font * LINE_EM
    reach = distance * (0.7 if right and down else 1.0)
    anchor_x = x + right * (mark.half_width * (0.7 if down else 1.0) + reach)
    left = {1: anchor_x, 0: anchor_x - width / 2, -1: anchor_x - width}[right]
    middle_y = y + down * (mark.half_height + reach * (0.5 if down and not right else 0.6) + height / 2)
    box = (left, middle_y - height / 2, left + width, middle_y + height / 2)
    anchors: dict[int, Anchor] = {1: "start", 0: "middle", -1: "end"}
    near_edge = (min(max(x, box[0]), box[2]), min(max(y, box[1]), box[3]))
    return Label(
        lines=mark.lines,
        at=(anchor_x, box[1] + font * 0.95),
        anchor=anchors[right],
        box=box,
        leader=(mark.point, near_edge) if distance == FAR else None,
    )


def _cost(box: Box, others: Sequence[Box], drawn: Sequence[Segment], size: tuple[float, float]) -> float:
    outside = max(0.0, -box[0]) + max(0.0, -box[1]) + max(0.0, box[2] - size[0]) + max(0.0, box[3] - size[1])
    covered = sum(overlap(box, other) for other in others)
    crossed = sum(_length_inside(box, segment) for segment in drawn)
    return covered * COVERED + crossed * CROSSED + outside * OUTSIDE


def _length_inside(box: Box, segment: Segment) -> float:
    """The length of a segment within a box (Liang and Barsky 1984: clip against one edge after another)."""
    (x0, y0), (x1, y1) = segment
    dx, dy = x1 - x0, y1 - y0
    enter, leave = 0.0, 1.0
    for step, room in ((-dx, x0 - box[0]), (dx, box[2] - x0), (-dy, y0 - box[1]), (dy, box[3] - y0)):
        if step == 0:
            if room < 0:
                return 0.0
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    return max(0.0, leave - enter) * float((dx * dx + dy * dy) ** 0.5)
