"""Sign-ins: opened by a password or by a link, and ended one by one."""

import secrets
from datetime import datetime

from sqlalchemy import delete, func, or_, select, update

from cop.core import jobs
from cop.core.access import require
from cop.core.database import Transaction, db, transaction
from cop.core.errors import N_, RuleBroken
from cop.core.passwords import is_dated, matches, scramble
from cop.people import policy
from cop.people.facts import SignInEnded
from cop.people.models import SignIn, SignInLink, SignInStep, User
from cop.people.queries import demo_person, has_second_step, person_by_email, sign_in_for
from cop.people.rules import codes, tokens
from cop.people.rules.names import email_of
from cop.people.rules.passwords import LONGEST
from cop.people.rules.tokens import Entry, Second, Way

WRONG = N_("The address and the password do not belong together. Try again, or let us send you a link.")
SUSPENDED = N_("This account is suspended. Ask whoever looks after this place.")
USED = N_("This link was used before, or it is older than 15 minutes. Ask for a new one.")


def open_sign_in(
    user_id: int,
    *,
    device: str,
    now: datetime,
    way: Way = "link",
    second: Second = "",
    replaces: int | None = None,
) -> str:
    """Sign a person in and return the token that only their browser keeps; what that browser held before ends."""
    token = new_token()
    with transaction() as tx:
        held = tx.session.get(SignIn, replaces) if replaces else None
        _end(tx, [held] if held else [], now=now)
        old = now - tokens.ENDED_KEPT
        gone = or_(SignIn.ended_at < old, SignIn.expires_at < old)
        tx.session.execute(delete(SignIn).where(SignIn.user_id == user_id, gone))
        kept = {"token_hash": tokens.fingerprint(token), "way": way, "second": second, "device": device}
        lasts_until = now + tokens.SIGN_IN_LASTS
        tx.session.add(SignIn(user_id=user_id, **kept, created_at=now, expires_at=lasts_until))
    return token


def enter(user_id: int, *, device: str, now: datetime, way: Way, replaces: int | None = None) -> Entry:
    """Sign a person in, or wait for their second step if they have one. What the browser held stands until then."""
    if not has_second_step(user_id):
        return Entry(open_sign_in(user_id, device=device, now=now, way=way, replaces=replaces))
    token = new_token()
    with transaction() as tx:
        tx.session.execute(delete(SignInStep).where(SignInStep.user_id == user_id, SignInStep.expires_at <= now))
        kept = tokens.fingerprint(token)
        tx.session.add(SignInStep(user_id=user_id, token_hash=kept, way=way, expires_at=now + codes.STEP_LASTS))
    return Entry(token, is_whole=False)


def sign_in_with_password(
    email: str, password: str, *, device: str, now: datetime, replaces: int | None = None
) -> Entry:
    """What the browser gets. One and the same refusal, in the same time, whoever has an account or has none."""
    person = person_by_email(email)
    if not matches(password[:LONGEST], person.password_hash if person else None) or person is None:
        raise RuleBroken(WRONG)
    if person.suspended_at:
        raise RuleBroken(SUSPENDED)
    kept = person.password_hash or ""
    renewed = scramble(password) if is_dated(kept) else kept
    with transaction() as tx:
        unchanged = (User.id == person.id, User.password_hash == kept, User.suspended_at.is_(None))
        renew = update(User).where(*unchanged).values(password_hash=renewed).returning(User.id)
        if tx.session.scalar(renew) is None:  # changed while we were looking at it
            raise RuleBroken(WRONG)
        return enter(person.id, device=device, now=now, way="password", replaces=replaces)


def ask_for_link(email: str, *, now: datetime, language: str = "") -> None:
    """Have a link sent, if there is an account. Who has one is found out by the worker, so the answer cannot tell.

    `language` is that of the page: the letter's too, for whoever has chosen none.
    """
    with transaction() as tx:
        jobs.later(tx, "people.link", payload={"email": email_of(email), "language": language}, at=now)


def write_link(email: str, *, now: datetime) -> tuple[User, str] | None:
    """The person and the token of a new link; None for a stranger, the suspended, and whoever has enough of them.

    The token goes into the letter at once and is kept nowhere: that is why a job calls this, and no form.
    """
    with transaction() as tx:
        person = person_by_email(email)
        if person is None or person.suspended_at or _open_links(person.id, now=now) >= tokens.MOST_LINKS:
            return None
        token = new_token()
        lasts_until = now + tokens.LINK_LASTS
        tx.session.add(SignInLink(user_id=person.id, token_hash=tokens.fingerprint(token), expires_at=lasts_until))
        return person, token


def sign_in_by_link(token: str, *, device: str, now: datetime, replaces: int | None = None) -> Entry:
    """Use a link up and return what the browser gets. Two presses at the same moment: one gets in."""
    with transaction() as tx:
        unused = (SignInLink.used_at.is_(None), SignInLink.expires_at > now)
        this = SignInLink.token_hash == tokens.fingerprint(token)
        use = update(SignInLink).where(this, *unused).values(used_at=now).returning(SignInLink.user_id)
        user_id = tx.session.scalar(use)
        if user_id is None:
            raise RuleBroken(USED)
        person = tx.session.get_one(User, user_id)
        if person.suspended_at:
            raise RuleBroken(SUSPENDED)
        return enter(person.id, device=device, now=now, way="link", replaces=replaces)


def sign_in_as_demo_person(user_id: int, *, device: str, now: datetime, replaces: int | None = None) -> Entry:
    """Be one of the invented people. The edge offers this in demo mode only; a real account is never entered so."""
    with transaction():
        person = demo_person(user_id)
        return Entry(open_sign_in(person.id, device=device, now=now, way="demo", replaces=replaces))


def end_sign_in(actor: User, sign_in_id: int, *, now: datetime) -> None:
    """End one of one's own sign-ins; its sockets are cut."""
    with transaction() as tx:
        sign_in = sign_in_for(actor, sign_in_id)
        require(policy.can_end(actor, sign_in), "Only the person signed in can end a sign-in.")
        _end(tx, [sign_in], now=now)


def end_others(actor: User, *, keep: int, now: datetime) -> None:
    """End every sign-in of the actor but this one."""
    with transaction() as tx:
        end_all(tx, actor.id, keep=keep, now=now)


def end_all(tx: Transaction, user_id: int, *, now: datetime, keep: int | None = None) -> None:
    """End a person's sign-ins, those that wait for a second step, and their unused links, in the transaction of what
    makes it necessary."""
    open_ones = select(SignIn).where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
    _end(tx, [each for each in tx.session.scalars(open_ones) if each.id != keep], now=now)
    tx.session.execute(delete(SignInStep).where(SignInStep.user_id == user_id))
    unused = (SignInLink.user_id == user_id, SignInLink.used_at.is_(None))
    tx.session.execute(update(SignInLink).where(*unused).values(used_at=now))


def new_token() -> str:
    """256 random bits, fit for a cookie and an address."""
    return secrets.token_urlsafe(32)


def _end(tx: Transaction, sign_ins: list[SignIn], *, now: datetime) -> None:
    for each in sign_ins:
        each.ended_at = each.ended_at or now
        tx.announce(SignInEnded(each.id, each.user_id))


def _open_links(user_id: int, *, now: datetime) -> int:
    standing = (SignInLink.user_id == user_id, SignInLink.expires_at > now)
    return db.session.scalar(select(func.count(SignInLink.id)).where(*standing)) or 0
