"""What a person may be called, so that nobody can pass for another or smuggle something into a page or a letter."""

import re
import unicodedata
from functools import lru_cache
from zoneinfo import available_timezones

from email_validator import EmailNotValidError, validate_email

from cop.core.errors import RuleBroken

LONGEST_NAME = 80
LONGEST_PRONOUNS = 40
LONGEST_ABOUT = 160
LONGEST_EMAIL = 254
RESERVED = frozenset(
    {"admin", "administrator", "moderator", "support", "system", "staff", "cop", "everyone", "nobody", "facilitator"}
)
COMMON_ZONES = ("Europe/London", "Europe/Dublin", "Europe/Paris", "Europe/Lisbon", "Atlantic/Reykjavik", "UTC")

_ADDRESS_IN_A_NAME = re.compile(
    r"[/@<>]|\bwww\.|\.(?:app|biz|com|co|dev|eu|info|io|net|org|ru|site|uk|xyz)\b|(?-i:\w\.[a-z]{2})", re.IGNORECASE
)
_INVISIBLE = re.compile(  # letters and marks that show nothing: a name of them is empty, or looks like another's
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)


def name_of(text: str) -> str:
    """A name as it will be shown. Raises RuleBroken when it is empty, too long, or could deceive."""
    name = line_of(text, longest=LONGEST_NAME)
    if _INVISIBLE.search(name) or not any(unicodedata.category(sign)[0] == "L" for sign in name):
        raise RuleBroken("Give a name that others can call you by.")
    if unicodedata.normalize("NFKC", name).casefold() in RESERVED:
        raise RuleBroken("“%(name)s” sounds as if you spoke for this place. Use your own name.", name=name)
    if _ADDRESS_IN_A_NAME.search(name):
        raise RuleBroken("A name cannot hold a web or email address.")
    return name


def line_of(text: str, *, longest: int) -> str:
    """One line of visible text with single spaces. Raises RuleBroken when it is too long or holds invisible signs."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    if len(line) > longest:
        raise RuleBroken("That is %(count)s characters long; %(most)s is the most.", count=len(line), most=longest)
    if any(unicodedata.category(sign)[0] == "C" for sign in line):
        raise RuleBroken("There is an invisible sign in it that changes how the text looks. Type it afresh.")
    return line


def email_of(text: str) -> str:
    """The address in the one form in which it is kept and compared. Raises RuleBroken when it is not an address."""
    try:
        address = validate_email(text.strip()[: LONGEST_EMAIL + 1], check_deliverability=False, test_environment=True)
    except EmailNotValidError as problem:
        raise RuleBroken("That is not an email address. One looks like name@example.org.") from problem
    return address.normalized.lower()


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """The IANA names of every zone, the common ones first."""
    others = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
    return (*COMMON_ZONES, *(name for name in others if name not in COMMON_ZONES))


def zone_of(text: str) -> str:
    """The IANA name of a time zone. Raises RuleBroken for one that this machine does not know."""
    if text not in time_zones():
        raise RuleBroken("Choose a time zone from the list.")
    return text


def address_of_nobody(person_id: int) -> str:
    """What stands where the address of a deleted account was: no letter reaches it, and nobody can have it."""
    return f"erased-{person_id}@erased.invalid"
