"""The poll of a conversation: begun, voted in, closed, and what came of it."""

from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities.policy import person_id
from cop.core import clock
from cop.core.access import require
from cop.core.forms import Form
from cop.discussions import policy, queries, service
from cop.discussions.forms import OutcomeForm, PollForm, VoteForm, vote_form
from cop.discussions.models import Poll, Thread
from cop.discussions.queries.polls import Standing, poll_in, poll_of, standing_of
from cop.discussions.service.polls import BEGINS_POLLS

bp = Blueprint("polls", __name__)

AT = "/threads/<int:thread_id>/poll"


@bp.route(f"{AT}/new", methods=["GET", "POST"])
def begin(thread_id: int) -> ResponseReturnValue:
    form = PollForm()
    done = request.method == "POST" and form.then(lambda: _begin(thread_id, form))
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_ask_for_voices(current_user, thread), BEGINS_POLLS)
    if done or (request.method == "GET" and poll_in(thread_id) is not None):
        return redirect(url_for(".show", thread_id=thread_id), 303)
    return render_template("discussions/poll_new.html", form=form, thread=thread), 422 if form.problems else 200


@bp.get(AT)
def show(thread_id: int) -> ResponseReturnValue:
    return _page(thread_id)


@bp.post(f"{AT}/votes")
def vote(thread_id: int) -> ResponseReturnValue:
    queries.thread_for(current_user, thread_id)
    poll = poll_of(thread_id)
    form = vote_form(poll.options, many=poll.many)
    return _after(thread_id, form, lambda: _vote(thread_id, form), voting=form)


@bp.post(f"{AT}/outcomes")
def conclude(thread_id: int) -> ResponseReturnValue:
    form = OutcomeForm()
    return _after(thread_id, form, lambda: _conclude(thread_id, form), concluding=form)


@bp.post(f"{AT}/endings")
def end(thread_id: int) -> ResponseReturnValue:
    service.end_poll(current_user, thread_id, now=clock.now())
    return redirect(url_for(".show", thread_id=thread_id), 303)


@bp.post(f"{AT}/removals")
def remove(thread_id: int) -> ResponseReturnValue:
    service.remove_poll(current_user, thread_id)
    return redirect(url_for("discussions.show", thread_id=thread_id), 303)


def _begin(thread_id: int, form: PollForm) -> bool:
    service.begin_poll(current_user, thread_id, asked=form.asked, closes_at=form.closes_at, now=clock.now())
    return True


def _vote(thread_id: int, form: VoteForm) -> bool:
    service.vote(current_user, thread_id, numbers=form.numbers, now=clock.now())
    return True


def _conclude(thread_id: int, form: OutcomeForm) -> bool:
    service.conclude(current_user, thread_id, words=form.outcome.data or "", now=clock.now())
    return True


def _after(thread_id: int, form: Form, act: Callable[[], bool], **refused: Form) -> ResponseReturnValue:
    if form.then(act):
        return redirect(url_for(".show", thread_id=thread_id), 303)
    return _page(thread_id, **refused)


def _page(thread_id: int, **refused: Form) -> ResponseReturnValue:
    thread = queries.thread_for(current_user, thread_id)
    poll = poll_of(thread_id)
    standing = standing_of(poll, viewer_id=person_id(current_user), now=clock.now())
    told = {"thread": thread, "poll": poll, "standing": standing, **_may(thread, poll, standing)}
    forms = {
        "voting": vote_form(poll.options, many=poll.many, chosen=standing.own),
        "concluding": OutcomeForm(outcome=poll.conclusion),
    }
    html = render_template("discussions/poll.html", **told, **{**forms, **refused})
    return html, 422 if refused else 200


def _may(thread: Thread, poll: Poll, standing: Standing) -> Mapping[str, Any]:
    ends = policy.can_end(current_user, poll.by_id, thread=thread)
    removes = policy.can_remove_poll(current_user, poll.by_id, thread=thread, has_outcome=bool(poll.conclusion))
    votes = policy.can_reply(current_user, thread) and not standing.is_over
    return {"can_vote": votes, "can_end": ends and not standing.is_over, "concludes": ends and standing.is_over,
            "can_remove": removes, "can_report": poll.by_id != current_user.id}  # fmt: skip
