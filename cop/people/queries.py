"""The doors to people and their sign-ins, and the question behind every request: who holds this token?"""

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, func, or_, select, true

from cop.core.access import Identity
from cop.core.database import UtcDateTime, db
from cop.core.errors import NotVisible
from cop.core.questions import Answer, Question, as_loaded
from cop.people import policy
from cop.people.models import (
    Authenticator,
    Invitation,
    KnownDevice,
    Passkey,
    RecoveryCode,
    SignIn,
    SignInLink,
    SignInStep,
    SsoIdentity,
    UninvitedAddress,
    User,
)
from cop.people.rules.tokens import DEMO, Proof, fingerprint, is_proven, needs_password, proof


def identity_of(token: str, *, now: datetime) -> Identity | None:
    """Who holds this token, in one query. The person belongs to no database session, so that no later roll-back
    makes the answer to "who is this?" cost a second query; read as plain values, which costs half of an object."""
    found = HOLDER.one_or_none({"fingerprint": fingerprint(token), "now": now})
    return _identity(found) if found else None


def identity_and_answer(
    token: str, question: Question, *, values: Mapping[str, object], now: datetime
) -> tuple[Identity | None, Answer | None]:
    """The same, and what the holder is told who asks this of `viewer` and `proven`, in one query for both. The first
    column of what answers it is never empty."""
    found = _asked_by_holder(question).one_or_none({**values, "fingerprint": fingerprint(token), "now": now})
    if found is None:
        return None, None
    answer = found[len(HELD) :]
    return _identity(found[: len(HELD)]), answer if answer[0] is not None else None


def _identity(held: Answer) -> Identity:
    sign_in_id, way, second, *values = held
    shown = dict(zip(SHOWN, values, strict=True))
    proven = is_proven(way, second)
    duties = {
        "is_proven": proven,
        "is_admin": shown["is_admin"] and proven,
        "must_prove": shown["is_admin"] and not proven,
    }
    return Identity(as_loaded(User, **shown | duties), sign_in_id)


def open_among(ids: set[int], *, now: datetime) -> set[int]:
    """Which of these sign-ins still stand."""
    asked = select(SignIn.id).join(User, SignIn.user_id == User.id).where(SignIn.id.in_(ids), _stands(now))
    return set(db.session.scalars(asked))


def person_for(viewer: User, user_id: int) -> User:
    """The only door to a person: whoever is signed in may know who else is here. Suspended people stay known."""
    person = db.session.get(User, user_id)
    if person is None or person.erased_at is not None or not viewer.is_authenticated:
        raise NotVisible
    return person


def person_by_email(email: str) -> User | None:
    """For services that were given an address; what they find is never shown to whoever gave it."""
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def language_of(email: str) -> str:
    """The language that somebody has chosen for what they read here; empty for nobody, and for no choice."""
    return db.session.scalar(select(User.locale).where(User.email == email)) or ""


def email_of(user_id: int) -> str:
    """The address of an account."""
    return db.session.scalars(select(User.email).where(User.id == user_id)).one()


def name_of(user_id: int | None) -> str:
    """What a person is called in a letter; empty for nobody."""
    return db.session.scalar(select(User.name).where(User.id == user_id)) or ""


def is_anybody_here() -> bool:
    """Whether an account was ever made in this installation."""
    return db.session.scalar(select(User.id).limit(1)) is not None


def demo_people() -> list[User]:
    """The invented people of the demo, in the order in which they were made."""
    return list(db.session.scalars(select(User).where(User.is_demo, User.suspended_at.is_(None)).order_by(User.id)))


def demo_person(user_id: int) -> User:
    """The door to a person of the demo, for visitors; nobody else has one."""
    person = db.session.get(User, user_id)
    if person is None or not person.is_demo:
        raise NotVisible
    return person


def sign_in_for(viewer: User, sign_in_id: int) -> SignIn:
    """The only door to a sign-in that stands: one's own."""
    sign_in = db.session.get(SignIn, sign_in_id)
    if sign_in is None or sign_in.ended_at or not policy.can_end(viewer, sign_in):
        raise NotVisible
    return sign_in


def sign_ins_of(viewer: User, *, first: int, now: datetime) -> list[SignIn]:
    """The viewer's own sign-ins that stand: `first` the one that asks, then the newest."""
    own = (SignIn.user_id == viewer.id, SignIn.ended_at.is_(None), SignIn.expires_at > now)
    in_order = (SignIn.id != first, SignIn.created_at.desc(), SignIn.id.desc())
    return list(db.session.scalars(select(SignIn).where(*own).order_by(*in_order)))


def asks_for_password(viewer: User, sign_in_id: int, *, now: datetime) -> bool:
    """Whether a change of password asks for the current one."""
    sign_in = sign_in_for(viewer, sign_in_id)
    has_one = person_for(viewer, viewer.id).password_hash is not None
    return has_one and needs_password(sign_in.way, sign_in.created_at, now=now)


def proof_asked(viewer: User, sign_in_id: int, *, now: datetime) -> Proof:
    """What this sign-in still has to prove before it is given everything, or takes everything away."""
    sign_in = sign_in_for(viewer, sign_in_id)
    has_password = person_for(viewer, viewer.id).password_hash is not None
    return proof(sign_in.way, sign_in.created_at, has_password=has_password, now=now)


def authenticator_of(viewer: User) -> Authenticator | None:
    """The viewer's own, confirmed or only begun."""
    return db.session.get(Authenticator, viewer.id)


def has_second_step(user_id: int) -> bool:
    """Whether this person is asked for a second step when they sign in."""
    app = select(Authenticator.user_id).where(Authenticator.user_id == user_id, Authenticator.confirmed_at.is_not(None))
    return db.session.scalar(app.union_all(select(Passkey.user_id).where(Passkey.user_id == user_id))) is not None


def passkeys_of(viewer: User) -> list[Passkey]:
    """The viewer's own, the oldest first."""
    return list(db.session.scalars(select(Passkey).where(Passkey.user_id == viewer.id).order_by(Passkey.id)))


def passkey_for(viewer: User, passkey_id: int) -> Passkey:
    """The only door to a passkey: one's own."""
    found = db.session.get(Passkey, passkey_id)
    if found is None or found.user_id != viewer.id:
        raise NotVisible
    return found


def identities_of(viewer: User) -> list[SsoIdentity]:
    """The viewer's own at another place, the oldest first."""
    return list(
        db.session.scalars(select(SsoIdentity).where(SsoIdentity.user_id == viewer.id).order_by(SsoIdentity.id))
    )


def identity_for(viewer: User, identity_id: int) -> SsoIdentity:
    """The only door to one: one's own."""
    found = db.session.get(SsoIdentity, identity_id)
    if found is None or found.user_id != viewer.id:
        raise NotVisible
    return found


def recovery_codes_left(viewer: User) -> int:
    """How many recovery codes the viewer has not used."""
    return db.session.scalar(select(func.count()).where(RecoveryCode.user_id == viewer.id)) or 0


def step_of(token: str, *, now: datetime) -> SignInStep | None:
    """The sign-in behind this token that waits for its second step."""
    standing = (SignInStep.token_hash == fingerprint(token), SignInStep.expires_at > now)
    return db.session.scalar(select(SignInStep).where(*standing))


def known_device(token: str, *, email: str, now: datetime) -> int | None:
    """The number of the browser with this token, if whoever has this address was signed in there."""
    is_it = (KnownDevice.token_hash == fingerprint(token), KnownDevice.expires_at > now, User.email == email)
    return db.session.scalar(select(KnownDevice.id).join(User, KnownDevice.user_id == User.id).where(*is_it))


def link_stands(token: str, *, now: datetime) -> bool:
    """Whether a link can still be used. Asking does not use it up: mail scanners look at every link."""
    unused = (SignInLink.used_at.is_(None), SignInLink.expires_at > now)
    this = SignInLink.token_hash == fingerprint(token)
    return db.session.scalar(select(SignInLink.id).where(this, *unused)) is not None


def open_invitation(token: str, *, now: datetime) -> Invitation | None:
    """The invitation behind this token, while it can be accepted."""
    standing = (Invitation.accepted_at.is_(None), Invitation.expires_at > now)
    return db.session.scalar(select(Invitation).where(Invitation.token_hash == fingerprint(token), *standing))


def wants_no_invitations(email: str) -> bool:
    """Whether the owner of this address has asked never to be invited again, by whomever."""
    return db.session.get(UninvitedAddress, fingerprint(email)) is not None


def _stands(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return and_(SignIn.ended_at.is_(None), SignIn.expires_at > now, User.suspended_at.is_(None))


SHOWN = tuple(column.key for column in User.__mapper__.column_attrs if column.key != "password_hash")
HELD = (SignIn.id, SignIn.way, SignIn.second, *(getattr(User, name) for name in SHOWN))
HOLDER = Question(
    select(*HELD)
    .join(SignIn, SignIn.user_id == User.id)
    .where(SignIn.token_hash == bindparam("fingerprint"), _stands(bindparam("now", type_=UtcDateTime)))
)


@lru_cache(maxsize=8)
def _asked_by_holder(question: Question) -> Question:
    own = (User.id.label("viewer"), or_(SignIn.second != "", SignIn.way == DEMO).label("proven"))
    holder = HOLDER.and_of(own).statement.cte("holder")
    told = question.standing_for({each.name: select(holder.c[each.name]).scalar_subquery() for each in own})
    return Question(select(*list(holder.c)[: len(HELD)], *told.c).join_from(holder, told, true(), isouter=True))
