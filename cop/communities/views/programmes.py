"""The pages of programmes."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy
from cop.communities.forms.programmes import ChooseForm, NewProgrammeForm, ProgrammeForm
from cop.communities.models import Programme
from cop.communities.queries.programmes import could_join, gathered_in, programme_for, programmes_visible_to
from cop.communities.rules.programmes import is_address
from cop.communities.service import programmes
from cop.core import clock
from cop.core.access import require
from cop.organisations.queries import memberships_of

bp = Blueprint("programmes", __name__)


@bp.get("/programmes")
def index() -> ResponseReturnValue:
    return render_template("communities/programmes.html", programmes=programmes_visible_to(current_user))


@bp.route("/programmes/new", methods=["GET", "POST"])
def begin() -> ResponseReturnValue:
    own = [each.organisation for each in memberships_of(current_user.id, on=clock.now().date())]
    form = NewProgrammeForm.among(own)
    if request.method == "POST" and (programme := form.then(lambda: _begin(form))):
        return redirect(url_for(".show", programme_id=programme.id), 303)
    page = render_template("communities/write_programme.html", form=form, programme=None)
    return page, 422 if form.problems else 200


@bp.get("/programmes/<int:programme_id>")
def show(programme_id: int) -> ResponseReturnValue:
    programme = programme_for(current_user, programme_id)
    gathered = gathered_in(current_user, programme_id)
    return render_template(
        "communities/programme.html",
        programme=programme,
        gathered=[(each, policy.can_coordinate(current_user, each)) for each in gathered],
        could_join=could_join(current_user, programme_id),
        keeps=policy.keeps(current_user, programme),
        strategy_is_address=is_address(programme.strategy),
    )


@bp.route("/programmes/<int:programme_id>/edit", methods=["GET", "POST"])
def change(programme_id: int) -> ResponseReturnValue:
    programme = programme_for(current_user, programme_id)
    require(policy.keeps(current_user, programme), programmes.KEEPER)
    form = ProgrammeForm.of(programme)
    if request.method == "POST" and form.then(lambda: _change(programme_id, form)):
        return redirect(url_for(".show", programme_id=programme_id), 303)
    shown = programme_for(current_user, programme_id)
    page = render_template("communities/write_programme.html", form=form, programme=shown)
    return page, 422 if form.problems else 200


@bp.post("/programmes/<int:programme_id>/communities")
def gather(programme_id: int) -> ResponseReturnValue:
    programmes.gather(current_user, programme_id, community_id=_chosen(), now=clock.now())
    return redirect(url_for(".show", programme_id=programme_id), 303)


@bp.post("/programmes/<int:programme_id>/communities/removals")
def let_go(programme_id: int) -> ResponseReturnValue:
    programmes.let_go(current_user, programme_id, community_id=_chosen())
    return redirect(url_for(".show", programme_id=programme_id), 303)


def _begin(form: NewProgrammeForm) -> Programme:
    organisation_id = form.organisation.data or 0
    return programmes.begin(current_user, organisation_id=organisation_id, told=form.told(), now=clock.now())


def _change(programme_id: int, form: ProgrammeForm) -> bool:
    programmes.change(current_user, programme_id, told=form.told())
    return True


def _chosen() -> int:
    """The community that a button names, which no person can fill in wrongly."""
    form = ChooseForm()
    if not form.validate():
        abort(400)
    return form.chosen
