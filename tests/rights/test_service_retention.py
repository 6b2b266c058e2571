"""What is kept for a time is gone when that is over, and not before."""

from datetime import timedelta

from sqlalchemy import func, select

from cop.communities.models import CommunityInvitation, InvitationFile
from cop.core.database import db, transaction
from cop.organisations import service as organisations
from cop.organisations.models import OrganisationImport
from cop.people import service as people
from cop.people.models import Invitation, KnownDevice, SignIn, SignInLink
from tests.factories.communities import a_cast, a_community


def _kept() -> dict[str, int]:
    tables = (SignIn, SignInLink, Invitation, KnownDevice, CommunityInvitation, InvitationFile, OrganisationImport)
    counted = {each.__tablename__: db.session.scalar(select(func.count()).select_from(each)) or 0 for each in tables}
    db.session.rollback()
    return {name: count for name, count in counted.items() if count}


def _make(now) -> None:
    cast = a_cast()
    community_id = a_community(cast, now=now)
    people.open_sign_in(cast.bo.id, device="", now=now)
    people.write_link("bo@example.org", now=now)
    people.invite(cast.bo, "new@example.org", now=now)
    organisations.hand_in(cast.eli, b"name,kind\nElm,charity\n", file_name="some.csv", now=now)
    told = {"community_id": community_id, "role": "member", "created_at": now, "expires_at": now, "ended_at": now}
    with transaction() as tx:
        tx.session.add(KnownDevice(user_id=cast.bo.id, token_hash="d", expires_at=now + timedelta(days=7)))
        tx.session.add(InvitationFile(community_id=community_id, created_at=now))
        tx.session.add(CommunityInvitation(**told, email="x@example.org", seed="s", token_hash="h", state="lapsed"))


def test_it_goes_when_its_days_are_over(app, now):
    with app.app_context():
        _make(now)
        left = {}
        for days in (0, 6, 8, 91, 119, 121, 181):
            for chore in app.extensions["cop_chores"]:
                if chore.__name__ == "forget_old":
                    chore(now=now + timedelta(days=days))
            left[days] = set(_kept())

    everything = {"sign_in", "account_invitation", "community_invitation", "invitation_file", "organisation_import"}
    assert left == {
        0: everything | {"sign_in_link", "known_device"},
        6: everything | {"known_device"},
        8: everything - {"organisation_import"},
        91: {"sign_in", "account_invitation", "invitation_file"},
        119: {"sign_in", "invitation_file"},
        121: {"invitation_file"},
        181: set(),
    }
