"""The doors to what is looked after, and its lists."""

from cop.moderation.queries.acts import Done, acts_about, last_did
from cop.moderation.queries.items import Item, item_for
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

__all__ = [
    "Done",
    "Item",
    "Moderator",
    "Told",
    "Waiting",
    "about",
    "acts_about",
    "item_for",
    "last_did",
    "moderators_of",
    "open_report_of",
    "points_for",
    "queue_of",
    "report_for",
    "reports_on",
]
