"""What a community uses is switched on and off by its members' vote, and by nobody else."""

from datetime import datetime

from sqlalchemy import select

from cop.communities import policy, rules
from cop.communities.facts import ModuleSwitched, ModuleVoted, ModuleVoteOpened
from cop.communities.models import Community, ModuleVoice, ModuleVote
from cop.communities.queries.doors import community_for
from cop.communities.queries.modules import is_under_way, voices_in, vote_for
from cop.core.access import require
from cop.core.database import transaction
from cop.core.errors import N_
from cop.core.jobs import later
from cop.people.models import User

COUNTING = "communities.count_votes"
MEMBERS_PROPOSE = N_("Members of this community propose what it uses.")
MEMBERS_VOTE = N_("Members of this community vote.")


def propose(actor: User, community_id: int, *, module: str, why: str, days: int, now: datetime) -> ModuleVote:
    """Ask the members to switch on what is off, or off what is on. Whoever asks has said yes."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        require(policy.can_call_vote(actor, community), MEMBERS_PROPOSE)
        tx.session.execute(select(Community.id).where(Community.id == community.id).with_for_update())
        why = rules.check_vote(module, days=days, why=why, under_way=is_under_way(community.id, module))
        vote = ModuleVote(
            community_id=community.id, proposer_id=actor.id, module=module, turns_on=not community.uses(module),
            why=why, opened_at=now, closes_at=rules.closes(now, days=days),
        )  # fmt: skip
        tx.session.add(vote)
        tx.flush()
        tx.session.add(ModuleVoice(vote_id=vote.id, user_id=actor.id, yes=True))
        later(tx, COUNTING, payload={"vote": vote.id}, at=vote.closes_at)
        tx.announce(ModuleVoteOpened(vote.id))
        return vote


def vote(actor: User, vote_id: int, *, yes: bool, now: datetime) -> int:
    """Say yes or no; the last word before the end counts. Answers whose community it is."""
    with transaction() as tx:
        found = vote_for(actor, vote_id)
        require(policy.can_vote(actor, community_for(actor, found.community_id)), MEMBERS_VOTE)
        tx.session.execute(select(ModuleVote.id).where(ModuleVote.id == found.id).with_for_update())
        rules.check_voting(closes_at=found.closes_at, now=now)
        tx.session.merge(ModuleVoice(vote_id=found.id, user_id=actor.id, yes=yes))
        tx.announce(ModuleVoted(found.id))
        return found.community_id


def count(vote_id: int) -> None:
    """Count the votes and do what they say. Counting twice is counting once."""
    with transaction() as tx:
        vote = tx.session.get(ModuleVote, vote_id, with_for_update=True)
        if vote is None or vote.carried is not None:
            return
        vote.carried = rules.is_carried(voices_in(vote))
        if vote.carried:
            community = tx.session.get_one(Community, vote.community_id, with_for_update=True)
            community.modules = rules.turned(community.modules, vote.module, on=vote.turns_on)
            tx.announce(ModuleSwitched(vote.community_id))
