"""What communities do when somebody makes an account or a job is due, their letters, and what is asked before one."""

import smtplib
from datetime import datetime
from typing import Any

from flask import url_for

from cop.communities.queries import members_in, readers_of_space
from cop.communities.queries.invitations import address_of_member
from cop.communities.queries.own import heir_of, looked_after_alone_by, names_of
from cop.communities.service import (
    answers,
    bringing,
    erasure,
    invitations,
    letters,
    life,
    modules,
    organisations,
    renewals,
    requests,
    retention,
)
from cop.core import clock, mail
from cop.core.database import Transaction
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.links import token_of
from cop.core.own import Duty
from cop.core.words import gettext
from cop.organisations.facts import PersonChangedInOrganisation, PersonJoinedOrganisation, PersonLeftOrganisation
from cop.people import service as people
from cop.people.facts import PersonErased, PersonJoined
from cop.people.models import User
from cop.people.queries import person_by_email

listeners = Listeners()
jobs = Jobs()

GONE_FOR_GOOD = 500


@jobs.permits_if("communities.belongs")
def belongs(person_id: int, community_id: int) -> bool:
    return person_id in members_in(community_id)


@jobs.permits_if("communities.reads_space")
def reads_space(person_id: int, space_id: int) -> bool:
    return person_id in readers_of_space(space_id)


@listeners.within(PersonJoined)
def seat_the_newcomer(fact: PersonJoined, tx: Transaction) -> None:
    """Whoever said yes to an invitation, and then made their account, is in."""
    answers.seat_newcomer(tx, tx.session.get_one(User, fact.user_id), now=clock.now())


@listeners.within(PersonJoinedOrganisation)
@listeners.within(PersonChangedInOrganisation)
@listeners.within(PersonLeftOrganisation)
def follow_the_organisation(
    fact: PersonJoinedOrganisation | PersonChangedInOrganisation | PersonLeftOrganisation, tx: Transaction
) -> None:
    """Whom an organisation brings follows who belongs to it."""
    bringing.settle_where(tx, fact.organisation_id, now=clock.now())


@listeners.within(PersonErased)
def forget(fact: PersonErased, tx: Transaction) -> None:
    erasure.forget(tx, fact.user_id, keeps_words=fact.keeps_words, now=clock.now())


def duties_of(person_id: int) -> list[Duty]:
    """The communities that this person alone coordinates, and in which somebody else could."""
    alone = [each for each in looked_after_alone_by(person_id) if heir_of(each, but=person_id) is not None]
    return [
        Duty(
            gettext("You alone coordinate a community: %(name)s", name=name),
            url_for("communities.members", community_id=community_id),
        )
        for community_id, name in names_of(alone)
    ]


@jobs.handles("communities.invitation")
def send_invitation(payload: dict[str, Any], *, now: datetime) -> None:
    """Sent at once, not through a job of its own: a job's row would keep the token."""
    letter = letters.write_letter(payload["id"], letters=payload["letters"], now=now)
    if letter is None:
        return
    values = {
        "inviter": letter.inviter, "place": letter.place, "token": letter.token, "is_reminder": letter.is_reminder,
    }  # fmt: skip
    try:
        _send(letter.email, "invitation", values, asked={}, now=now)
    except smtplib.SMTPRecipientsRefused as refusal:
        if all(code < GONE_FOR_GOOD for code, _ in refusal.recipients.values()):
            raise
        letters.note_bounced(payload["id"], now=now)
        return
    letters.note_sent(payload["id"], letters=payload["letters"], now=now)


@jobs.handles("communities.newcomers_asked")
def tell_of_newcomers(payload: dict[str, Any], *, now: datetime) -> None:
    """Members of a Confidential community hear that somebody is asked; who, and where, they read inside."""
    address = address_of_member(payload["community"], user_id=payload["user"])
    if address:
        _send(address, "newcomers_asked", {}, asked={}, now=now)


@jobs.handles("communities.door")
def send_door(payload: dict[str, Any], *, now: datetime) -> None:
    """A letter with which whoever holds a link signs in, or makes an account, and comes back to it."""
    email, back = payload["email"], f"/invited/{token_of(payload['seed'])}"
    known = person_by_email(email) is not None
    written = people.write_link(email, now=now) if known else people.write_to_newcomer(email, now=now)
    if written:
        path = f"/sign-in/links/{written[1]}" if known else f"/invitations/{written[1]}"
        _send(email, "door", {"path": f"{path}?next={back}", "known": known}, asked=payload, now=now)


@jobs.handles("communities.asked_in")
def tell_of_request(payload: dict[str, Any], *, now: datetime) -> None:
    """Those who answer are told at once and reminded; after five days the core group is told too. It names nobody."""
    number = payload["number"]
    for address in requests.letters_about(payload["id"], number=number):
        _send(address, "asked_in", {"is_reminder": number > 0}, asked={}, now=now)


@jobs.handles("communities.answered")
def tell_of_answer(payload: dict[str, Any], *, now: datetime) -> None:
    """Whoever asked learns that there is an answer; what it says stands on the page, for them alone."""
    address = requests.address_of(payload["user"])
    if address:
        _send(address, "answered", {}, asked={}, now=now)


@jobs.handles(bringing.LETTER)
def tell_of_being_brought(payload: dict[str, Any], *, now: datetime) -> None:
    """Somebody hears that their organisation brings them, in time to say no."""
    told = organisations.letter_to(payload["part"], person_id=payload["user"])
    if told:
        email, place = told
        _send(email, "brought", {"place": place, "part": payload["part"]}, asked={}, now=now)


@jobs.handles(bringing.LETTER_OF_LEAVING)
def tell_of_leaving(payload: dict[str, Any], *, now: datetime) -> None:
    """Somebody hears that they go with their organisation, in time to ask whether they may stay."""
    told = organisations.letter_of_leaving(payload["part"], person_id=payload["user"])
    if told:
        email, place, community_id = told
        _send(email, "leaving", {"place": place, "community": community_id}, asked={}, now=now)


@jobs.hourly
def bring_people(*, now: datetime) -> None:
    """Whoever was told fourteen days ago that their organisation brings them, or that it does so no longer, comes in
    and goes."""
    bringing.settle_all(now=now)


@jobs.hourly
def lapse(*, now: datetime) -> None:
    """Invitations that nobody answered within 28 days are over."""
    invitations.lapse(now=now)


@jobs.hourly
def forget_old(*, now: datetime) -> None:
    """Invitations that ended long ago are forgotten, with their addresses."""
    retention.forget_old(now=now)


@jobs.handles(modules.COUNTING)
def count_votes(payload: dict[str, Any], *, now: datetime) -> None:
    del now
    modules.count(payload["vote"])


@jobs.hourly
def close_due(*, now: datetime) -> None:
    """Communities whose notice is over become archives."""
    life.close_due(now=now)


@jobs.hourly
def ask_for_renewal(*, now: datetime) -> None:
    """Once a year everybody in a community is asked whether it is still useful."""
    renewals.ask_due(now=now)


def _send(to: str, letter: str, values: dict[str, Any], *, asked: dict[str, Any], now: datetime) -> None:
    language = asked.get("language", "")
    mail.send({"to": to, "template": f"communities/mail/{letter}.txt", "values": values, "language": language}, now=now)
