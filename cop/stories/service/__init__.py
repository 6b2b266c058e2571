"""Every change to stories: written, told, opened to more, narrowed, renewed and taken back."""

from cop.stories.service import consents, drafts, following, issues, revisions, ways, window
from cop.stories.service.consents import TELLER
from cop.stories.service.hiding import (
    hide,
    hide_issue,
    hide_response,
    release,
    release_issue,
    release_response,
)
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
    "hide_issue",
    "hide_response",
    "issues",
    "keep_open",
    "narrow_unconfirmed",
    "open_wider",
    "propose",
    "release",
    "release_issue",
    "release_response",
    "revisions",
    "show_publicly",
    "ways",
    "window",
    "withdraw",
]
