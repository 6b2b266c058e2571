"""Every change to stories: written, told, opened to more, narrowed, renewed and taken back."""

from cop.stories.service import consents, drafts, following, issues, revisions, ways, window
from cop.stories.service.consents import TELLER
from cop.stories.service.hiding import hide, release
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
    "following",
    "forget",
    "hide",
    "issues",
    "keep_open",
    "narrow_unconfirmed",
    "open_wider",
    "propose",
    "release",
    "revisions",
    "show_publicly",
    "ways",
    "window",
    "withdraw",
]
