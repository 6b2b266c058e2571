"""Everything of one's own: where it starts, and the copy to take along."""

from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.core import clock
from cop.core.words import gettext
from cop.rights.forms.own import ProofForm, TakeForm
from cop.rights.queries.erasures import erasure_of
from cop.rights.queries.exports import content_for, copy_of
from cop.rights.rules.exports import file_name
from cop.rights.service import exports
from cop.rights.views import proof

bp = Blueprint("exports", __name__, url_prefix="/people/me")


@bp.get("/data")
def show() -> ResponseReturnValue:
    return _page(ProofForm(formdata=None), TakeForm(formdata=None))


@bp.post("/copies")
def ask() -> ResponseReturnValue:
    form = ProofForm()
    if form.then(_ask):
        flash(gettext("We are gathering it. You get a mail when it is ready, mostly within minutes."))
        return redirect(url_for(".show"), 303)
    return _page(form, TakeForm(formdata=None))


@bp.post("/copies/downloads")
def take() -> ResponseReturnValue:
    content_for(current_user, now=clock.now())  # where there is none, there is nothing to prove
    form = TakeForm()
    content = form.then(lambda: proof.given(form, exports.take))
    if content is None:
        return _page(ProofForm(formdata=None), form)
    name = file_name(clock.now().date())
    return send_file(BytesIO(content), mimetype="application/zip", as_attachment=True, download_name=name)


def _ask() -> bool:
    exports.ask(current_user, now=clock.now())
    return True


def _page(form: ProofForm, take_form: TakeForm) -> tuple[str, int]:
    copy, now = copy_of(current_user.id, now=clock.now()), clock.now()
    leaving = erasure_of(current_user.id)
    page = render_template(
        "rights/data.html", form=form, take_form=take_form, copy=copy, proof=proof.asked(), leaving=leaving, now=now
    )
    return page, 422 if form.problems or take_form.problems else 200
