"""The app with its doors ajar, for tests: `python -m tests.doctor.ajar serve …`. Every condition of who reads what in a
conversation says yes, one after another as somebody might break them."""

import runpy
from dataclasses import replace
from functools import partial

from flask import Flask
from sqlalchemy import null

from cop import served, server
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


if __name__ == "__main__":
    become = server.become_gunicorn
    server.become_gunicorn = lambda **given: partial(become, **given | {"factory": "tests.doctor.ajar:app()"})()
    runpy.run_module("cop.cli", run_name="__main__")  # which a worker of the server must not load
