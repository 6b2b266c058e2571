"""Passwords: set and changed."""

from datetime import datetime

from cop.core.database import transaction
from cop.core.errors import RuleBroken
from cop.core.passwords import matches, scramble
from cop.people.models import User
from cop.people.queries import asks_for_password, person_for, proof_asked
from cop.people.rules.passwords import LONGEST, check_password
from cop.people.service.sign_ins import end_all
from cop.people.service.ways_in import tell_of


def change_password(actor: User, sign_in_id: int, *, current: str, new: str, now: datetime) -> None:
    """Set a new password and end every other sign-in."""
    check_current(actor, sign_in_id, current=current, now=now)
    person = person_for(actor, actor.id)
    check_password(new, about=(person.name, person.email))
    scrambled = scramble(new)
    with transaction() as tx:
        person_for(actor, actor.id).password_hash = scrambled
        end_all(tx, actor.id, keep=sign_in_id, now=now)
        tell_of(tx, actor.id, change="password", now=now)


def check_proof(actor: User, sign_in_id: int, *, password: str, now: datetime) -> None:
    """Raises RuleBroken unless it is certain that this is the person: see `rules.tokens.proof`."""
    asked = proof_asked(actor, sign_in_id, now=now)
    if asked == "link":
        raise RuleBroken("Sign in anew by a link that we send you, and come back here within an hour.")
    if asked == "password" and not matches(password[:LONGEST], person_for(actor, actor.id).password_hash):
        raise RuleBroken("That is not your password. If it is forgotten, sign in by a link and come back here.")


def check_current(actor: User, sign_in_id: int, *, current: str, now: datetime) -> None:
    """Raises RuleBroken unless this is the actor's password. It is asked for where there is one, unless the actor has
    just come in by a link sent to their address."""
    kept = person_for(actor, actor.id).password_hash
    if asks_for_password(actor, sign_in_id, now=now) and not matches(current[:LONGEST], kept):
        raise RuleBroken("That is not your current password. If it is forgotten, sign in by a link and come back here.")
