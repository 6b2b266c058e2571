"""What a presenter takes from their tray into their challenge."""

from datetime import datetime

from cop.core.database import Transaction, transaction
from cop.core.errors import RuleBroken
from cop.meetings.models import Bid, TrayQuestion
from cop.meetings.queries import meeting_for
from cop.meetings.queries.tray import received_by
from cop.people.models import User
from cop.sets.queries import brought_to, turn_for
from cop.sets.rules import MOST_QUESTIONS, Sheet
from cop.sets.service import challenges


def keep_what_made_me_think(actor: User, meeting_id: int, *, now: datetime) -> None:
    """Copy the words of the marked questions into the challenge that was brought, without who asked them, and of those
    that are kept for later.

    A presenter who brought none has one from then on, in the words of their bid.
    """
    with transaction() as tx:
        meeting = meeting_for(actor, meeting_id)
        texts = [str(question.text) for question in received_by(actor, meeting_id) if question.is_to_keep]
        if not texts:
            raise RuleBroken("Mark a question first: which one made you think?")
        found = brought_to(meeting_id, actor.id)
        turn_id = found.id if found else _brought_as_bid(tx, actor, meeting_id, set_id=meeting.set_id, now=now)
        for text in texts:
            challenges.keep_question(actor, turn_id, text=text, now=now)


def keep_while_parked(actor: User, question: TrayQuestion, *, now: datetime) -> None:
    """A question stands on the sheet of the challenge that was brought for as long as it is kept for later.

    Without a challenge it stays in the tray, and so it does when the sheet holds no more: that refuses nobody.
    """
    found = brought_to(question.meeting_id, actor.id)
    if found is None:
        return
    kept = turn_for(actor, found.id).kept
    own = next((each for each in kept if each.text == question.text), None)
    if question.state == "parked" and own is None and len(kept) < MOST_QUESTIONS:
        challenges.keep_question(actor, found.id, text=str(question.text), now=now)
    if question.state != "parked" and own is not None and not question.made_me_think:
        challenges.let_go_of_question(actor, own.id)


def _brought_as_bid(tx: Transaction, actor: User, meeting_id: int, *, set_id: int, now: datetime) -> int:
    bid = tx.session.get(Bid, (meeting_id, actor.id))
    if bid is None or not bid.sentence:
        raise RuleBroken("Prepare a challenge and bring it to this meeting first. Its questions are kept with it.")
    made = challenges.prepare(actor, set_id, sheet=Sheet(bid.sentence, wants=bid.wants, level=bid.level), now=now)
    return challenges.bring(actor, made.id, season_date_id=meeting_id, now=now).id
