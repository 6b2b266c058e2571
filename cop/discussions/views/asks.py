"""Which kinds of voice a conversation asks for."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core.access import require
from cop.discussions import policy, queries, rules, service
from cop.discussions.forms import AskForm

bp = Blueprint("asks", __name__)


@bp.route("/threads/<int:thread_id>/voices", methods=["GET", "POST"])
def show(thread_id: int) -> ResponseReturnValue:
    thread = queries.thread_for(current_user, thread_id)
    require(policy.can_ask_for_voices(current_user, thread), service.ASKS)
    form = AskForm() if request.method == "POST" else AskForm(evidence=rules.kinds_in(thread.asks))
    if request.method == "POST" and form.then(lambda: _ask(thread_id, form)):
        return redirect(url_for("discussions.show", thread_id=thread_id, page=1), 303)
    return render_template("discussions/voices.html", form=form, thread=thread), 422 if form.problems else 200


def _ask(thread_id: int, form: AskForm) -> bool:
    service.ask_for_voices(current_user, thread_id, kinds=form.evidence.data or ())
    return True
