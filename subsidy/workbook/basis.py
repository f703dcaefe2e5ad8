"""Write what the split is computed from: the sheets Underlag and Regel."""

from collections.abc import Mapping
from fractions import Fraction

from subsidy.keys import KEY_NAMES, KEYS, KeyMix, KeyName, measured_values
from subsidy.rules import ContributionRule
from subsidy.statement import Basis, Settlement
from subsidy.wording import format_date, format_kr, format_percent, format_period
from subsidy.workbook.book import Book, Content, Formula, Sheet, Table
from subsidy.workbook.model import TOLERANCE_ORE
from subsidy.workbook.styles import Style

COST_WEIGHT = "Kostnadsvikt"
CONTRIBUTION_WEIGHT = "Bidragsvikt"
_RuleRow = tuple[str, str, Fraction | Formula, str, str]  # name, label, value, unit, explanation
_MONEY_KEYS: Mapping[KeyName, str] = {  # and what they mean
    "stand_alone": "Egen kostnad: vad veckans transporter skulle kosta om bara denna kommuns stopp kördes.",
    "shapley": (
        "Shapleyvärde: vad kommunen i genomsnitt lägger till i veckans kostnad, räknat över alla ordningar "
        "som deltagarna kan ansluta sig i."
    ),
}


def weight_name(prefix: str, key: KeyName) -> str:
    """The name of the cell with a key's weight."""
    return f"{prefix}_{KEYS[key].swedish.replace(' ', '_').lower()}"


def write_basis(book: Book, settlement: Settlement) -> Table:
    """Write the sheet Underlag; its columns are known by the names of the keys.

    A key that was not measured of everybody has no column.
    """
    basis = settlement.basis
    players = basis.sorted_players
    money_ore = _money_columns(basis)
    money_widths = (width for _ in money_ore for width in (15, 16))
    sheet = book.add_sheet("Underlag", (17, 7, 11, 19, 10, 10, *money_widths), landscape=True)
    row = sheet.write_heading(
        "Underlag",
        f"Vad fördelningen räknas från. Perioden {format_period(basis.first_date, basis.last_date)}.",
    )
    table = Table(sheet, row, len(players))
    counted = {m.code: format_date(m.population_date) for m in basis.municipalities}
    table.add("name", "Kommun", "text", [player.name for player in players], total="Summa")
    table.add("id", "Kod", "middle", [player.id for player in players], total="")
    population = [player.population for player in players]
    table.add("population", "Invånare", "ore", population, total=sum(population))
    table.add("counted", "Invånare den", "middle", [counted.get(p.id, "–") for p in players], total="")
    visits = [player.visits for player in players]
    table.add("visits", "Besök per vecka", "ore", visits, total=sum(visits))
    crates = [player.crates for player in players]
    table.add("crates", "Lådor in och ut per vecka", "decimal", crates, total=sum(crates, Fraction(0)))
    for key, ore in money_ore.items():
        table.add(key, f"{KEYS[key].swedish}, öre per vecka", "ore", ore, total=sum(ore, Fraction(0)))
        kronor = [Formula(f"{table.at(key, i)}/100", value / 100) for i, value in enumerate(ore)]
        table.add(
            f"{key}_kr", f"{KEYS[key].swedish}, kr per vecka", "kr", kronor, total=sum(ore, Fraction(0)) / 100
        )
    sheet.freeze(table)
    _write_explanations(sheet, table.total_row + 2, tuple(money_ore))
    return table


def explain_key(key: KeyName, settlement: Settlement) -> str:
    """What a key means when the cost is shared, in Swedish."""
    others = settlement.basis.others
    if key != "equal" or not others:
        return KEYS[key].sentence
    names = " och ".join(player.name for player in others)
    return f"{KEYS[key].sentence} {names} bär egna stopp och får också en sådan andel av kostnaden."


def write_rule(book: Book, settlement: Settlement) -> None:
    """Write the sheet Regel: amounts, bounds and weights, each cell with a name."""
    rule, basis = settlement.rule, settlement.basis
    sheet = book.add_sheet("Regel", (30, 18, 18, 62))
    row = sheet.write_heading("Regel", f"Bidragsregel {rule.id}, {rule.reference}.")
    rows: list[_RuleRow] = [
        ("Kostnad_öre", "Kostnad att dela", Fraction(basis.cost_ore), "öre", format_kr(basis.cost_ore)),
        ("Bidrag_öre", "Regionens bidrag", Fraction(rule.amount_ore), "öre", format_kr(rule.amount_ore)),
        ("Golv_öre", "Golv per kommun", Fraction(rule.floor_ore), "öre", _floor_text(rule)),
        *_cap_rows(rule),
        (
            "Tolerans_öre",
            "Räknetolerans",
            TOLERANCE_ORE,
            "öre",
            "Belopp som skiljer sig mindre än så räknas som lika: kalkylbladets tal har 15–16 siffror.",
        ),
    ]
    table = Table(sheet, row, len(rows))
    table.add("label", "Uppgift", "label", [label for _, label, _, _, _ in rows])
    values = [value for _, _, value, _, _ in rows]
    table.add("value", "Värde", [_style_of(value) for value in values], values)
    table.add("unit", "Enhet", "middle", [unit for _, _, _, unit, _ in rows])
    table.add("text", "Förklaring", "wrap", [text for _, _, _, _, text in rows])
    for i, (name, *_) in enumerate(rows):
        book.define_name(name, table.at("value", i, outside=True))
    _write_weights(book, sheet, table.total_row + 1, settlement)


def _money_columns(basis: Basis) -> dict[KeyName, list[Fraction]]:
    """The money measures that are known of everybody, in the order of the players."""
    values = {key: list(measured_values(key, basis.sorted_players).values()) for key in _MONEY_KEYS}
    return {key: ore for key, ore in values.items() if len(ore) == len(basis.players)}


def _style_of(value: Fraction | Formula) -> Style:
    if isinstance(value, Formula):
        return "percent"
    return "ore" if value.denominator == 1 else "exact_ore"


def _write_weights(book: Book, sheet: Sheet, row: int, settlement: Settlement) -> None:
    rule = settlement.rule
    sheet.write(row, 0, "Nycklar", "section")
    keys = [name for name in KEY_NAMES if name in rule.cost_mix.names or name in rule.contribution_mix.names]
    table = Table(sheet, row + 1, len(keys))
    table.add("key", "Nyckel", "label", [KEYS[name].swedish for name in keys], total="Summa")
    mixes = (
        (COST_WEIGHT, "Vikt för kostnaden", rule.cost_mix),
        (CONTRIBUTION_WEIGHT, "Vikt för bidraget", rule.contribution_mix),
    )
    for prefix, head, mix in mixes:
        table.add(prefix, head, "percent", _weights(keys, mix), total=Fraction(1))
        for name in mix.names:
            book.define_name(weight_name(prefix, name), table.at(prefix, keys.index(name), outside=True))
    table.add("text", "Förklaring", "wrap", [_explain(name, settlement) for name in keys])


def _explain(name: KeyName, settlement: Settlement) -> str:
    return explain_key(name, settlement) if name in settlement.rule.cost_mix.names else KEYS[name].sentence


def _weights(keys: list[KeyName], mix: KeyMix) -> list[Content]:
    weights = dict(mix.parts)
    return [weights.get(name, "–") for name in keys]


def _floor_text(rule: ContributionRule) -> str:
    if rule.floor_ore == 0:
        return "Regeln har inget golv."
    return f"Varje kommun får minst {format_kr(rule.floor_ore)}."


def _cap_rows(rule: ContributionRule) -> list[_RuleRow]:
    if rule.cap_share is None:
        return []
    text = (
        f"Bidraget är högst {format_percent(rule.cap_share)} av kommunens kostnadsandel, "
        "avrundat nedåt till hela öre."
    )
    exact = "Andelen räknas som ett bråk, så att den blir exakt."
    return [
        ("Tak_andel", "Tak", Formula("Tak_täljare/Tak_nämnare", rule.cap_share), "", text),
        ("Tak_täljare", "Tak, täljare", Fraction(rule.cap_share.numerator), "", exact),
        ("Tak_nämnare", "Tak, nämnare", Fraction(rule.cap_share.denominator), "", ""),
    ]


def _write_explanations(sheet: Sheet, row: int, money_keys: tuple[KeyName, ...]) -> None:
    lines = (
        "Lådor in och ut: varje låda räknas två gånger, när den skickas och när den tas emot.",
        *(_MONEY_KEYS[key] for key in money_keys),
        "Alla celler är låsta utan lösenord: blad kan låsas upp för att pröva andra värden.",
    )
    for offset, line in enumerate(lines):
        sheet.write(row + offset, 0, line, "lead")
