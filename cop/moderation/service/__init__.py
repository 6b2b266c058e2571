"""Every change to what is looked after: reported, decided about, appealed against, and written down."""

from cop.moderation.service.appeals import ANOTHER, answer, appeal
from cop.moderation.service.decisions import DECIDES, decide
from cop.moderation.service.leaving import forget
from cop.moderation.service.moves import write_down_move
from cop.moderation.service.reports import report
from cop.moderation.service.silences import end, silence

__all__ = ["ANOTHER", "DECIDES", "answer", "appeal", "decide", "end", "forget", "report", "silence", "write_down_move"]
