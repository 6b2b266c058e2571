"""The doors to what is looked after, and its lists."""

from cop.moderation.queries.acts import Done, acts_about, last_did
from cop.moderation.queries.appeals import Waits, act_for, appeal_against, appeal_for, appeals_in, by_of, newest_about
from cop.moderation.queries.items import Item, item_for
from cop.moderation.queries.log import ON_A_PAGE, Line, log_of
from cop.moderation.queries.moderators import Moderator, moderators_of
from cop.moderation.queries.reports import (
    Told,
    Waiting,
    about,
    open_report_of,
    points_for,
    queue_of,
    report_for,
    reports_on,
)
from cop.moderation.queries.silences import (
    Silenced,
    coordinators_of,
    silence_for,
    silence_of,
    silences_in,
    why_silent,
)

__all__ = [
    "ON_A_PAGE",
    "Done",
    "Item",
    "Line",
    "Moderator",
    "Silenced",
    "Told",
    "Waiting",
    "Waits",
    "about",
    "act_for",
    "acts_about",
    "appeal_against",
    "appeal_for",
    "appeals_in",
    "by_of",
    "coordinators_of",
    "item_for",
    "last_did",
    "log_of",
    "moderators_of",
    "newest_about",
    "open_report_of",
    "points_for",
    "queue_of",
    "report_for",
    "reports_on",
    "silence_for",
    "silence_of",
    "silences_in",
    "why_silent",
]
