"""Write the timetable as web pages that need nothing but themselves."""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from logistics import swedish
from logistics.files import slug
from logistics.timetable.closures import closure_notice, closure_text, delay_text, library_closures
from logistics.timetable.day_map import draw_day
from logistics.timetable.drawing import FONT
from logistics.timetable.line_styles import LINE_STYLES, run_style
from logistics.timetable.model import Library, RunSheet, Timetable
from logistics.timetable.week_map import draw_week

SHOWN_DATES = 10  # before the reader has to ask for the rest
WORDING = (
    "clock",
    "clock_span",
    "count_text",
    "dates_text",
    "distance_text",
    "duration_text",
    "long_date",
    "weekday_name",
    "weekday_short",
)


def site_pages(timetable: Timetable) -> Iterator[tuple[str, bytes]]:
    """Every page and the map as a picture: path within the site, and content."""
    env = _environment(timetable)
    yield "index.html", _page(env, "index.html", root="", here="index", visit_count=_visit_count(timetable))
    yield "karta.html", _map_page(env, timetable)
    yield "karta.svg", _map_picture(env, timetable)
    for weekday in timetable.weekdays:
        yield f"dag/{_day_slug(weekday)}.html", _day_page(env, timetable, weekday)
    for run in timetable.runs:
        yield f"tur/{run.id}.html", _sheet_page(env, run)
    for library in timetable.libraries:
        yield f"bibliotek/{library.slug}.html", _library_page(env, timetable, library)


def _environment(timetable: Timetable) -> Environment:
    env = Environment(
        loader=PackageLoader("logistics.timetable"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.globals.update({name: getattr(swedish, name) for name in WORDING})
    env.globals.update({word.__name__: word for word in (closure_text, closure_notice, delay_text)})
    script = env.get_template("next.js").render()
    env.globals.update(
        timetable=timetable,
        script=script,
        script_hash="sha256-" + b64encode(sha256(script.encode()).digest()).decode(),
        day_slug=_day_slug,
        run_style=run_style,
        line_styles=LINE_STYLES,
        font_size=FONT,
    )
    return env


def _page(env: Environment, template: str, *, root: str, here: str | int, **content: object) -> bytes:
    return env.get_template(template).render(root=root, here=here, **content).encode()


def _library_page(env: Environment, timetable: Timetable, library: Library) -> bytes:
    upcoming = library.upcoming(timetable.issued_on)
    months = groupby(upcoming[SHOWN_DATES:], key=lambda coming: swedish.month_name(coming.date))
    return _page(
        env,
        "library.html",
        root="../",
        here="",
        library=library,
        upcoming=upcoming,
        later=[(month, tuple(group)) for month, group in months],
        closures=library_closures(library, timetable.issued_on),
        skipped=[skip for skip in library.skipped if skip.date >= timetable.issued_on],
        shown=SHOWN_DATES,
    )


def _day_page(env: Environment, timetable: Timetable, weekday: int) -> bytes:
    runs = timetable.runs_on(weekday)
    return _page(
        env,
        "day.html",
        root="../",
        here=weekday,
        weekday=weekday,
        runs=runs,
        stop_count=sum(len(run.stops) for run in runs),
        drawing=draw_day(timetable, weekday),
    )


def _sheet_page(env: Environment, run: RunSheet) -> bytes:
    return _page(env, "sheet.html", root="../", here="", run=run)


def _map_page(env: Environment, timetable: Timetable) -> bytes:
    return _page(
        env,
        "map.html",
        root="",
        here="karta",
        week=draw_week(timetable),
        days=[(weekday, draw_day(timetable, weekday)) for weekday in timetable.weekdays],
    )


def _map_picture(env: Environment, timetable: Timetable) -> bytes:
    return env.get_template("map.svg").render(drawing=draw_week(timetable)).encode()


def _visit_count(timetable: Timetable) -> int:
    return sum(len(library.visits) for library in timetable.libraries)


def _day_slug(weekday: int) -> str:
    return slug(swedish.weekday_name(weekday))
