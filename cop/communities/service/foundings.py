"""Founding together: somebody proposes, others say yes or no, and two of two organisations make it a community."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete

from cop.communities import policy, rules
from cop.communities.facts import CommunityBegun, FoundingAnswered, FoundingProposed, FoundingWithdrawn
from cop.communities.models import Founding, FoundingVoice
from cop.communities.queries.foundings import belonging_of, founding_for
from cop.communities.service.founding import FIRST_SPACE, establish
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User

PROPOSER = N_("Only whoever proposed this can do that.")
STANDS = N_("This community is founded already.")
LACKING = {
    "person": N_("Nobody else has said yes yet."),
    "organisation": N_("Two of you have to say where you belong, each on their own page, before it can be founded."),
    "second_organisation": N_(
        "Everybody who said yes belongs to the same organisation. Ask somebody from another one."
    ),
    "day": N_("The day of the first gathering has passed. Choose another one first."),
}


def propose(
    actor: User, draft: rules.Draft, *, ask: Sequence[str], now: datetime, first_space: str = FIRST_SPACE
) -> Founding:
    """Propose a community to others, by the addresses they use here. Until it stands, nobody else knows of it.
    `first_space` is what its first space will be called, in the proposer's language."""
    draft = rules.check_draft(draft, now=now)
    addresses = rules.asked(ask, by=actor.email)
    markup.render(draft.prompt)  # refused now, and not when it is to be said
    with transaction() as tx:
        founding = Founding(
            proposer_id=actor.id, proposed_at=now, name=draft.name, purpose=draft.purpose, preset=draft.preset,
            first_space=first_space,
            prompt_title=draft.prompt_title, prompt=draft.prompt,
            gathering=draft.gathering, gathering_at=draft.gathering_at, place=draft.place,
        )  # fmt: skip
        own = FoundingVoice(email=actor.email, user_id=actor.id, said=True, said_at=now)
        founding.voices = [own, *(FoundingVoice(email=each) for each in addresses)]
        tx.session.add(founding)
        tx.flush()
        tx.announce(FoundingProposed(founding.id))
        return founding


def ask(actor: User, founding_id: int, *, addresses: Sequence[str]) -> Founding:
    """Ask others too. Whoever was asked before is not asked again."""
    with transaction() as tx:
        founding = _open_one(actor, founding_id)
        require(policy.has_said_yes(actor, founding), "Say yes yourself before you ask others.")
        already = [each.email for each in founding.voices]
        found = rules.asked(addresses, by=actor.email, already=already)
        founding.voices.extend(FoundingVoice(email=each) for each in found)
        tx.announce(FoundingProposed(founding.id))
        return founding


def answer(actor: User, founding_id: int, *, yes: bool, now: datetime) -> Founding:
    """Say yes or no, once. With the yes that was lacking, the community stands."""
    with transaction() as tx:
        founding = _open_one(actor, founding_id)
        voice = policy.voice_of(actor, founding)
        require(voice is not None and voice.said is None, "You have answered already.")
        voice.user_id, voice.said, voice.said_at = actor.id, yes, now  # type: ignore[union-attr]  # required above
        tx.announce(FoundingAnswered(founding.id))
        if yes and _lacking(founding, now=now) is None:
            _begin(tx, founding, now=now)
        return founding


def begin(actor: User, founding_id: int, *, now: datetime) -> Founding:
    """Found it, when what was lacking has come since the last yes. Raises RuleBroken with what is lacking still."""
    with transaction() as tx:
        founding = _open_one(actor, founding_id)
        require(policy.has_said_yes(actor, founding), "Say yes yourself first.")
        lacking = _lacking(founding, now=now)
        if lacking:
            raise RuleBroken(LACKING[lacking])
        _begin(tx, founding, now=now)
        return founding


def move_gathering(actor: User, founding_id: int, *, at: datetime, now: datetime) -> None:
    """Choose another day for the first gathering."""
    with transaction() as tx:
        founding = _open_one(actor, founding_id)
        require(founding.proposer_id == actor.id, PROPOSER)
        rules.check_day(at, now=now)
        founding.gathering_at = at
        tx.announce(FoundingProposed(founding.id))


def withdraw(actor: User, founding_id: int) -> None:
    """Let the proposal go, with all that was said about it."""
    with transaction() as tx:
        founding = _open_one(actor, founding_id)
        require(founding.proposer_id == actor.id, PROPOSER)
        tx.session.execute(delete(Founding).where(Founding.id == founding.id))
        tx.announce(FoundingWithdrawn(founding_id))


def _open_one(actor: User, founding_id: int) -> Founding:
    founding = founding_for(actor, founding_id, locked=True)
    if founding.community_id is not None:
        raise RuleBroken(STANDS)
    return founding


def _lacking(founding: Founding, *, now: datetime) -> rules.Missing | None:
    belonging = belonging_of(founding, on=now.date())
    return rules.missing(belonging, gathering_at=founding.gathering_at, now=now)


def _begin(tx: Transaction, founding: Founding, *, now: datetime) -> None:
    """All who said yes look after it; whoever has not answered by now is asked no longer."""
    founders = [each.user_id for each in founding.voices if each.said and each.user_id]
    words = {"name": founding.name, "purpose": founding.purpose, "first_space": founding.first_space}
    axes = rules.check_preset(founding.preset)
    community, space = establish(tx, founders, **words, axes=axes, now=now, modules=rules.AT_FIRST)
    founding.community_id = community.id
    founding.voices = [each for each in founding.voices if each.said is not None]
    tx.announce(CommunityBegun(founding.id, community.id, space.id))
