"""Letters about what is looked after, without a word of it: nor what it is, nor where it stands, nor who asked."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from cop.core import mail
from cop.core.database import Transaction
from cop.moderation.models import Appeal, ModerationAct, Report
from cop.moderation.queries import Moderator
from cop.moderation.rules import KINDS
from cop.people.models import User

LOOKING, ANSWERING, OWN = "moderation.looking", "moderation.answering", "moderation.own"
SELF = "moderation.self"


def ask_to_look(tx: Transaction, people: Iterable[Moderator], *, report: Report, now: datetime) -> None:
    """Those who could decide about it hear that something waits."""
    values = {"community": report.community_id}
    for each in people:
        permitted = (LOOKING, each.id, report.id)
        mail.send_later(tx, each.email, "moderation/mail/look.txt", values, at=now, while_permitted=permitted)


def ask_to_answer(
    tx: Transaction, people: Iterable[Moderator], *, appeal: Appeal, community_id: int, now: datetime
) -> None:
    """Those who could decide otherwise hear that somebody asks them to."""
    for each in people:
        permitted = (ANSWERING, each.id, appeal.id)
        values = {"community": community_id}
        mail.send_later(tx, each.email, "moderation/mail/appeal.txt", values, at=now, while_permitted=permitted)


def tell_author(tx: Transaction, act: ModerationAct, *, now: datetime) -> None:
    """Whoever wrote it hears that something was decided, and where they read what and why."""
    there = select(User.email).where(User.id == act.person_id, User.erased_at.is_(None))
    for email in tx.session.scalars(there):
        values = {"path": f"/{KINDS[act.kind]}/{act.item_id}/care"}
        permitted = (OWN, act.person_id or 0, act.id)
        mail.send_later(tx, email, "moderation/mail/decided.txt", values, at=now, while_permitted=permitted)


def tell_person(tx: Transaction, act: ModerationAct, *, now: datetime) -> None:
    """Whoever is silenced, or is not any more, hears that something was decided, and where they read it."""
    there = select(User.email).where(User.id == act.person_id, User.erased_at.is_(None))
    for email in tx.session.scalars(there):
        values = {"community": act.community_id}
        permitted = (SELF, act.person_id or 0, act.community_id)
        mail.send_later(tx, email, "moderation/mail/silence.txt", values, at=now, while_permitted=permitted)
