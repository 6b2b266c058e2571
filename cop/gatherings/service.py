"""Every change to gatherings."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select, update

from cop.communities import policy as communities
from cop.communities.models import Community, Space
from cop.communities.queries import OPENNESS, space_for
from cop.communities.rules import Read
from cop.communities.service.guests import (
    END_SEATS,
    GIVE_SEATS,
    end_seat,
    end_seats,
    forget_seats,
    give_seat,
    guest_by_address,
    write_to_guest,
)
from cop.core import jobs, mail, words
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible
from cop.gatherings import policy, rules
from cop.gatherings.facts import (
    GatheringAnswered,
    GatheringArranged,
    GatheringCalledOff,
    GatheringChanged,
    GatheringHidden,
    GuestGone,
    GuestSeated,
)
from cop.gatherings.models import Gathering, GatheringAnswer, GatheringGuest
from cop.gatherings.queries import (
    Coming,
    coming_to,
    gathering_for,
    gathering_in_its_space,
    hidden_gathering_for,
)
from cop.people.models import User

ORGANISES = N_("The core group of this community and its coordinators arrange gatherings.")
HOST = N_("Only whoever arranged it and the coordinators can do that.")
HIDES = N_("The core group of this community hides what somebody else arranged, where it reads it.")
ASIDE, AGAIN = "gatherings.aside", "gatherings.again"
BELONGS = N_("Members of this community say whether they come.")


def arrange(actor: User, space_id: int, *, plan: rules.Plan, now: datetime) -> Gathering:
    """Ask those who read a space to come together. Whoever asks comes."""
    plan = rules.check_plan(plan, now=now)
    with transaction() as tx:
        space = space_for(actor, space_id)
        if not communities.can_read_space(actor, space):
            raise NotVisible
        require(policy.can_arrange(actor, space), ORGANISES)
        gathering = Gathering(
            space_id=space.id, host_id=actor.id, bound=space.axes.read, created_at=now,
            title=plan.title, starts_at=plan.starts_at, place=plan.place, link=plan.link,
        )  # fmt: skip
        tx.session.add(gathering)
        tx.flush()
        tx.session.add(GatheringAnswer(gathering_id=gathering.id, user_id=actor.id, going=True, said_at=now))
        tx.announce(GatheringArranged(gathering.id))
        return gathering


def change(actor: User, gathering_id: int, *, plan: rules.Plan, now: datetime) -> None:
    """Say it anew. Where the time is another one, everybody is asked again; what they said stays until they do."""
    plan = rules.check_plan(plan, now=now)
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_change(actor, gathering), HOST)
        _check_still_to_come(gathering, now=now)
        if plan.starts_at != gathering.starts_at:
            gathering.moved_at = now
        gathering.title, gathering.starts_at = plan.title, plan.starts_at
        gathering.place, gathering.link = plan.place, plan.link
        tx.announce(GatheringChanged(gathering.id))


def call_off(actor: User, gathering_id: int, *, now: datetime) -> None:
    """It will not be; its page says so."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_change(actor, gathering), HOST)
        _check_still_to_come(gathering, now=now)
        gathering.called_off_at = now
        tx.announce(GatheringCalledOff(gathering.id))


def hide(actor: User, gathering_id: int, *, now: datetime) -> None:
    """Hide what somebody else arranged: it is in no list and on no page, and nobody answers it."""
    _stand(actor, gathering_id, hidden_at=now)


def release(actor: User, gathering_id: int) -> None:
    """Let those come to it who could, with what they had answered."""
    _stand(actor, gathering_id, hidden_at=None)


def answer(actor: User, gathering_id: int, *, going: bool, now: datetime) -> None:
    """Say whether one comes; the last word counts."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_answer(actor, gathering), BELONGS)
        _check_still_to_come(gathering, now=now)
        _say(tx, gathering.id, actor.id, going=going, now=now)
        tx.announce(GatheringAnswered(gathering.id, actor.id))


def seat_guest(actor: User, gathering_id: int, *, email: str, until: datetime, now: datetime) -> None:
    """Let somebody from outside come to this gathering, with a seat until a day."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_seat_guests(actor, gathering), GIVE_SEATS)
        tx.session.execute(select(Gathering.id).where(Gathering.id == gathering.id).with_for_update())
        guest = guest_by_address(tx, email, community_id=gathering.space.community_id)
        seat = GatheringGuest(gathering_id=gathering.id, user_id=guest.id, by_id=actor.id, given_at=now, until=until)
        if give_seat(tx, seat, here=GatheringGuest.gathering_id == gathering.id):
            permit = ("gatherings.guest", guest.id, gathering.id)
            write_to_guest(tx, guest, path=f"/gatherings/{gathering.id}", permit=permit, now=now)
        tx.announce(GuestSeated(gathering.id, guest.id))


def end_guest_seat(actor: User, gathering_id: int, *, person_id: int, now: datetime) -> None:
    """Take a seat back, or give one's own back: from this moment they read what outsiders read."""
    with transaction() as tx:
        gathering = gathering_for(actor, gathering_id)
        require(policy.can_end_seat(actor, gathering, person_id=person_id), END_SEATS)
        end_seat(tx, GatheringGuest, here=GatheringGuest.gathering_id == gathering.id, person_id=person_id, now=now)
        tx.announce(GuestGone(gathering.id, person_id))


def end_guest_seats_of(tx: Transaction, community_id: int, *, person_id: int, now: datetime) -> None:
    """Somebody came into this community, or went: what they were a guest in is over."""
    theirs = select(Gathering.id).join(Space, Space.id == Gathering.space_id).where(Space.community_id == community_id)
    own = (GatheringGuest.gathering_id.in_(theirs), GatheringGuest.user_id == person_id)
    end_seats(tx, GatheringGuest, *own, now=now)


def end_sealed_guest_seats(tx: Transaction, community_id: int, *, now: datetime) -> None:
    """This community, or a space of it, has become tighter: where it is sealed, nobody is a guest any more."""
    here = select(Gathering.id).join(Space, Space.id == Gathering.space_id).join(Space.community)
    sealed = here.where(Community.id == community_id, OPENNESS == Read.SEALED)
    end_seats(tx, GatheringGuest, GatheringGuest.gathering_id.in_(sealed), now=now)


def _stand(actor: User, gathering_id: int, *, hidden_at: datetime | None) -> None:
    with transaction() as tx:
        gathering = hidden_gathering_for(actor, gathering_id)
        require(policy.can_hide(actor, gathering), HIDES)
        is_news = (gathering.hidden_at is None) != (hidden_at is None)
        gathering.hidden_at = hidden_at
        if is_news:  # what is held and then hidden was not there before either
            tx.announce(GatheringHidden(gathering.id, actor.id))


def tell_who_comes(tx: Transaction, gathering_id: int, *, but: int, now: datetime) -> None:
    """One letter to whoever said that they come: it is put aside, or stands again. Not to its host, who reads why, and
    not to whoever decided. It says the day, and the space where a mail may carry that; the last of them counts."""
    gathering = gathering_in_its_space(gathering_id)
    is_aside, about = gathering.hidden_at is not None, f"whether gathering {gathering_id} stands"
    jobs.forget_about(tx, [about])
    for each in coming_to(gathering, now=now):
        if each.id in {but, gathering.host_id}:
            continue
        told = _told_of(gathering, each, is_aside=is_aside)
        letter = "gatherings/mail/aside.txt" if is_aside else "gatherings/mail/again.txt"
        permit = (ASIDE if is_aside else AGAIN, each.id, gathering_id)
        mail.send_later(tx, each.email, letter, {**told, "about": about}, at=now, while_permitted=permit)


def _told_of(gathering: Gathering, each: Coming, *, is_aside: bool) -> Mapping[str, str]:
    """For a letter; a guest knows of no space."""
    day = gathering.starts_at.astimezone(words.zone(each.time_zone)).date().isoformat()
    may_name = each.belongs and policy.axes_of(gathering).mail != "none"
    home = f"/spaces/{gathering.space_id}" if each.belongs else "/"
    path = home if is_aside else f"/gatherings/{gathering.id}"
    return {"day": day, "space": gathering.space.name if may_name else "", "path": path}


def _say(tx: Transaction, gathering_id: int, user_id: int, *, going: bool, now: datetime) -> None:
    """Two presses at one moment are one answer: the second waits for the first."""
    tx.session.execute(select(Gathering.id).where(Gathering.id == gathering_id).with_for_update())
    tx.session.merge(GatheringAnswer(gathering_id=gathering_id, user_id=user_id, going=going, said_at=now))


def _check_still_to_come(gathering: Gathering, *, now: datetime) -> None:
    rules.check_answering(starts_at=gathering.starts_at, called_off=gathering.called_off_at is not None, now=now)


def forget(tx: Transaction, person_id: int) -> None:
    """Somebody is gone: nobody expects them any more, and what they arranged has no host. Others come to it."""
    tx.session.execute(delete(GatheringAnswer).where(GatheringAnswer.user_id == person_id))
    tx.session.execute(update(Gathering).where(Gathering.host_id == person_id).values(host_id=None))
    forget_seats(tx, GatheringGuest, person_id=person_id)
