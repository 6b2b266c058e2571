"""Every change to words on their way."""

from cop.ladder.service.asking import answer, ask_named
from cop.ladder.service.climbing import begin, keep, put_away, send, take_back
from cop.ladder.service.leaving import forget, forget_what_is_gone

__all__ = ["answer", "ask_named", "begin", "forget", "forget_what_is_gone", "keep", "put_away", "send", "take_back"]
