"""The tables of conversations."""

from cop.discussions.models.mentions import PostMention
from cop.discussions.models.talk import (
    TRACES,
    Disagreement,
    EarlierWording,
    Poll,
    PollVote,
    Post,
    PostFile,
    PostNod,
    PostStood,
    Quotation,
    Thread,
    ThreadGuest,
    ThreadMove,
    ThreadReading,
)

__all__ = [
    "TRACES",
    "Disagreement",
    "EarlierWording",
    "Poll",
    "PollVote",
    "Post",
    "PostFile",
    "PostMention",
    "PostNod",
    "PostStood",
    "Quotation",
    "Thread",
    "ThreadGuest",
    "ThreadMove",
    "ThreadReading",
]
