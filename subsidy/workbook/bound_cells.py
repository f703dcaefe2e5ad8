"""Name the cells of rounding, floors and caps on the sheet Regel, and describe them in Swedish."""

from fractions import Fraction

from subsidy.rules import ContributionRule
from subsidy.split import Split
from subsidy.statement import Settlement
from subsidy.wording import format_kr, format_list, format_percent, format_unit
from subsidy.workbook.book import Formula

UNIT = "Avrundning_öre"
TO_SHARE = f"INT(Bidrag_öre/{UNIT})*{UNIT}"  # the contribution in whole units

RuleRow = tuple[str, str, Fraction | Formula, str, str]  # name, label, value, unit, explanation


def bound_rows(rule: ContributionRule) -> tuple[RuleRow, ...]:
    """The rows of the sheet Regel for the unit of rounding, every floor and the cap."""
    unit = (UNIT, "Avrundning", Fraction(rule.rounding_ore), "öre", _unit_text(rule))
    floor = ("Golv_öre", "Golv per kommun", Fraction(rule.floor_ore), "öre", _floor_text(rule))
    own = tuple(
        (
            own_floor_name(code),
            f"Golv för kommun {code}",
            Fraction(floor_ore),
            "öre",
            "I stället för golvet ovan.",
        )
        for code, floor_ore in sorted(rule.own_floors_ore.items())
    )
    return (unit, floor, *own, *_cap_rows(rule))


def own_floor_name(code: str) -> str:
    """The name of the cell with the floor of one municipality."""
    return f"Golv_{code}_öre"


def floor_text(rule: ContributionRule, code: str) -> str:
    """The formula of a municipality's floor, rounded up to whole units."""
    cell = own_floor_name(code) if code in rule.own_floors_ore else "Golv_öre"
    return f"ROUNDUP({cell}/{UNIT},0)*{UNIT}"


def cap_text(rule: ContributionRule, cost_cell: str) -> str:
    """The formula of a cap, rounded down to whole units; without a cap, the contribution: it binds nobody."""
    if rule.cap_share is None:
        return "Bidrag_öre"
    return f"INT({cost_cell}*Tak_täljare/(Tak_nämnare*{UNIT}))*{UNIT}"


def describe_bounds(settlement: Settlement) -> str:
    """The rule's floors and cap in one or two Swedish sentences."""
    rule = settlement.rule
    names = {municipality.code: municipality.name for municipality in settlement.basis.municipalities}
    bounds = []
    if rule.floor_ore:
        bounds.append(f"minst {format_kr(rule.floor_ore)} till varje kommun")
    for code, floor_ore in sorted(rule.own_floors_ore.items()):
        bounds.append(
            f"minst {format_kr(floor_ore)} till {names[code]}"
            if floor_ore
            else f"inget golv för {names[code]}"
        )
    if rule.cap_share is not None:
        bounds.append(f"högst {format_percent(rule.cap_share)} av kommunens kostnadsandel")
    if not bounds:
        return "Regeln har inget golv och inget tak."
    listed = format_list(bounds)
    in_units = "" if rule.rounding_ore == 1 else f" {_units_of_bounds(rule)}"
    return f"{listed[0].upper()}{listed[1:]}.{in_units}"


def describe_rounding(rule: ContributionRule) -> str:
    """How awards and cost shares are rounded, in Swedish."""
    if rule.rounding_ore == 1:
        return (
            "Beloppen avrundas en gång, nedåt till hela öre; de öre som då blir över går ett och ett till de "
            "största resterna, vid lika rest i kommunkodens ordning. Summan stämmer alltid."
        )
    unit = format_unit(rule.rounding_ore)
    return (
        f"Bidragen avrundas en gång, nedåt till {unit}; det som då blir över går, {format_kr(rule.rounding_ore)} "
        "åt gången, till de största resterna, vid lika rest i kommunkodens ordning. Det av regionens bidrag som "
        f"inte räcker till {unit} blir kvar att fördela. Kostnadsandelarna avrundas på samma sätt till hela öre."
    )


def describe_left(split: Split) -> str:
    """What stands beside the part of the contribution that nobody gets: why it is left."""
    return f"Kvar att fördela ({split.left_because})" if split.left_ore else "Kvar att fördela"


def _unit_text(rule: ContributionRule) -> str:
    return f"Varje kommuns bidrag är i {format_unit(rule.rounding_ore)}."


def _floor_text(rule: ContributionRule) -> str:
    if rule.floor_ore == 0:
        return "Regeln har inget golv för alla." if rule.own_floors_ore else "Regeln har inget golv."
    in_units = "" if rule.rounding_ore == 1 else f", avrundat uppåt till {format_unit(rule.rounding_ore)}"
    return f"Varje kommun får minst {format_kr(rule.floor_ore)}{in_units}."


def _cap_rows(rule: ContributionRule) -> tuple[RuleRow, ...]:
    if rule.cap_share is None:
        return ()
    text = (
        f"Bidraget är högst {format_percent(rule.cap_share)} av kommunens kostnadsandel, "
        f"avrundat nedåt till {format_unit(rule.rounding_ore)}."
    )
    exact = "Andelen räknas som ett bråk, så att den blir exakt."
    return (
        ("Tak_andel", "Tak", Formula("Tak_täljare/Tak_nämnare", rule.cap_share), "", text),
        ("Tak_täljare", "Tak, täljare", Fraction(rule.cap_share.numerator), "", exact),
        ("Tak_nämnare", "Tak, nämnare", Fraction(rule.cap_share.denominator), "", ""),
    )


def _units_of_bounds(rule: ContributionRule) -> str:
    unit = format_unit(rule.rounding_ore)
    if rule.cap_share is None:
        return f"Golvet avrundas uppåt till {unit}."
    if not rule.floor_ore and not rule.own_floors_ore:
        return f"Taket avrundas nedåt till {unit}."
    return f"Golvet avrundas uppåt och taket nedåt till {unit}."
