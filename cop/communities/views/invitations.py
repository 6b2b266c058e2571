"""Asking people in: by address, by link, by file; and what becomes of it."""

from typing import Any

from flask import Blueprint, Response, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from cop.communities import policy, queries, service
from cop.communities.forms.invitations import InviteForm, LinkForm, RowsForm
from cop.communities.models import Community, InvitationFile, InvitationLink
from cop.communities.queries import invitations as lists
from cop.communities.rules import Read, rows
from cop.communities.rules import invitations as rules
from cop.core import clock
from cop.core.access import require
from cop.core.errors import RuleBroken
from cop.core.links import token_of
from cop.core.words import gettext, ngettext

bp = Blueprint("invitations", __name__, url_prefix="/communities/<int:community_id>/invitations")

HEADS = ("line", "email", "name", "organisation", "role", "status", "since", "problem")


@bp.route("", methods=["GET", "POST"])
def index(community_id: int) -> ResponseReturnValue:
    form = _invite_form(_inviting(community_id))
    if request.method == "POST" and (count := form.then(lambda: _invite(community_id, form))) is not None:
        flash(_on_their_way(count))
        return redirect(url_for(".index", community_id=community_id), 303)
    return _page(community_id, form, LinkForm(formdata=None))


@bp.post("/links")
def make_link(community_id: int) -> ResponseReturnValue:
    form = LinkForm()
    if form.then(lambda: _make_link(community_id, form)):
        flash(gettext("The link stands below. Whoever has it can come in, so mind whom you give it."))
        return redirect(url_for(".index", community_id=community_id, _anchor="links"), 303)
    return _page(community_id, _invite_form(_inviting(community_id), blank=True), form)


@bp.post("/links/<int:link_id>/endings")
def end_link(community_id: int, link_id: int) -> ResponseReturnValue:
    service.end_link(current_user, community_id, link_id=link_id, now=clock.now())
    flash(gettext("The link opens nothing any more."))
    return redirect(url_for(".index", community_id=community_id), 303)


@bp.post("/<int:invitation_id>/withdrawals")
def withdraw(community_id: int, invitation_id: int) -> ResponseReturnValue:
    service.withdraw(current_user, community_id, invitation_id=invitation_id, now=clock.now())
    flash(gettext("The invitation is taken back."))
    return redirect(url_for(".index", community_id=community_id), 303)


@bp.route("/files", methods=["GET", "POST"])
def files(community_id: int) -> ResponseReturnValue:
    community, form = _inviting(community_id), RowsForm()
    read = form.then(lambda: _read(community, form)) if request.method == "POST" else None
    kept = form.then(lambda: _send(community_id, read)) if read and form.sure.data else None
    if kept:
        return redirect(url_for(".show_file", community_id=community_id, file_id=kept.id), 303)
    community = _inviting(community_id)  # anew: a refused form lets go of all that was read before it
    shown = {"community": community, "read": read, "columns": rows.COLUMNS, "roles": _roles(community)}
    page = render_template("communities/coming/file.html", form=form, **shown)
    return page, 422 if form.problems else 200


@bp.get("/files/<int:file_id>")
def show_file(community_id: int, file_id: int) -> ResponseReturnValue:
    community = _inviting(community_id)
    found = lists.file_for(current_user, community, file_id=file_id)
    shown = {"community": community, "file": found, "lines": _lines(found)}
    return render_template("communities/coming/outcome.html", **shown)


@bp.get("/files/<int:file_id>/outcome.csv")
def outcome(community_id: int, file_id: int) -> ResponseReturnValue:
    found = lists.file_for(current_user, _inviting(community_id), file_id=file_id)
    page = rows.written(HEADS, ([str(each[name]) for name in HEADS] for each in _lines(found)))
    response: Response = current_app.make_response(page)
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="invitations-{file_id}.csv"'
    return response


def _inviting(community_id: int) -> Community:
    community = queries.community_for(current_user, community_id)
    service.check_alive(community)
    require(policy.can_invite(current_user, community), service.INVITES)
    return community


def _roles(community: Community) -> tuple[str, ...]:
    return rules.roles_offered_by(policy.standing_in(current_user, community).role)


def _invite_form(community: Community, *, blank: bool = False) -> InviteForm:
    form = InviteForm(formdata=None) if blank else InviteForm()
    spaces = lists.spaces_to_name_in(current_user, community.id)
    return form.offering(_roles(community), spaces, by_name=community.axes.read == Read.SEALED)


def _invite(community_id: int, form: InviteForm) -> int:
    asked, forwardable = form.asked(), bool(form.forwardable.data)
    return service.invite(current_user, community_id, asked=asked, forwardable=forwardable, now=clock.now())


def _make_link(community_id: int, form: LinkForm) -> InvitationLink:
    given = {"role": form.role.data, "most": form.most.data or 0, "domains": form.domains.data or ""}
    return service.make_link(current_user, community_id, **given, now=clock.now())


def _read(community: Community, form: RowsForm) -> rows.Rows:
    """The text that was pasted, or that of the file, which takes its place on the page."""
    upload = request.files.get("file")
    if upload and upload.filename:
        form.text.data = rows.text_of(upload.read(rows.LARGEST_FILE + 1))
    spaces = {each.name.lower(): each.id for each in lists.spaces_to_name_in(current_user, community.id)}
    needs_name = community.axes.read == Read.SEALED
    return rows.rows_in(form.text.data or "", roles=_roles(community), spaces=spaces, needs_name=needs_name)


def _send(community_id: int, read: rows.Rows) -> InvitationFile:
    if not read.asked:
        raise RuleBroken("No line is in order yet. Mend them, and look again.")
    return service.invite_all(current_user, community_id, asked=read.asked, faults=read.faults, now=clock.now())


def _lines(found: InvitationFile) -> list[dict[str, Any]]:
    """Every line of a file with what became of it, in its order."""
    nothing: dict[str, Any] = dict.fromkeys(HEADS, "")
    asked = [
        nothing
        | {"line": each.line, "email": each.email, "name": each.name, "organisation": each.organisation}
        | {"role": each.role, "status": each.state, "since": (each.ended_at or each.sent_at or each.created_at).date()}
        for each in lists.invitations_in(found.id)
    ]
    faults = [
        nothing
        | {"line": line, "email": email, "status": "left out", "problem": gettext(str(sentence), **values)}
        for line, email, sentence, values in found.faults
    ]  # fmt: skip
    return sorted([*asked, *faults], key=lambda each: each["line"])


def _on_their_way(count: int) -> str:
    if not count:
        return str(gettext("All of them have an invitation already, and keep it."))
    return str(ngettext("An invitation is on its way.", "%(num)s invitations are on their way.", count))


def _page(community_id: int, form: InviteForm, link_form: LinkForm) -> ResponseReturnValue:
    community, now = _inviting(community_id), clock.now()
    page = render_template(
        "communities/coming/invitations.html",
        form=form,
        link_form=link_form,
        community=community,
        can_coordinate=policy.can_coordinate(current_user, community),
        invitations=lists.invitations_of(current_user, community),
        links=[(each, token_of(each.seed)) for each in lists.links_of(community_id, now=now)],
        files=lists.files_of(current_user, community),
        live=rules.LIVE,
    )
    return page, 422 if form.problems or link_form.problems else 200
