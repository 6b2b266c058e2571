"""Looking back on a season: each who likes writes a few lines, and the set reads them."""

from collections.abc import Mapping
from datetime import datetime

from cop.core.database import transaction
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import SeasonAnswer
from cop.sets.queries import open_review_in, own_answers, set_to_change_for


def write_review(
    actor: User, set_id: int, *, season: int, half: str, lines: Mapping[str, str], now: datetime
) -> set[str]:
    """Write one's lines, by their prompts; the answer is which of them hold something. A line left empty is deleted.

    `season` and `half` are what the actor was looking at.
    """
    with transaction() as tx:
        learning_set = set_to_change_for(actor, set_id)
        open_now = open_review_in(learning_set, now=now) if season == learning_set.season else None
        opened = rules.check_open(half, now_open=open_now)
        said, written = rules.answered(lines), own_answers(actor, set_id, season=season, half=opened)
        for prompt, answer in written.items():
            if prompt not in said:
                tx.session.delete(answer)
            elif answer.text != said[prompt]:
                answer.text, answer.written_at = said[prompt], now
        tx.session.add_all(
            SeasonAnswer(
                set_id=set_id, season=season, half=opened, user_id=actor.id, prompt=prompt, text=text, written_at=now
            )
            for prompt, text in said.items()
            if prompt not in written
        )  # fmt: skip
        return set(said)
