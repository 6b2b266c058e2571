"""What is kept of polls in conversations."""

from typing import Final

from cop.core.errors import N_
from cop.rights.rules.holdings import Holding
from cop.rights.rules.holdings import columns as _of

OF_POLLS: Final = Holding(
    "polls",
    N_("What polls in conversations ask, what came of them, and what you chose"),
    N_("as long as the conversation; your votes until you delete your account"),
    N_("So that a decision is found again, with what it rests on."),
    {
        "poll": _of(
            content="question options conclusion",
            usage="many named begun_at closes_at closed_at concluded_at corrected_at hidden_at",
            structure="id thread_id by_id concluded_by_id bound",
        ),
        "poll_vote": _of(usage="choices", structure="poll_id user_id"),
    },
)
