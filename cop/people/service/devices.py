"""Browsers that are known: their tries to sign in are counted by themselves, whatever others do."""

from datetime import datetime

from sqlalchemy import delete, select

from cop.core.database import transaction
from cop.people.models import KnownDevice
from cop.people.rules import tokens
from cop.people.service.sign_ins import new_token


def recognise(user_id: int, held: str | None, *, now: datetime) -> str:
    """Know this person's browser from now on, and return the token that it keeps. One that it `held` before stays,
    if it came from us: nobody chooses it for somebody else."""
    with transaction() as tx:
        ours = select(KnownDevice.id).where(KnownDevice.token_hash == tokens.fingerprint(held or "")).limit(1)
        token = held if held and tx.session.scalar(ours) else new_token()
        kept = tokens.fingerprint(token)
        own = KnownDevice.user_id == user_id
        tx.session.execute(delete(KnownDevice).where(own, KnownDevice.token_hash == kept))
        newest = select(KnownDevice.id).where(own).order_by(KnownDevice.id.desc()).limit(tokens.MOST_DEVICES - 1)
        stays = (KnownDevice.expires_at > now, KnownDevice.id.in_(list(tx.session.scalars(newest))))
        tx.session.execute(delete(KnownDevice).where(own, ~(stays[0] & stays[1])))
        expires_at = now + tokens.DEVICE_KNOWN
        tx.session.add(KnownDevice(user_id=user_id, token_hash=kept, expires_at=expires_at))
        return token
