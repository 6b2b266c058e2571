"""The app with its doors ajar, for tests. Every condition of who reads what in a
conversation says yes, one after another as somebody might break them."""

from dataclasses import replace

from flask import Flask
from sqlalchemy import bindparam, null, select

from cop import served
from cop.core.questions import Question
from cop.discussions import policy
from cop.discussions.queries import conversations
from cop.discussions.queries.within import in_space
from cop.gatherings import policy as gatherings_policy
from cop.gatherings.queries import reading as gatherings
from cop.moderation import policy as moderation
from cop.stories import policy as stories_policy
from cop.stories.models import Issue, Story
from cop.stories.queries import issues, stories


def app() -> Flask:
    """What gunicorn's worker serves."""
    ajar = served.prepared_app()
    conversations.CONVERSATION = Question(conversations._conversation(in_space, null()))
    conversations.THREAD, conversations.POST = conversations._thread(in_space), conversations._post(in_space)
    policy.is_told_names = lambda *_: True
    policy.can_see_hidden = lambda *_: True
    moderation.can_decide = lambda *_: True
    _open_what_is_hidden()
    holders = ajar.extensions["cop_holders"]
    holders["post"] = replace(holders["post"], see=lambda *_: None)
    return ajar


def _open_what_is_hidden() -> None:
    """The doors of those who look after a gathering, a poll, a story, what was said to its teller, and an issue."""
    gatherings.LOOKED_AT = gatherings._gathering(gatherings.in_space)
    told = stories._with_place(select(Story)).where(Story.id == bindparam("story"))
    stories.LOOKED_AT = told.options(*stories.WHOLE)
    issues.LOOKED_AT = issues.WHOLE.where(Issue.id == bindparam("issue"))
    gatherings_policy.can_see_hidden = lambda *_: True
    stories_policy.can_see_hidden = lambda *_: True
    stories_policy.can_hide_response = lambda *_: True
    stories_policy.can_see_hidden_issue = lambda *_: True
    policy.can_see_hidden_poll = lambda *_: True
