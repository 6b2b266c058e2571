"""The page of how a community works together."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries
from cop.communities.forms.agreements import AcceptForm, AgreementForm
from cop.communities.queries.agreements import acceptances_of, agreement_asked_of, agreement_of, versions_of
from cop.communities.service import COORDINATES, agreements
from cop.core import clock
from cop.core.access import public, require
from cop.core.errors import N_
from cop.core.words import gettext

bp = Blueprint("agreements", __name__)

READERS = N_("Members of this community read how it works together.")


@bp.get("/communities/<int:community_id>/agreement")
@public
def show(community_id: int) -> ResponseReturnValue:
    return _drawn(community_id)


@bp.post("/communities/<int:community_id>/agreement/acceptances")
def accept(community_id: int) -> ResponseReturnValue:
    form = AcceptForm()
    if form.then(lambda: _accept(community_id, form)):
        flash(gettext("Thank you. You have accepted how this community works together."))
        return redirect(url_for("communities.show", community_id=community_id), 303)
    return _drawn(community_id, refused=form)


@bp.route("/communities/<int:community_id>/agreement/edit", methods=["GET", "POST"])
def write(community_id: int) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_coordinate(current_user, community), COORDINATES)
    before = agreement_of(community_id)
    form = AgreementForm(text=before.text if before else "", number=before.number if before else 0)
    if request.method == "POST" and form.then(lambda: _write(community_id, form)):
        return redirect(url_for(".show", community_id=community_id), 303)
    return _writing_page(community_id, form), 422 if form.problems else 200


def _writing_page(community_id: int, form: AgreementForm) -> str:
    """Anew after a refusal, which lets go of all that was read before it."""
    community, before = queries.community_for(current_user, community_id), agreement_of(community_id)
    return render_template(
        "communities/write_agreement.html", form=form.after(before), community=community, before=before
    )


def _drawn(community_id: int, *, refused: AcceptForm | None = None) -> ResponseReturnValue:
    community = queries.community_for(current_user, community_id)
    require(policy.can_read_agreement(current_user, community), READERS)
    agreement, can_coordinate = agreement_of(community_id), policy.can_coordinate(current_user, community)
    page = render_template(
        "communities/agreement.html",
        community=community,
        agreement=agreement,
        versions=versions_of(community_id),
        asked=agreement_asked_of(current_user, community),
        accepted=acceptances_of(agreement) if agreement and can_coordinate else None,
        members=len(queries.members_in(community_id)),
        can_coordinate=can_coordinate,
        form=(refused or AcceptForm()).after(agreement),
    )
    return page, 422 if refused else 200


def _accept(community_id: int, form: AcceptForm) -> bool:
    agreements.accept(current_user, community_id, number=form.accepted, now=clock.now())
    return True


def _write(community_id: int, form: AgreementForm) -> bool:
    said = {"text": form.text.data or "", "why": form.why.data or ""}
    agreements.write(current_user, community_id, **said, seen=form.accepted, now=clock.now())
    return True
