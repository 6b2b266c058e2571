"""Passkeys: made, named, shown and taken away. Whoever shows one has both steps behind them."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from cop.core import passkeys
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import Passkey, PasskeyChallenge, User
from cop.people.queries import passkey_for, passkeys_of, recovery_codes_left
from cop.people.rules import names, tokens
from cop.people.rules.tokens import Entry
from cop.people.service.passwords import check_current
from cop.people.service.second_steps import draw_codes, forget_if_nothing_is_left, has_proof
from cop.people.service.sign_ins import SUSPENDED, open_sign_in
from cop.people.service.ways_in import tell_of

MOST = 20
STALE = N_("That took too long. Try once more.")
UNNAMED = N_("Passkey")


def ask_to_make(actor: User, *, now: datetime) -> tuple[str, str]:
    """A challenge for the actor alone, and what their browser is asked with it."""
    own = passkeys_of(actor)
    handle = own[0].handle if own else passkeys.chance()
    challenge = _challenge(actor.id, handle=handle, now=now)
    known = [each.credential_id for each in own]
    return challenge, passkeys.asks_to_make(challenge, handle=handle, email=actor.email, name=actor.name, known=known)


def keep(
    actor: User, sign_in_id: int, *, challenge: str, answer: str, name: str, current: str, now: datetime
) -> list[str]:
    """Let the actor sign in with the passkey that they have made. Answers recovery codes if they have none yet."""
    check_current(actor, sign_in_id, current=current, now=now)
    handle = _use(challenge, user_id=actor.id, now=now)
    new = passkeys.made(answer, challenge=challenge)
    with transaction() as tx:
        if len(passkeys_of(actor)) >= MOST:
            raise RuleBroken("You have %(most)s passkeys. Take one away first.", most=MOST)
        called = names.line_of(name, longest=names.LONGEST_ABOUT) or UNNAMED
        kept = {"credential_id": new.credential_id, "public_key": new.public_key, "sign_count": new.sign_count}
        tx.session.add(Passkey(user_id=actor.id, handle=handle, name=called, created_at=now, **kept))
        try:
            tx.flush()
        except IntegrityError:
            raise RuleBroken("This passkey belongs to an account already.") from None
        tell_of(tx, actor.id, change="passkey_made", now=now)
        return [] if recovery_codes_left(actor) else draw_codes(tx, actor.id)


def take_away(actor: User, passkey_id: int, *, proof: str, now: datetime) -> None:
    """Nobody comes in with this one any more. The last of all second steps takes with it what it let its owner do."""
    with has_proof(actor, proof, now=now) as tx:
        tx.session.delete(passkey_for(actor, passkey_id))
        tx.flush()
        forget_if_nothing_is_left(tx, actor.id)
        tell_of(tx, actor.id, change="passkey_gone", now=now)


def ask_to_show(*, now: datetime) -> tuple[str, str]:
    """A challenge for whoever comes, and what their browser is asked with it."""
    challenge = _challenge(None, handle="", now=now)
    return challenge, passkeys.asks_to_show(challenge)


def sign_in_with_passkey(
    answer: str, *, challenge: str, device: str, now: datetime, replaces: int | None = None
) -> Entry:
    """Sign in whoever holds this passkey. A challenge is used up by it, whatever comes of it."""
    _use(challenge, user_id=None, now=now)
    claim = passkeys.claimed(answer)
    with transaction() as tx:
        found = tx.session.scalar(select(Passkey).where(Passkey.credential_id == claim.credential_id).with_for_update())
        if found is None or claim.handle not in {"", found.handle}:
            raise RuleBroken(passkeys.NOT_TRUE)
        kept = {"public_key": found.public_key, "sign_count": found.sign_count}
        found.sign_count, found.used_at = passkeys.shown(answer, challenge=challenge, **kept), now  # type: ignore[arg-type]
        if tx.session.get_one(User, found.user_id).suspended_at:
            raise RuleBroken(SUSPENDED)
        whole = open_sign_in(found.user_id, device=device, now=now, way="passkey", second="passkey", replaces=replaces)
        return Entry(whole)


def _challenge(user_id: int | None, *, handle: str, now: datetime) -> str:
    challenge = passkeys.chance()
    with transaction() as tx:
        tx.session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at <= now))
        expires_at = now + tokens.CHALLENGE_LASTS
        tx.session.add(PasskeyChallenge(challenge=challenge, user_id=user_id, handle=handle, expires_at=expires_at))
    return challenge


def _use(challenge: str, *, user_id: int | None, now: datetime) -> str:
    """Spend a challenge, in a transaction of its own: what is refused later does not bring it back."""
    with transaction() as tx:
        return _spent(tx, challenge, user_id=user_id, now=now)


def _spent(tx: Transaction, challenge: str, *, user_id: int | None, now: datetime) -> str:
    is_whose = PasskeyChallenge.user_id.is_(None) if user_id is None else PasskeyChallenge.user_id == user_id
    this = (PasskeyChallenge.challenge == challenge, PasskeyChallenge.expires_at > now, is_whose)
    handle: str | None = tx.session.scalar(delete(PasskeyChallenge).where(*this).returning(PasskeyChallenge.handle))
    if handle is None:
        raise RuleBroken(STALE)
    return handle
