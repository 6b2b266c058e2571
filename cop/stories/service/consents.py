"""The record of what tellers agreed to, and what follows from time alone."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import select

from cop.core import mail
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, RuleBroken
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import StoryAudienceChanged, StoryRenewed
from cop.stories.models import Story, StoryConsent
from cop.stories.queries import story_for

TELLER = N_("Only the teller of a story can do that.")
RENEWING = "stories.renewing"
NOT_OPENING: dict[str, Any] = {"opens_at": None, "opening": None, "proposed_at": None, "cleared_at": None}


def give(tx: Transaction, story: Story, *, audience: str, terms: rules.Terms, now: datetime) -> None:
    """A consent that holds from now on: how the teller is named, and until when."""
    hold(story, terms, since=now)
    _write(tx, story, kind="given", audience=audience, now=now)


def promise(tx: Transaction, story: Story, *, terms: rules.Terms, now: datetime) -> None:
    """A consent to everybody, which holds once it has cooled off. Till then nothing changes for those who read it, nor
    ever if it is stopped: whoever had no name among them has none."""
    keep_closed(story)
    story.opens_at, story.opening = now + rules.COOLING, asdict(terms)
    _write(
        tx,
        story,
        kind="given",
        audience="public",
        now=now,
        named=terms.named,
        until=terms.until(now),
        channels=" ".join(terms.channels),
    )


def hold(story: Story, terms: rules.Terms, *, since: datetime) -> None:
    """Let these terms stand with the story, counted from the day on which they were agreed to."""
    story.named, story.place = terms.named, terms.place
    story.in_search, story.in_engines, story.in_archive = (each in terms.channels for each in rules.EVERYWHERE)
    story.until, story.asked = terms.until(since), 0


def keep_closed(story: Story) -> None:
    """It is not on its way to everybody, or no longer."""
    for name, value in NOT_OPENING.items():
        setattr(story, name, value)


def note(tx: Transaction, story: Story, *, kind: rules.Kind, now: datetime) -> None:
    """Write down what has become of a consent; the audience is the one from now on."""
    _write(tx, story, kind=kind, audience=story.audience, now=now)


def note_issue(tx: Transaction, story: Story, *, audience: str, yes: bool, now: datetime) -> None:
    """Write down what its teller said to its place in an issue for these people."""
    _write(tx, story, kind="gathered" if yes else "not_gathered", audience=audience, now=now)


def renew(actor: User, story_id: int, *, months: int, now: datetime) -> Story:
    """Say that it goes on as it is, for so many months from now."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.audience == "me":
            raise RuleBroken("Nobody else reads it, so there is nothing to renew.")
        told = rules.Terms(story.named, months, story.place, together=True, channels=story.channels)
        terms = rules.check_agreed(told, decides=story.decides)
        story.until, story.asked = terms.until(now), 0
        note(tx, story, kind="renewed", now=now)
        tx.announce(StoryRenewed(story.id))
        return story


def ask_due(*, now: datetime) -> None:
    """Write to tellers whose consent comes to its end soon: a letter that says nothing of the story."""
    soon = (Story.audience != "me", Story.until > now, Story.until <= now + max(rules.ASKED_BEFORE))
    asked = select(Story, User.email).join(User, User.id == Story.author_id)
    with transaction() as tx:
        for story, email in tx.session.execute(asked.where(*soon, User.erased_at.is_(None)).order_by(Story.id)):
            due = rules.asks_due(story.until, now=now)
            if due > story.asked:
                story.asked = due
                permitted = (RENEWING, story.author_id, story.id)
                values = {"story": story.id}
                mail.send_later(tx, email, "stories/mail/renewal.txt", values, at=now, while_permitted=permitted)


def narrow_expired(*, now: datetime) -> None:
    """What nobody renewed is read by its teller alone; what was left by somebody whose account is gone, by nobody."""
    over = select(Story, User.erased_at).join(User, User.id == Story.author_id)
    with transaction() as tx:
        for story, erased_at in tx.session.execute(over.where(Story.audience != "me", Story.until <= now)).all():
            tx.announce(StoryAudienceChanged(story.id))
            if erased_at is not None:
                tx.session.delete(story)
                continue
            note(tx, story, kind="expired", now=now)
            story.audience, story.bound, story.until = "me", rules.UNBOUND, None
            keep_closed(story)


def _write(tx: Transaction, story: Story, *, kind: rules.Kind, audience: str, now: datetime, **promised: Any) -> None:
    held = {"named": story.named, "until": story.until, "channels": " ".join(story.channels)} | promised
    tx.session.add(StoryConsent(story_id=story.id, kind=kind, audience=audience, at=now, **held))
