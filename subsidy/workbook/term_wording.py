"""Say in words by what terms a key shares, and what they count of a municipality: enough to compute its share."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from subsidy.brackets import Brackets
from subsidy.keys import KeyName, Measures, sharers
from subsidy.schemes import AllocationKey, CountyPart, PriceTable, SitesTimesDays, VolumeAndStops
from subsidy.statement import Settlement
from subsidy.terms import LastYear, terms_of
from subsidy.wording import format_kr, format_list, format_number, format_percent, format_whole
from subsidy.workbook.own_stops import own_part


def describe_terms(key: KeyName, settlement: Settlement, code: str) -> tuple[str, ...]:
    """The Swedish sentences; none for a key that has no terms."""
    players = sharers(key, settlement.basis.players)
    own = next(player for player in players if player.id == code)
    match terms_of(key, settlement.rule.terms):
        case LastYear():
            return (_years(own),)
        case Brackets() as scale:
            return (scale.sentence, f"Kommunen har {format_whole(own.population)} invånare.")
        case VolumeAndStops() as terms:
            shared_ore = (1 - own_part(settlement.basis.players)) * settlement.cost.total_ore
            return _volume_and_stops(terms, players, own, shared_ore)
        case PriceTable() as terms:
            return _price_table(terms, own)
        case SitesTimesDays():
            sites, days = len(own.site_days or ()), own.service_days or 0
            return (f"Kommunen: {sites} hämtställen × {days} trafikdagar.",)
        case AllocationKey() | CountyPart() as agreed:
            whole = sum(map(Fraction, agreed.key.values()), Fraction(0))
            part = format_number(Fraction(agreed.key[code]))
            return (f"Kommunens del av nyckeln är {part} av {format_number(whole)}.",)
    return ()


def _years(own: Measures) -> str:
    years = own.yearly_crates or ()
    return (
        f"Kommunens lådor: {format_list([f'{format_number(crates)} år {year}' for year, crates in years])}."
    )


def _volume_and_stops(
    terms: VolumeAndStops, players: tuple[Measures, ...], own: Measures, shared_ore: Fraction
) -> tuple[str, ...]:
    volumes = {player.id: player.average_crates or Fraction(0) for player in players}
    stops = {player.id: _counted(terms, player) for player in players}
    volume, stop = _of_all(volumes[own.id], volumes), _of_all(stops[own.id], stops)
    aid = f"statsbidrag {format_kr(terms.state_aid_ore)}, " if terms.state_aid_ore else ""
    discount = (
        f", och ett stopp på lastbilstur räknas {format_percent(terms.truck_discount)} mindre"
        if terms.truck_discount
        else ""
    )
    cost, fee = format_kr(round(shared_ore)), format_kr(terms.base_fee_ore)
    part = format_percent(terms.volume_part)
    return (
        f"Kostnaden att dela är {cost}, grundavgift {fee}, {aid}volymdel {part}{discount}.",
        f"{len(players)} deltagare. Kommunens volym, lådor i snitt per år: {volume}. Dess stopp i veckan: {stop}.",
    )


def _counted(terms: VolumeAndStops, player: Measures) -> Fraction:
    return player.visits - terms.truck_discount * (player.truck_visits or 0)


def _of_all(own: Fraction, values: Mapping[str, Fraction]) -> str:
    return f"{format_number(own)} av {format_number(sum(values.values(), Fraction(0)))}"


def _price_table(terms: PriceTable, own: Measures) -> tuple[str, ...]:
    is_high = own.crates >= terms.high_from
    prices = terms.high_prices_ore if is_high else terms.prices_ore
    sites = sorted(Counter(own.site_days or ()).items())
    listed = [
        f"{n} med {days} {'dag' if days == 1 else 'dagar'} i veckan à {format_kr(prices[days])}"
        for days, n in sites
    ]
    above = "minst" if is_high else "mindre än"
    volume = f"lådorna i veckan är {format_number(own.crates)}, {above} {format_number(terms.high_from)}"
    return (f"Kommunens hämtställen: {format_list(listed) if listed else 'inga'}; {volume}.",)
