"""Accounts: made, described, suspended."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError

from cop.core import languages
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.core.passwords import scramble
from cop.core.words import HOME_ZONE
from cop.people import policy
from cop.people.facts import PersonJoined, PersonRenamed
from cop.people.models import User
from cop.people.queries import person_by_email, person_for
from cop.people.rules import names
from cop.people.rules.passwords import check_password
from cop.people.service.sign_ins import end_all


def add_person(
    *,
    email: str,
    name: str,
    now: datetime,
    password: str | None = None,
    is_admin: bool = False,
    is_demo: bool = False,
    **described: str,
) -> User:
    """Make an account. Without a password its person signs in by links sent to the address.

    `described` may hold pronouns, about and time_zone.
    """
    user = User(email=names.email_of(email), is_admin=is_admin, is_demo=is_demo, created_at=now)
    _describe(user, name=name, **described)
    if password is not None:
        check_password(password, about=(user.name, user.email))
        user.password_hash = scramble(password)
    with transaction() as tx:
        try:
            with tx.session.begin_nested():
                tx.session.add(user)
        except IntegrityError:
            raise RuleBroken("There is an account with this address already.") from None
        tx.announce(PersonJoined(user.id))
        return user


def change_profile(
    actor: User, *, name: str, pronouns: str, about: str, time_zone: str, language: str | None = None
) -> User:
    """Everybody describes themselves. Where no language was asked for, theirs stays as it is."""
    with transaction() as tx:
        person = person_for(actor, actor.id)
        before = person.name
        _describe(person, name=name, pronouns=pronouns, about=about, time_zone=time_zone)
        if language is not None:
            person.locale = languages.chosen(language)
        if person.name != before:
            tx.announce(PersonRenamed(person.id))
        tx.flush()
        return person


def account_at(email: str) -> User:
    """Whoever has an account with this address. Raises RuleBroken where nobody has."""
    person = person_by_email(email)
    if person is None:
        raise RuleBroken("Nobody here uses that address yet. They need an account first; then add them again.")
    return person


def suspend(actor: User, user_id: int, *, now: datetime) -> None:
    """Shut a person out at once, wherever they are signed in; nothing of theirs is deleted."""
    with transaction() as tx:
        person = person_for(actor, user_id)
        require(policy.can_suspend(actor, person), "Only an administrator can suspend somebody else's account.")
        person.suspended_at = person.suspended_at or now
        end_all(tx, person.id, now=now)


def restore(actor: User, user_id: int) -> None:
    """Let a suspended person in again; they sign in anew."""
    with transaction():
        person = person_for(actor, user_id)
        require(policy.can_suspend(actor, person), "Only an administrator can let a suspended person in again.")
        person.suspended_at = None


def _describe(user: User, *, name: str, pronouns: str = "", about: str = "", time_zone: str = HOME_ZONE) -> None:
    user.name = names.name_of(name)
    user.pronouns = names.line_of(pronouns, longest=names.LONGEST_PRONOUNS)
    user.about = names.line_of(about, longest=names.LONGEST_ABOUT)
    user.time_zone = names.zone_of(time_zone)
