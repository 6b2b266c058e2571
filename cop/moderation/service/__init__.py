"""Every change to what is looked after: reported, decided about, appealed against, and written down."""

from cop.moderation.service.appeals import ANOTHER, answer, appeal
from cop.moderation.service.decisions import DECIDES, decide
from cop.moderation.service.leaving import forget
from cop.moderation.service.reports import report

__all__ = ["ANOTHER", "DECIDES", "answer", "appeal", "decide", "forget", "report"]
