"""What is written without one's name: where a community's members want that, and nowhere else."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from cop.core.errors import RuleBroken
from cop.discussions.rules.conversations import Conversation, may_answer
from cop.files.rules import PICTURE, kind_of

UNNAMED: Final = "unnamed"
"""The part that a community's members have to want before anybody writes without a name."""


def may_be_unnamed(conversation: Conversation) -> bool:
    """Whether its reader may answer without their name to other members."""
    allowed = UNNAMED in conversation.modules.split() and not conversation.privately
    return allowed and may_answer(conversation) and not conversation.as_guest


def check_unnamed(*, allowed: bool, is_guest: bool, privately: bool) -> None:
    """Raises RuleBroken where what is said is said by name."""
    if privately:
        raise RuleBroken("What is asked privately is asked by name.")
    if is_guest or not allowed:
        raise RuleBroken("In this community everybody writes by name. Send it with yours, or keep it to yourself.")


def check_nameless(files: Iterable[str]) -> None:
    """Raises RuleBroken for a file, by what it is called, that may say whose it is: a picture is drawn anew and shown
    without a name, and everything else is handed on as it came."""
    if any(kind_of(each) != PICTURE for each in files):
        raise RuleBroken("A document says inside who made it. Without your name, pictures alone can be sent.")


def day_of(moment: datetime) -> datetime:
    """All that is told of when something was written without a name."""
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)
