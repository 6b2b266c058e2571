"""The plan of a meeting on paper."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.meetings.queries import plan_for
from cop.meetings.views.wording import words_in

bp = Blueprint("plan", __name__)


@bp.get("/plan")
def show(meeting_id: int) -> ResponseReturnValue:
    plan = plan_for(current_user, meeting_id)
    return render_template("meetings/plan.html", plan=plan, words=words_in(plan.meeting.running_order))
