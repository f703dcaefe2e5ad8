"""Find the Swedish sentences for everything that can be refused on the command line."""

import errno
import re

from logistics.errors import CannotBePlanned, DataFaults
from logistics.sentences import refusal_sentences
from logistics.swedish import count_text
from routes.errors import RoutesError
from subsidy.errors import PayingRefused, SplitRefused
from subsidy.journal import JournalUnwritable

# What typer says in English, and what we say: the groups are option names and values as they were typed.
_USAGE = (
    (r"Missing (?:argument|option) '(.+?)'", "{0} saknas."),
    (r"No such option:? '?(-[^ .']+)'?", "Alternativet {0} finns inte."),
    (r"No such command '(.+)'\. Did you mean '(.+)'\?", "Kommandot ”{0}” finns inte. Menade du {1}?"),
    (r"No such command '(.+)'", "Kommandot ”{0}” finns inte."),
    (r"Option '(.+)' requires an argument", "{0} ska följas av ett värde."),
    (r"Got unexpected extra argument.*? \((.+)\)", "Det här var oväntat: {0}."),
    (r"Invalid value for '(.+?)'.*valid integer", "{0} ska vara ett heltal."),
    (r"Invalid value for '(.+?)'.*valid number", "{0} ska vara ett tal."),
    (r"Invalid value for '(.+?)'.*greater than or equal to (\d+)", "{0} ska vara minst {1}."),
    (r"Invalid value for '(.+?)'.*less than or equal to (\d+)", "{0} ska vara högst {1}."),
    (r"Invalid value for '(.+?)'.*does not match the formats", "{0} ska vara ett datum som 2026-01-07."),
    (r"Invalid value for '(.+?)'.*?: (.*)", "{0}: {1}"),
)

_OS_REASONS = {
    errno.EACCES: "åtkomst nekas; stäng filen i andra program eller ange en annan plats med --out",
    errno.EPERM: "åtkomst nekas; stäng filen i andra program eller ange en annan plats med --out",
    errno.EROFS: "disken går inte att skriva på; ange en annan plats med --out",
    errno.ENOSPC: "disken är full; gör plats och försök igen",
    errno.EDQUOT: "utrymmet som du får använda på disken är slut; gör plats och försök igen",
    errno.EFBIG: "filen blir större än vad disken eller systemet tillåter; höj gränsen eller ange en annan plats",
    errno.EIO: "disken svarar inte som den ska; försök igen eller ange en annan plats",
    errno.EBUSY: "den används av ett annat program; stäng den där och försök igen",
    errno.EMFILE: "för många filer är öppna; stäng andra program och försök igen",
    errno.ENFILE: "för många filer är öppna; stäng andra program och försök igen",
    errno.ELOOP: "länkarna går runt; ange filen själv",
    errno.EINVAL: "namnet går inte att använda här; ange ett annat",
    errno.ENOENT: "den finns inte",
    errno.EEXIST: "där finns redan en fil med det namnet; ange ett annat namn",
    errno.ENOTDIR: "en del av sökvägen är en fil; ange en mapp",
    errno.EISDIR: "det är en mapp; ange en fil",
    errno.ENAMETOOLONG: "namnet är för långt",
}
# Of the journal: in another place it would be another one, where everything could be issued again.
_JOURNAL_REASONS = {
    errno.EACCES: "åtkomst nekas; kontrollera att --journal är journalens mapp och att du får skriva i den",
    errno.EPERM: "åtkomst nekas; kontrollera att --journal är journalens mapp och att du får skriva i den",
    errno.EROFS: "disken går inte att skriva på; kontrollera att --journal är journalens mapp",
    errno.EFBIG: "filen blir större än vad disken eller systemet tillåter; höj gränsen",
    errno.EIO: "disken svarar inte som den ska; försök igen eller hämta journalens mapp från en säkerhetskopia",
}


def refused_sentences(refusal: Exception) -> tuple[str, ...]:
    """One sentence for each fault; many faults in a data set end with their number."""
    if isinstance(refusal, DataFaults):
        sentences = tuple(fault.sentence for fault in refusal.faults)
        ending = count_text(len(sentences), "fel", "fel")
        return (*sentences, f"{ending}. Rätta och försök igen.")
    if isinstance(refusal, CannotBePlanned):
        return refusal.sentences
    if isinstance(refusal, RoutesError):
        return refusal_sentences(refusal)
    if isinstance(refusal, SplitRefused | PayingRefused):
        return tuple(fault.sentence for fault in refusal.faults)
    return (str(refusal),)


def os_sentence(refusal: OSError) -> str:
    """Which file or folder could not be used, and why."""
    unknown = f"operativsystemet svarar ”{refusal.strerror or refusal}”"
    journals = _JOURNAL_REASONS if isinstance(refusal, JournalUnwritable) else {}
    reason = {**_OS_REASONS, **journals}.get(refusal.errno or 0, unknown)
    place = refusal.filename2 or refusal.filename or "Filen"
    return f"{place} går inte att läsa eller skriva: {reason}."


def usage_sentence(message: str) -> str:
    """What was wrong with the words of the command."""
    for pattern, sentence in _USAGE:
        if found := re.match(pattern, message, re.DOTALL):
            return sentence.format(*found.groups())
    return message
