"""Put places of the globe on a flat picture."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from math import cos, radians

Point = tuple[float, float]  # across and down, in units of the picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture's size and where each place falls on it."""

    width: float
    height: float
    points: Mapping[str, Point]  # by place id


def project(
    places: Iterable[tuple[str, float, float]],
    *,
    shown: Collection[str],
    width: float,
    margin: tuple[float, float],
) -> Picture:
    """Places (id, latitude, longitude in degrees) on a picture of that width, north up.

    The picture holds the places whose ids are `shown`; others fall outside where they lie outside.

    Equirectangular, longitudes shortened by the cosine of the middle latitude: within a county the error
    is far below a line's width. `margin` is free room left and right, above and below. A single place falls
    in the middle.

    Raises
    ------
    ValueError
        If no place is shown.

    """
    listed = list(places)
    lats = [lat for id_, lat, _ in listed if id_ in shown]
    lons = [lon for id_, _, lon in listed if id_ in shown]
    if not lats:
        raise ValueError("a map needs at least one place")
    shorten = cos(radians((min(lats) + max(lats)) / 2))
    across = (max(lons) - min(lons)) * shorten
    down = max(lats) - min(lats)
    side, top = margin
    # The longer direction may not blow up a row of places into a tower.
    scale = min((width - 2 * side) / (across or 1e-9), 2 * width / (down or 1e-9))
    scale = scale if across or down else 0.0
    left = (width - across * scale) / 2
    return Picture(
        width=width,
        height=down * scale + 2 * top,
        points={
            id_: (left + (lon - min(lons)) * shorten * scale, top + (max(lats) - lat) * scale)
            for id_, lat, lon in listed
        },
    )
