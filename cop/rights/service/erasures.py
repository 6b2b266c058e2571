"""Accounts deleted at their person's wish: asked, taken back, carried out, and carried out again after a restore."""

from datetime import datetime
from typing import Any

from sqlalchemy import delete, update

from cop.core import jobs, mail, outside
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import NotVisible
from cop.core.seals import keyring
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import person_for
from cop.rights import policy
from cop.rights.facts import ErasureAsked, ErasureTakenBack
from cop.rights.models.complaints import Complaint, complaint_owner
from cop.rights.models.erasures import Erasure, ErasureLine
from cop.rights.queries.complaints import complaints_of
from cop.rights.queries.erasures import due_erasures, erased, erasure_of
from cop.rights.rules import erasure as rules
from cop.rights.service.exports import forget_copies_of

FILE = "erasures"


def ask(actor: User, sign_in_id: int, *, choice: str, password: str, now: datetime) -> None:
    """Have one's account deleted in two weeks. Whoever asks again chooses anew, and the two weeks go on."""
    keeps_words = rules.keeps_words(choice)
    people.check_proof(actor, sign_in_id, password=password, now=now)
    with transaction() as tx:
        person = person_for(actor, actor.id)
        require(policy.can_go(actor, person.id), "Everybody deletes their own account.")
        before = erasure_of(person.id)
        if before is not None:
            before.keeps_words = keeps_words
            return
        tx.session.add(Erasure(user_id=person.id, keeps_words=keeps_words, asked_at=now, due_at=rules.due_at(now)))
        days = rules.COOLING_OFF.days
        mail.send_later(tx, person.email, "rights/mail/erasure_asked.txt", {"days": days}, at=now)
        tx.announce(ErasureAsked(person.id))


def take_back(actor: User) -> None:
    """Stay after all."""
    with transaction() as tx:
        wish = erasure_of(actor.id)
        if wish is None:
            raise NotVisible
        require(policy.can_go(actor, wish.user_id), "Everybody decides on their own account.")
        tx.session.delete(wish)
        tx.announce(ErasureTakenBack(actor.id))


def carry_out_due(*, now: datetime) -> None:
    """Delete the accounts whose two weeks are over. Done by several workers at once, it is done once."""
    for person_id in due_erasures(now=now):
        with transaction() as tx:
            wish = tx.session.get(Erasure, person_id, with_for_update=True, populate_existing=True)
            if wish is None or wish.due_at > now:
                continue
            person = tx.session.get_one(User, person_id)
            line = ErasureLine(user_id=person_id, joined_at=person.created_at, keeps_words=wish.keeps_words, at=now)
            address, language = person.email, person.locale
            _erase(tx, line, now=now)
            letter = {"to": address, "template": "rights/mail/erasure_done.txt", "values": {}, "language": language}
            jobs.later(tx, "mail.send", payload=letter, at=now)  # its row forgets the address once it is sent


def replay(*, now: datetime) -> tuple[int, int]:
    """Carry out again whatever a restored copy of the database has brought back: how many there are on the list, and
    how many were carried out. Doing it twice changes nothing."""
    known = {(each.user_id, each.joined_at): each for each in erased()}
    filed = {(each.user_id, each.joined_at): each for each in map(_read, outside.lines_of(FILE))}
    for missing in known.keys() - filed.keys():
        outside.add_line(FILE, _written(known[missing]))
    done = 0
    for key, line in (filed | known).items():
        with transaction() as tx:
            person = tx.session.get(User, line.user_id, with_for_update=True, populate_existing=True)
            comes_back = person is not None and person.created_at == line.joined_at and person.erased_at is None
            if comes_back:
                people.erase(line.user_id, keeps_words=line.keeps_words, now=now)
            if key not in known:
                tx.session.add(line)
            done += comes_back
    return len(filed | known), done


def forget_rights_of(tx: Transaction, person_id: int) -> None:
    """Copies and wishes go; of what they complained of, that they did and when it was settled stays, and no word."""
    forget_copies_of(tx, person_id)
    tx.session.execute(delete(Erasure).where(Erasure.user_id == person_id))
    for complaint_id in complaints_of(person_id):
        keyring().destroy(complaint_owner(complaint_id))
        empty = {"name": "", "email": "", "words": "", "outcome": "", "user_id": None}
        tx.session.execute(update(Complaint).where(Complaint.id == complaint_id).values(empty))


def _erase(tx: Transaction, line: ErasureLine, *, now: datetime) -> None:
    """The file first: if this is interrupted, it is done again, and a line too many changes nothing."""
    outside.add_line(FILE, _written(line))
    people.erase(line.user_id, keeps_words=line.keeps_words, now=now)
    tx.session.add(line)


def _written(line: ErasureLine) -> dict[str, Any]:
    """No name and no address: a number, when that account was made, what was chosen, and when it was done."""
    moments = {"joined_at": line.joined_at.isoformat(), "at": line.at.isoformat()}
    return {"person": line.user_id, "keeps_words": line.keeps_words, **moments}


def _read(told: dict[str, Any]) -> ErasureLine:
    joined_at, at = datetime.fromisoformat(told["joined_at"]), datetime.fromisoformat(told["at"])
    return ErasureLine(user_id=told["person"], joined_at=joined_at, keeps_words=told["keeps_words"], at=at)
