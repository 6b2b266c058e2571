"""The second step of signing in: set up, asked for, taken away."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, select, update

from cop.core import seals
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.core.passwords import matches
from cop.people.models import Authenticator, Passkey, RecoveryCode, SignIn, SignInStep, User
from cop.people.queries import authenticator_of, has_second_step, person_by_email, person_for
from cop.people.rules import codes, tokens
from cop.people.rules.passwords import LONGEST
from cop.people.rules.tokens import Entry, Second, Way
from cop.people.service.passwords import check_current
from cop.people.service.sign_ins import end_all, open_sign_in
from cop.people.service.ways_in import tell_of

WRONG = N_("That code is not right, or it was used before. Wait for the next one in your app, and type that.")
BEGIN_AGAIN = N_("That took too long, or it went wrong too often. Sign in again from the beginning.")
NOT_PROVEN = N_("That is neither your password nor a code that is good now.")


def begin(actor: User, sign_in_id: int, *, current: str, now: datetime) -> None:
    """Draw a secret for the actor's app. It changes nothing until a first code confirms it."""
    check_current(actor, sign_in_id, current=current, now=now)
    with transaction() as tx:
        app = authenticator_of(actor)
        if app is not None and app.confirmed_at:
            raise RuleBroken("You have an app for codes already. Switch it off first to set up another.")
        tx.session.execute(delete(Authenticator).where(Authenticator.user_id == actor.id))
        tx.session.add(Authenticator(user_id=actor.id, secret=codes.new_secret()))


def confirm(actor: User, sign_in_id: int, *, code: str, now: datetime) -> list[str]:
    """Ask for a code at every sign-in from now on. Answers the recovery codes, which are kept nowhere.

    Every other sign-in ends, since it came in without; this one has just had the code.
    """
    with transaction() as tx:
        app = authenticator_of(actor)
        if app is None or app.confirmed_at:
            raise RuleBroken("There is nothing here to confirm. Begin again.")
        step = _step(app, code, now=now)
        if step is None:
            raise RuleBroken(WRONG)
        app.last_step, app.confirmed_at = step, now
        end_all(tx, actor.id, keep=sign_in_id, now=now)
        _prove(tx, actor.id, only=sign_in_id)
        tell_of(tx, actor.id, change="codes_on", now=now)
        return draw_codes(tx, actor.id)


def draw_recovery_codes(actor: User, *, proof: str, now: datetime) -> list[str]:
    """Ten new recovery codes in place of whatever is left of the old ones."""
    with has_proof(actor, proof, now=now) as tx:
        if not has_second_step(actor.id):
            raise RuleBroken("You have no second step. Set one up first.")
        tell_of(tx, actor.id, change="recovery_drawn", now=now)
        return draw_codes(tx, actor.id)


def switch_off(actor: User, *, proof: str, now: datetime) -> None:
    """Ask for no code any more; without passkeys, duties that need a second step are over for every sign-in."""
    with has_proof(actor, proof, now=now) as tx:
        tx.session.execute(delete(Authenticator).where(Authenticator.user_id == actor.id))
        forget_if_nothing_is_left(tx, actor.id)
        tell_of(tx, actor.id, change="codes_off", now=now)


def forget_of(email: str, *, now: datetime) -> User:
    """Let somebody in without their second step, who has lost it: for whoever keeps the machine, who knows them."""
    with transaction() as tx:
        person = person_by_email(email)
        if person is None:
            raise RuleBroken("There is no account with this address.")
        forget(tx, person.id)
        end_all(tx, person.id, now=now)
        tell_of(tx, person.id, change="forgotten", now=now)
        return person


def finish(token: str, code: str, *, device: str, now: datetime, replaces: int | None = None) -> Entry:
    """Sign in whoever was right before and is right again."""
    with transaction() as tx:
        standing = (SignInStep.token_hash == tokens.fingerprint(token), SignInStep.expires_at > now)
        waiting = tx.session.scalar(select(SignInStep).where(*standing).with_for_update())
        if waiting is None:
            raise RuleBroken(BEGIN_AGAIN)
        second = _use(tx, waiting.user_id, code, now=now)
        if second:
            way = cast("Way", waiting.way)
            tx.session.delete(waiting)
            if second == "recovery":
                tell_of(tx, waiting.user_id, change="recovery_used", now=now)
            how: dict[str, Any] = {"device": device, "way": way, "second": second, "replaces": replaces}
            return Entry(open_sign_in(waiting.user_id, **how, now=now))
        waiting.wrong += 1
        if waiting.wrong >= codes.MOST_WRONG:
            tx.session.delete(waiting)
    raise RuleBroken(WRONG)  # once the count is kept


def forget(tx: Transaction, user_id: int) -> None:
    """Nothing is left of a person's second step, nor of what it let them do."""
    for table in (Authenticator, Passkey, RecoveryCode, SignInStep):
        tx.session.execute(delete(table).where(table.user_id == user_id))
    tx.session.execute(update(SignIn).where(SignIn.user_id == user_id).values(second=""))


def forget_if_nothing_is_left(tx: Transaction, user_id: int) -> None:
    """Recovery codes stand in for something: without it they go too."""
    if not has_second_step(user_id):
        forget(tx, user_id)


@contextmanager
def has_proof(actor: User, proof: str, *, now: datetime) -> Iterator[Transaction]:
    """A transaction for whoever shows anew that they are the actor. A password is looked at before it begins: that
    takes a while, and nobody else writes meanwhile."""
    kept = person_for(actor, actor.id).password_hash
    knows_password = kept is not None and matches(proof[:LONGEST], kept)
    with transaction() as tx:
        if not knows_password and not _use(tx, actor.id, proof, now=now):
            raise RuleBroken(NOT_PROVEN)
        yield tx


def draw_codes(tx: Transaction, user_id: int) -> list[str]:
    """Ten new recovery codes, of which we keep what tells whether one was typed."""
    tx.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    drawn = codes.new_recovery_codes()
    kept = [tokens.fingerprint(codes.plain(each)) for each in drawn]
    tx.session.add_all(RecoveryCode(user_id=user_id, code_hash=each) for each in kept)
    return drawn


def _use(tx: Transaction, user_id: int, code: str, *, now: datetime) -> Second:
    """Which kind of code this was, and it is good no more; empty for what is no code of theirs."""
    app = tx.session.get(Authenticator, user_id)
    step = _step(app, code, now=now) if app and app.confirmed_at else None
    if step is not None:
        unused = (Authenticator.user_id == user_id, Authenticator.last_step < step)  # asked again by whoever writes
        used = update(Authenticator).where(*unused).values(last_step=step).returning(Authenticator.user_id)
        return "code" if tx.session.scalar(used) else ""
    this = (RecoveryCode.user_id == user_id, RecoveryCode.code_hash == tokens.fingerprint(codes.plain(code)))
    gone = tx.session.scalar(delete(RecoveryCode).where(*this).returning(RecoveryCode.user_id))
    return "recovery" if gone else ""


def _step(app: Authenticator, code: str, *, now: datetime) -> int | None:
    """None too where the key is lost that opens the secret: recovery codes still work then."""
    if isinstance(app.secret, seals.Unread):
        return None
    return codes.step_of(app.secret, code, after=app.last_step, now=now)


def _prove(tx: Transaction, user_id: int, *, only: int) -> None:
    own = (SignIn.user_id == user_id, SignIn.id == only)
    tx.session.execute(update(SignIn).where(*own).values(second="code"))
