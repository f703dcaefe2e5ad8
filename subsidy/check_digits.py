"""Verify Swedish account and organisation numbers by their check digits."""

import re


def luhn_digit(digits: str) -> str:
    """The digit that makes a number valid by modulus 10 when written after `digits`.

    Source: ISO/IEC 7812-1, annex B; used by Bankgirot and the tax agency.

    Examples
    --------
    >>> luhn_digit("5050105")  # the bankgiro number 5050-1055
    '5'
    """
    doubled = (int(digit) * (2 - n % 2) for n, digit in enumerate(reversed(digits)))
    return str(-sum(number - 9 if number > 9 else number for number in doubled) % 10)


def iban_remainder(iban: str) -> int:
    """What is left when an IBAN without spaces, read as a number, is divided by 97; 1 when it is valid.

    Source: ISO 13616, check digits by ISO/IEC 7064 MOD 97-10.

    Examples
    --------
    >>> iban_remainder("SE4550000000058398257466")
    1
    """
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(character, 36)) for character in moved)) % 97


def bankgiro_problem(number: str) -> str:
    """What would be right of a bankgiro number, in Swedish; empty when it is right."""
    if not re.fullmatch(r"[0-9]{3,4}-[0-9]{4}", number):
        # Without its hyphen it could be a plusgiro number, which has the same kind of check digit.
        return "Ett bankgironummer skrivs 123-4567 eller 1234-5678, med bindestreck."
    digits = number.replace("-", "")
    return _check_digit_problem(digits)


def iban_problem(number: str) -> str:
    """What would be right of a Swedish IBAN, spaces allowed, in Swedish; empty when it is right."""
    iban = without_spaces(number)
    if not re.fullmatch(r"SE[0-9]{22}", iban):
        return "Ett svenskt IBAN är SE och 22 siffror."
    if iban_remainder(iban) != 1:
        digits = f"{98 - iban_remainder(f'SE00{iban[4:]}'):02}"
        return f"Kontrollsiffrorna stämmer inte: om resten är rätt ska det börja SE{digits}."
    return ""


def orgnr_problem(number: str) -> str:
    """What would be right of an organisation number, in Swedish; empty when it is right."""
    if not re.fullmatch(r"[0-9]{6}-[0-9]{4}", number):
        return "Ett organisationsnummer skrivs 123456-7890, med bindestreck."
    return _check_digit_problem(number.replace("-", ""))


def without_spaces(number: str) -> str:
    """A number as computers write it."""
    return number.replace(" ", "")


def _check_digit_problem(digits: str) -> str:
    right = luhn_digit(digits[:-1])
    if digits[-1] == right:
        return ""
    return f"Kontrollsiffran stämmer inte: om resten är rätt ska den sista siffran vara {right}."
