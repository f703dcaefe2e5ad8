"""Define the command `why`: what would a plan cost under a wish?"""

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated

import typer

from logistics.cli.answers import Answer
from logistics.cli.options import Json, Plan, Seed, TimeLimit, plan_file_name
from logistics.cli.progress import show_step, shown_planning
from logistics.cli.staging import staged
from logistics.cli.steps import explaining
from logistics.planfile import read_plan, write_plan
from logistics.questions.alternative import alternative
from logistics.questions.day_choices import choice_lines, choice_result, day_choices
from logistics.questions.questions import Questions
from logistics.questions.reading import find_named, read_weekdays, read_window
from logistics.questions.wish import Wish, wished
from logistics.questions.wording import answer_lines, answer_result
from routes.places import Window


def _weekdays(text: str) -> frozenset[int]:
    try:
        return read_weekdays(text)
    except ValueError:
        raise typer.BadParameter(f"”{text}” ska vara veckodagar som tis,fre.") from None


def _window(text: str) -> Window:
    try:
        return read_window(text)
    except ValueError:
        raise typer.BadParameter(f"”{text}” ska vara klockslag som 08:00-12:00.") from None


StopName = Annotated[
    str | None,
    typer.Option(
        "--stop", metavar="STOPP", help="Stoppet som önskemålet gäller: id, namn eller början av det."
    ),
]
Days = Annotated[
    frozenset[int] | None,
    typer.Option("--days", metavar="DAGAR", parser=_weekdays, help="Besök på just de dagarna, som tis,fre."),
]
Visits = Annotated[
    int | None, typer.Option("--visits", metavar="TAL", min=1, max=5, help="Så många besök i veckan.")
]
Before = Annotated[
    list[str] | None,
    typer.Option(
        "--before",
        metavar="STOPP",
        help="Före det stoppet på varje tur som har båda (kan anges flera gånger).",
    ),
]
ByVehicle = Annotated[
    list[str] | None,
    typer.Option("--vehicle", metavar="BIL", help="Bara med den bilen (kan anges flera gånger)."),
]
InWindow = Annotated[
    Window | None,
    typer.Option(
        "--window", metavar="KL-KL", parser=_window, help="Leveranstid, som 08:00-12:00, alla dagar."
    ),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="BIL", help="Utan den bilen (kan anges flera gånger)."),
]

AlternativeOut = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="FIL",
        callback=lambda path: path and plan_file_name(path),
        help="Spara också planen som uppfyller önskemålet.",
    ),
]


def why(
    plan: Plan,
    *,
    stop: StopName = None,
    days: Days = None,
    visits: Visits = None,
    before: Before = None,
    vehicle: ByVehicle = None,
    window: InWindow = None,
    without: Without = None,
    out: AlternativeOut = None,
    time_limit: TimeLimit = 60,
    seed: Seed = 1,
    as_json: Json = False,
) -> None:
    """Svara på vad ett önskemål kostar: andra dagar, fler besök, annan ordning, bil eller tid, en bil mindre.

    Med bara --stop: vad varje annat val av dagar för stoppet kostar.
    """
    of_stop = any((days, visits, before, vehicle, window))
    _refuse_half_a_wish(stop, asks=of_stop or bool(without), asks_of_stop=of_stop)
    if visits and days and visits < len(days):
        raise typer.BadParameter("färre besök än dagar.", param_hint="'--visits'")
    planned = read_plan(plan)
    questions = Questions(planned, seed=seed)
    stops = {each.id: each.name for each in planned.problem.stops}
    vehicles = {each.id: each.name for each in planned.problem.vehicles}
    stop_id = None if stop is None else find_named(stop, stops, "Stoppet")
    if stop_id is not None and not of_stop and not without:
        _days_answer(questions, stop_id, time_limit).show(as_json=as_json)
        return
    later = _ids(before, stops, "Stoppet") or frozenset()
    allowed, gone = _ids(vehicle, vehicles, "Bilen"), _ids(without, vehicles, "Bilen") or frozenset()
    if stop_id in later:
        raise typer.BadParameter("ett stopp kan inte komma före sig självt.", param_hint="'--before'")
    if allowed is not None and allowed <= gone:
        raise typer.BadParameter(
            "då är ingen bil kvar som får köra till stoppet (--vehicle).", param_hint="'--without'"
        )
    wish = Wish(
        stop_id=stop_id,
        weekdays=days,
        visits=visits,
        before=later,
        vehicle_ids=allowed,
        window=window,
        without=gone,
    )
    _wish_answer(questions, wish, time_limit, out).show(as_json=as_json)


def _days_answer(questions: Questions, stop_id: str, time_limit_s: float) -> Answer:
    show_step("Räknar på varje val av dagar")
    choices = day_choices(questions, stop_id, time_limit_s=time_limit_s)
    lines = choice_lines(choices, stop_id, questions.asked.problem)
    return Answer(lines=lines, result=choice_result(choices, stop_id))


def _wish_answer(questions: Questions, wish: Wish, time_limit_s: float, out: Path | None) -> Answer:
    planned = questions.asked
    problem = wished(planned.problem, wish)
    with ExitStack() as writing:
        aside = writing.enter_context(staged(out.parent)) if out else None
        with (
            explaining(problem, time_limit_s, questions.seed),
            shown_planning(planned.dataset, time_limit_s) as on_progress,
        ):
            answer = questions.ask(wish, time_limit_s=time_limit_s, on_progress=on_progress)
        if out and aside:
            write_plan(alternative(answer), aside / out.name)
    files = {"Plan": [out]} if out else {}
    return Answer(lines=answer_lines(answer), result=answer_result(answer), files=files)


def _ids(texts: list[str] | None, names: Mapping[str, str], what: str) -> frozenset[str] | None:
    return frozenset(find_named(text, names, what) for text in texts) if texts else None


def _refuse_half_a_wish(stop: str | None, *, asks: bool, asks_of_stop: bool) -> None:
    if asks_of_stop and stop is None:
        raise typer.BadParameter("vilket stopp gäller önskemålet?", param_hint="'--stop'")
    if not asks and stop is None:
        raise typer.BadParameter(
            "ange ett stopp, ett önskemål om det eller --without.", param_hint="'--stop'"
        )
