"""Every change to stories: written, told, opened to more, narrowed, renewed and taken back."""

from cop.stories.service import consents, drafts, issues, window
from cop.stories.service.consents import TELLER
from cop.stories.service.telling import (
    MEMBERS,
    change_audience,
    forget,
    keep_open,
    narrow_unconfirmed,
    open_wider,
    withdraw,
)
from cop.stories.service.window import propose, show_publicly

__all__ = [
    "MEMBERS",
    "TELLER",
    "change_audience",
    "consents",
    "drafts",
    "forget",
    "issues",
    "keep_open",
    "narrow_unconfirmed",
    "open_wider",
    "propose",
    "show_publicly",
    "window",
    "withdraw",
]
