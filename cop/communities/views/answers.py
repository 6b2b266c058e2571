"""Behind the link of an invitation. Looking changes nothing, because mail scanners look; only buttons do."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import service
from cop.communities.forms.agreements import AcceptForm
from cop.communities.forms.invitations import AddressForm, NoForm
from cop.communities.models import CommunityInvitation, InvitationLink
from cop.communities.queries import invitations as lists
from cop.communities.queries.agreements import agreement_of
from cop.communities.rules.invitations import is_from, names_its_place
from cop.core import clock, languages
from cop.core.access import public
from cop.core.forms import Form
from cop.core.words import gettext
from cop.people.rules.tries import Tries, network_of

bp = Blueprint("invited", __name__, url_prefix="/invited/<token>")


@bp.get("")
@public
def show(token: str) -> ResponseReturnValue:
    return _page(token, AddressForm(formdata=None))


@bp.post("/acceptances")
@public
def accept(token: str) -> ResponseReturnValue:
    """Signed in, they are in; else they make their account, or sign in, and come back."""
    form = AcceptForm()
    if current_user.is_authenticated:
        community_id = form.then(lambda: service.accept(current_user, token, accepts=form.accepted, now=clock.now()))
        if community_id:
            flash(gettext("Welcome. You are in."))
            return redirect(url_for("communities.show", community_id=community_id), 303)
    elif path := form.then(lambda: _say_yes(token)):
        return redirect(path, 303)
    return _page(token, AddressForm(formdata=None), refused=form)


@bp.post("/letters")
@public
def ask_for_letter(token: str) -> ResponseReturnValue:
    form = AddressForm()
    if form.then(lambda: _ask(token, form)):
        return redirect(url_for("people.letter"), 303)
    return _page(token, form)


@bp.post("/refusals")
@public
def decline(token: str) -> ResponseReturnValue:
    form = NoForm()
    if form.then(lambda: _decline(token, form)):
        return redirect(url_for(".declined", token=token), 303)
    return _page(token, AddressForm(formdata=None), refused=form)


@bp.get("/declined")
@public
def declined(token: str) -> ResponseReturnValue:
    del token
    return render_template("communities/coming/declined.html")


def _say_yes(token: str) -> str:
    """Where they go on: to their account if they have none, else to the sign-in."""
    now = clock.now()
    invitation = lists.invitation_by(token, now=now)
    place = url_for("communities.show", community_id=invitation.community_id) if invitation else "/"
    account = service.say_yes(token, now=now)
    if account is None:
        return url_for("people.sign_in", next=url_for(".show", token=token))
    return url_for("people.invitation", token=account, next=place)


def _decline(token: str, form: NoForm) -> bool:
    service.decline(token, never_again=bool(form.never_again.data), now=clock.now())
    return True


def _ask(token: str, form: AddressForm) -> bool:
    now = clock.now()
    tries: Tries = current_app.extensions["cop_tries"]
    tries.check_letter(network=network_of(request.remote_addr), at=now.timestamp())
    service.ask_for_letter(token, form.email.data or "", language=languages.spoken().tag, now=now)
    return True


def _may_use(found: CommunityInvitation | InvitationLink) -> bool:
    """A link is for addresses of its domains; whoever may not come in by it reads nothing of what they would accept."""
    return isinstance(found, CommunityInvitation) or is_from(current_user.email, found.domains)


def _page(token: str, form: AddressForm, *, refused: Form | None = None) -> ResponseReturnValue:
    now = clock.now()
    invitation = lists.invitation_by(token, now=now)
    found = invitation or lists.link_by(token, now=now)
    signed_in = current_user.is_authenticated
    mine = bool(signed_in and (invitation is None or invitation.forwardable or invitation.email == current_user.email))
    named = bool(found and (names_its_place(found.community.axes) or mine))
    shown = {
        "found": found,
        "personal": invitation,
        "mine": mine,
        "named": named,
        "agreement": agreement_of(found.community_id) if found and mine and _may_use(found) else None,
        "token": token,
        "no": NoForm(formdata=None),
    }
    page = render_template("communities/coming/invited.html", form=form, refused=refused, **shown)
    return page, 422 if form.problems or (refused and refused.problems) else 200
