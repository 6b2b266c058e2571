"""Every change to what is looked after: reported, decided about, and written down."""

from cop.moderation.service.decisions import DECIDES, decide
from cop.moderation.service.leaving import forget
from cop.moderation.service.reports import report

__all__ = ["DECIDES", "decide", "forget", "report"]
