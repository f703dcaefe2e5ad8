"""What the operating system refuses is said in Swedish, with the file."""

import errno

import pytest

from logistics.cli.refusals import os_sentence

CASES = {
    errno.EACCES: "åtkomst nekas; stäng filen i andra program",
    errno.EBUSY: "den används av ett annat program",
    errno.EDQUOT: "utrymmet som du får använda på disken är slut",
    errno.EEXIST: "där finns redan en fil",
    errno.EFBIG: "filen blir större än vad disken eller systemet tillåter",
    errno.EINVAL: "namnet går inte att använda här",
    errno.EIO: "disken svarar inte som den ska",
    errno.EISDIR: "det är en mapp",
    errno.ELOOP: "länkarna går runt",
    errno.EMFILE: "för många filer är öppna",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.ENFILE: "för många filer är öppna",
    errno.ENOENT: "den finns inte",
    errno.ENOSPC: "disken är full",
    errno.ENOTDIR: "en del av sökvägen är en fil",
    errno.EPERM: "åtkomst nekas",
    errno.EROFS: "disken går inte att skriva på",
    errno.EXDEV: "operativsystemet svarar ”In English”",
}


@pytest.mark.parametrize("number", CASES)
def test_each_reason_is_swedish_and_names_the_file(number):
    """English words stand only as a quotation, where the reason is a rare one."""
    sentence = os_sentence(OSError(number, "In English", "ut/a.xlsx"))
    assert sentence.startswith(f"ut/a.xlsx går inte att läsa eller skriva: {CASES[number]}")
    assert sentence.endswith(".")
    assert (number == errno.EXDEV) == ("English" in sentence)


def test_without_a_name_the_sentence_is_whole():
    """Not every refusal names its file."""
    expected = "Filen går inte att läsa eller skriva: disken är full; gör plats och försök igen."
    assert expected == os_sentence(OSError(errno.ENOSPC, "No space left on device"))
