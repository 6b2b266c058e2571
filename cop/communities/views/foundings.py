"""The pages of a community that is only proposed."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy
from cop.communities.forms.foundings import AskForm, DayForm, FoundingForm
from cop.communities.models import Founding
from cop.communities.queries.foundings import belonging_of, founders_of, founding_for, foundings_visible_to
from cop.communities.rules import COMMUNITY_DEFAULT, missing
from cop.communities.service import FIRST_SPACE, foundings
from cop.core import clock
from cop.core.forms import Form
from cop.core.pages import Next
from cop.core.words import gettext

bp = Blueprint("foundings", __name__)


@bp.route("/communities/new", methods=["GET", "POST"])
def propose() -> ResponseReturnValue:
    form = FoundingForm(preset=COMMUNITY_DEFAULT)
    if request.method == "POST" and (founding := form.then(lambda: _propose(form))):
        return redirect(url_for(".show", founding_id=founding.id), 303)
    return render_template("communities/found.html", form=form), 422 if form.problems else 200


@bp.get("/foundings/<int:founding_id>")
def show(founding_id: int) -> ResponseReturnValue:
    return _drawn(founding_id)


@bp.post("/foundings/<int:founding_id>/yes")
def say_yes(founding_id: int) -> ResponseReturnValue:
    return _led_on(foundings.answer(current_user, founding_id, yes=True, now=clock.now()))


@bp.post("/foundings/<int:founding_id>/no")
def say_no(founding_id: int) -> ResponseReturnValue:
    foundings.answer(current_user, founding_id, yes=False, now=clock.now())
    flash(gettext("You said no. Nobody else is told but those who propose it."))
    return redirect(url_for("communities.index"), 303)


@bp.post("/foundings/<int:founding_id>/starts")
def begin(founding_id: int) -> ResponseReturnValue:
    form = Form()
    if founding := form.then(lambda: foundings.begin(current_user, founding_id, now=clock.now())):
        return _led_on(founding)
    return _drawn(founding_id, begin=form)


@bp.post("/foundings/<int:founding_id>/voices")
def ask(founding_id: int) -> ResponseReturnValue:
    form = AskForm()
    if form.then(lambda: foundings.ask(current_user, founding_id, addresses=form.addresses)):
        return redirect(url_for(".show", founding_id=founding_id), 303)
    return _drawn(founding_id, ask=form)


@bp.post("/foundings/<int:founding_id>/days")
def move_gathering(founding_id: int) -> ResponseReturnValue:
    form = DayForm()
    if form.then(lambda: _move(founding_id, form)):
        return redirect(url_for(".show", founding_id=founding_id), 303)
    return _drawn(founding_id, day=form)


@bp.post("/foundings/<int:founding_id>/withdrawals")
def withdraw(founding_id: int) -> ResponseReturnValue:
    foundings.withdraw(current_user, founding_id)
    flash(gettext("It is withdrawn. Nobody is asked any longer."))
    return redirect(url_for("communities.index"), 303)


def founding_next(viewer: Any) -> list[Next]:
    """What the viewer is asked to found."""
    asking = [each for each in foundings_visible_to(viewer) if not policy.has_said_yes(viewer, each)]
    return [_of_founding(each) for each in asking]


def _of_founding(founding: Founding) -> Next:
    return Next(
        title=gettext("You are asked to found a community: %(name)s", name=founding.name),
        url=url_for("communities.foundings.show", founding_id=founding.id),
        button=gettext("Read what it is"),
        detail=gettext("It begins when two people from two organisations say yes."),
    )


def _drawn(founding_id: int, **refused: Form) -> ResponseReturnValue:
    founding, now = founding_for(current_user, founding_id), clock.now()
    if founding.community_id is not None:
        return _led_on(founding)
    belonging = belonging_of(founding, on=now.date())
    page = render_template(
        "communities/founding.html",
        founding=founding,
        founders=founders_of(founding, on=now.date()),
        lacking=missing(belonging, gathering_at=founding.gathering_at, now=now),
        has_said_yes=policy.has_said_yes(current_user, founding),
        is_proposer=founding.proposer_id == current_user.id,
        forms={"ask": AskForm(), "day": DayForm(), "begin": Form()} | refused,
    )
    return page, 422 if refused else 200


def _led_on(founding: Founding) -> ResponseReturnValue:
    if founding.community_id is None:
        return redirect(url_for(".show", founding_id=founding.id), 303)
    flash(gettext("The community is founded. Its first conversation has begun."))
    return redirect(url_for("communities.show", community_id=founding.community_id), 303)


def _propose(form: FoundingForm) -> Founding:
    first_space = gettext(FIRST_SPACE)
    asked = {"ask": form.addresses, "first_space": first_space}
    return foundings.propose(current_user, form.draft(), **asked, now=clock.now())


def _move(founding_id: int, form: DayForm) -> bool:
    foundings.move_gathering(current_user, founding_id, at=form.moment, now=clock.now())
    return True
