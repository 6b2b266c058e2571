"""What sets bring to other pages: «Next for you», and the viewer's own sets on a community's page."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from flask import url_for

from cop.communities import policy as community_policy
from cop.communities.models import Community
from cop.core import words
from cop.core.pages import Next, asked_once
from cop.core.panels import Panel
from cop.core.words import gettext, ngettext
from cop.people.models import User
from cop.sets import queries, rules
from cop.sets.models import Commitment, LearningSet, SeasonDate, Seat
from cop.sets.queries.newcomers import unanswered_by

LOBBY_OPENS = timedelta(minutes=15)
ASK_AHEAD = timedelta(days=7)
MOST_NAMED = 3
has_had_a_seat = asked_once(queries.has_had_a_seat)


def next_for(viewer: User, community_id: int | None, *, now: datetime) -> list[Next]:
    """Invitations to answer, agreements to accept, and what is soon to be told. Meetings speak for themselves."""
    unaccepted = queries.unaccepted_by(viewer, community_id=community_id)
    unconfirmed = queries.unconfirmed_by(viewer, community_id=community_id)
    found = [_of_invitation(seat) for seat in queries.invitations_to(viewer) if _belongs(seat, community_id)]
    found += [_of_agreement(set_id) for set_id in sorted(unaccepted)]
    found += [_of_newcomer(set_id) for set_id in sorted(unanswered_by(viewer, community_id=community_id))]
    found += [_of_words_written_down(each) for each in unconfirmed]
    owed = queries.open_commitments_of(viewer, community_id=community_id)
    near = (each for each in owed if each.written_by_id is None and _is_near(each, viewer, now=now))
    return found + [_of_commitment(each) for each in near]


def next_in(
    viewer: User, learning_set: LearningSet, *, due: Collection[int], share: rules.Share, now: datetime
) -> list[Next]:
    """The same for the set's own page, where its name need not be said; `due` are the people whose turn it is."""
    found = [_of_agreement(learning_set.id)] if learning_set.id in queries.unaccepted_by(viewer) else []
    date = queries.next_date(learning_set.dates, now=now)
    if date:
        found.append(_of_meeting(learning_set, date, due=due, share=share, now=now))
    owed = queries.commitments_of(learning_set.id, user_id=viewer.id)
    return found + [_of_commitment(each) for each in owed if each.is_open and _is_near(each, viewer, now=now)]


def community_sets(viewer: Any, community: Community, *, now: datetime) -> Mapping[str, Any] | None:
    """The viewer's own sets in this community. Of others nothing is shown, not even how many there are."""
    if getattr(viewer, "id", None) is None:
        return None
    sets = queries.sets_visible_to(viewer, community_id=community.id) if has_had_a_seat(viewer) else []
    can_create = community_policy.can_create_set(viewer, community)
    if not sets and not can_create:
        return None
    dates = {each.id: queries.next_date(each.dates, now=now) for each in sets}
    return {"sets": sets, "dates": dates, "can_create": can_create, "community": community}


def _of_meeting(
    learning_set: LearningSet, date: SeasonDate, *, due: Collection[int], share: rules.Share, now: datetime
) -> Next:
    opens = now >= date.starts_at - LOBBY_OPENS
    return Next(
        title=gettext("Meeting %(number)s of %(all)s", number=date.number, all=len(learning_set.dates)),
        url=url_for("meetings.show", meeting_id=date.id),
        button=gettext("Open the lobby") if opens else gettext("Look at it"),
        when=date.starts_at,
        detail=_slots_in_words(learning_set, share, due=due),
    )


def _of_commitment(commitment: Commitment) -> Next:
    said = gettext(
        "You said: by %(day)s. First step: %(step)s", day=words.day(commitment.by_when), step=commitment.first_step
    )
    url = url_for("sets.commitments.show", commitment_id=commitment.id)
    return Next(title=commitment.what, url=url, button=gettext("Say how it went"), detail=said)


def _of_words_written_down(commitment: Commitment) -> Next:
    writer = commitment.written_by.name if commitment.written_by else ""
    return Next(
        title=commitment.what,
        url=url_for("sets.commitments.show", commitment_id=commitment.id),
        button=gettext("Read and confirm"),
        detail=gettext("%(name)s wrote this down for you around the table. Is it what you said?", name=writer),
    )


def _slots_in_words(learning_set: LearningSet, share: rules.Share, *, due: Collection[int]) -> str:
    slots: str = ngettext(
        "One slot of %(minutes)s minutes fits.",
        "%(num)s slots of %(minutes)s minutes fit.",
        share.slots,
        minutes=share.minutes,
    )
    names = [seat.user.name for seat in learning_set.seated if seat.user and seat.user_id in due]
    if not names or len(names) > MOST_NAMED:
        return slots
    due = gettext("Due a turn: %(names)s.", names=", ".join(names))
    return f"{slots} {due}"


def _of_invitation(seat: Seat) -> Next:
    return Next(
        title=gettext("You are asked to join a learning set"),
        url=url_for("sets.invitation", set_id=seat.set_id),
        button=gettext("Read the invitation"),
        detail=gettext("%(name)s asks you.", name=seat.invited_by.name),
    )


def _of_agreement(set_id: int) -> Next:
    return Next(
        title=gettext("Accept how the set works together"),
        url=url_for("sets.agreement", set_id=set_id),
        button=gettext("Read the agreement"),
        detail=gettext("Its meetings open once everyone who sits in it has."),
    )


def _of_newcomer(set_id: int) -> Next:
    return Next(
        title=gettext("Somebody is asked to join your set"),
        url=url_for("sets.show", set_id=set_id, _anchor="newcomers"),
        button=gettext("See who it is"),
        detail=gettext("They join when nobody objects. You need not say why."),
    )


def _belongs(seat: Seat, community_id: int | None) -> bool:
    return community_id is None or seat.learning_set.community_id == community_id


def _is_near(commitment: Commitment, viewer: User, *, now: datetime) -> bool:
    return commitment.by_when <= (now + ASK_AHEAD).astimezone(words.zone(viewer.time_zone)).date()


PANELS = [Panel(place="community", order=30, template="sets/_community.html", load=community_sets)]
