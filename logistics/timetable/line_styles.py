"""Tell the runs of a day apart by colour and by dashes, so that either alone is enough."""

from dataclasses import dataclass

from logistics.timetable.model import RunSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LineStyle:
    """How a run is drawn, and what that looks like in words."""

    colour: str  # on white; the style sheet has its own for dark screens
    dashes: str  # SVG stroke-dasharray; empty for an unbroken line
    cap: str
    words: str  # Swedish


LINE_STYLES = (
    LineStyle(colour="#0b5fa5", dashes="", cap="butt", words="blå, heldragen"),
    LineStyle(colour="#b3400b", dashes="11 5", cap="butt", words="orange, streckad"),
    LineStyle(colour="#00705a", dashes="0.5 7", cap="round", words="grön, prickad"),
    LineStyle(colour="#8a2f8f", dashes="14 5 2.5 5", cap="butt", words="lila, streck och prick"),
    LineStyle(colour="#5b5200", dashes="5 3.5", cap="butt", words="oliv, tätt streckad"),
    LineStyle(colour="#a3174d", dashes="22 5 6 5", cap="butt", words="röd, långa och korta streck"),
)


def run_style(run: RunSheet) -> int:
    """Which of the line styles a run has on its day's map; they start over after the last."""
    return (run.number - 1) % len(LINE_STYLES)
