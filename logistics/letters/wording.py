"""Say shares and exact amounts with so many decimals that a reader can follow them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from babel.dates import get_month_names

from logistics.swedish import LOCALE, NO_BREAK_SPACE, amount_text, number_text
from subsidy.keys import KeyName
from subsidy.schemes import COUNTED, SCHEMES

SHARE_DECIMALS = 6
EXACT_DECIMALS = 4  # of an amount in kronor: hundredths of an öre
_DATE = re.compile(rf"(\d)\s({'|'.join(get_month_names('wide', locale=LOCALE).values())})(?:\s(\d{{4}}))?\b")
# A week's, or charges.
_IN_ORE = frozenset({"stand_alone", "shapley", "nucleolus", "equal_profit", *SCHEMES}) - COUNTED


def value_text(key: KeyName, values: Mapping[str, Fraction], id_: str) -> str:
    """What a key measures of one player, out of all; measured öre are shown as kronor.

    >>> value_text("visits", {"1715": Fraction(2), "1780": Fraction(10)}, "1715").replace(NO_BREAK_SPACE, " ")
    '2 av 12'
    """
    own, total = values[id_], sum(values.values(), Fraction(0))
    if key in _IN_ORE:
        return f"{amount_text(round(own))} av {amount_text(round(total))}"
    decimals = 0 if own.denominator == total.denominator == 1 else 2
    return f"{_rounded(own, decimals)} av {_rounded(total, decimals)}"


def held_together(text: str) -> str:
    """The text with no-break spaces within its dates.

    >>> held_together("den 10 januari 2027, 1 mars–30 juni").replace(NO_BREAK_SPACE, "_")
    'den 10_januari_2027, 1_mars–30_juni'
    """
    return _DATE.sub(lambda date: NO_BREAK_SPACE.join(filter(None, date.groups())), text)


def share_text(share: Fraction) -> str:
    """A share in percent, rounded to six decimals.

    >>> share_text(Fraction(1, 3)).replace(NO_BREAK_SPACE, " ")
    '33,333333 %'
    """
    return f"{_rounded(share * 100, SHARE_DECIMALS)}{NO_BREAK_SPACE}%"


def exact_kr_text(hundredths: int) -> str:
    """Hundredths of an öre as kronor with four decimals.

    >>> exact_kr_text(-1234567).replace(NO_BREAK_SPACE, " ")
    '−123,4567 kr'
    """
    return f"{_rounded(Fraction(hundredths, 10_000), EXACT_DECIMALS)}{NO_BREAK_SPACE}kr"


def _rounded(number: Fraction, decimals: int) -> str:
    units = round(number * 10**decimals)
    return number_text(Decimal(units).scaleb(-decimals), decimals)
