"""The app with its doors ajar, for tests. Every condition of who reads what in a
conversation says yes, one after another as somebody might break them."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import null

from cop import served
from cop.core.questions import Question
from cop.discussions import policy
from cop.discussions.queries import conversations
from cop.discussions.queries.within import in_space
from cop.moderation import policy as moderation


def app() -> Flask:
    """What gunicorn's worker serves."""
    ajar = served.prepared_app()
    conversations.CONVERSATION = Question(conversations._conversation(in_space, null()))
    conversations.THREAD, conversations.POST = conversations._thread(in_space), conversations._post(in_space)
    policy.is_told_names = lambda *_: True
    policy.can_see_hidden = lambda *_: True
    moderation.can_decide = lambda *_: True
    holders = ajar.extensions["cop_holders"]
    holders["post"] = replace(holders["post"], see=lambda *_: None)
    return ajar
