"""What the core group of the demo looks after: something that waits, and something that was decided."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cop.demo import words
from cop.discussions import service as discussions
from cop.moderation import service as moderation
from cop.moderation.rules import Which
from cop.people.models import User


def look_after(cast: Mapping[str, User], space_id: int, *, community_id: int, now: datetime) -> None:
    """Sam names somebody, Ada hides it, and Hana leaves it hidden; Ben is silent for a day; Bo still waits."""
    sam, began = cast["Sam"], now - timedelta(days=9)
    thread_id = discussions.start(sam, space_id, title=words.VISIT_TITLE, body=words.VISIT, now=began).id
    named = discussions.reply(sam, thread_id, body=words.NAMED, now=began + timedelta(hours=2)).id
    answer = discussions.reply(cast["Ben"], thread_id, body=words.BLUNT, now=began + timedelta(hours=5)).id
    asked = began + timedelta(hours=6)
    moderation.report(cast["Mina"], Which("post", named), why="named", words=words.WHY_NAMED, now=asked)
    decided = {"decision": "hidden", "reason": words.WHY_HIDDEN}
    act = moderation.decide(cast["Ada"], Which("post", named), **decided, now=asked + timedelta(hours=3)).id
    made = moderation.appeal(sam, act, words=words.OTHERWISE, now=asked + timedelta(hours=20)).id
    answered = asked + timedelta(hours=30)
    moderation.answer(cast["Hana"], made, grants=False, reason=words.WHY_STILL, now=answered)
    late = now - timedelta(hours=20)
    moderation.report(cast["Bo"], Which("post", answer), why="else", words=words.WHY_BLUNT, now=late)
    hana, ben, day = cast["Hana"], cast["Ben"].id, began + timedelta(days=3)
    moderation.silence(hana, community_id, person_id=ben, days=1, reason=words.WHY_SILENT, now=day)
