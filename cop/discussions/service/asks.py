"""Kinds of voice that a conversation asks for. Nobody is told: there is no register of who could speak from what."""

from collections.abc import Collection

from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.discussions import policy, rules
from cop.discussions.facts import VoicesAsked
from cop.discussions.models import Thread
from cop.discussions.queries import thread_for
from cop.people.models import User

ASKS = N_("Whoever began a conversation asks for voices in it, and so does the core group of its community.")


def ask_for_voices(actor: User, thread_id: int, *, kinds: Collection[str]) -> Thread:
    """Ask for these kinds of voice, and for no others any more."""
    with transaction() as tx:
        thread = thread_for(actor, thread_id)
        require(policy.can_ask_for_voices(actor, thread), ASKS)
        thread.asks = rules.Claim(rules.kinds_in(" ".join(kinds))).evidence
        thread.edition = rules.new_edition()
        tx.announce(VoicesAsked(thread.id))
        return thread
