"""Fill an empty installation with the demo, once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import delete, func, select

from cop.communities import service as communities
from cop.communities.models import Community, Space
from cop.communities.service import leading
from cop.config import Settings
from cop.core.database import db, transaction
from cop.core.models import Job
from cop.core.words import HOME_ZONE, zone
from cop.demo import apart, care, challenge, evidence, ladder, pictures, words
from cop.demo.season import Player
from cop.discussions import service as discussions
from cop.meetings.service import visits
from cop.organisations import service as organisations
from cop.organisations.models import Organisation
from cop.organisations.rules.files import parse
from cop.organisations.rules.rows import Row
from cop.organisations.rules.ties import BY_NAME, Tie
from cop.people import service as people
from cop.people.models import User
from cop.people.queries import demo_people
from cop.sets import rules as set_rules
from cop.sets import service as sets
from cop.sets.models import SeasonDate
from cop.sets.queries import dates_of, seats_of
from cop.sets.service import season as seasons
from cop.stories.queries import draft_for, text_of
from cop.stories.rules import FREE, Prompt, Reach, Template, Terms
from cop.stories.service import drafts, ways

CARE_BOARDS = Path(__file__).resolve().parents[2] / "data" / "integrated_care_boards.json"
BEGAN_BEFORE = timedelta(days=150)
SEASON_DAYS = (-70, -35, 0, 35, 70, 105)
LOBBY = timedelta(minutes=10)


def load(*, now: datetime) -> bool:
    """Load the demo unless it is there. True when it was loaded now."""
    with transaction() as tx:  # the services join it: a demo is there as a whole or not at all
        if demo_people():
            return False
        cast = _make_people(now - BEGAN_BEFORE)
        _name_organisations(cast, now - BEGAN_BEFORE)
        community = _found_community(cast, now - BEGAN_BEFORE)
        _share_roles(cast, community, now)
        _converse(cast, community, now)
        _ask_tellers(cast, community, now)
        _tell_story(cast, community, now)
        _run_set(cast, community, now)
        ladder.take_further(cast, _space_for_all(community), now=now - timedelta(hours=2))
        tx.session.execute(delete(Job).where(Job.run_at <= now))  # nobody is written to about months that never were
        return True


def sign_in_lines() -> list[str]:
    """A line for each demo person: who they are and where one press signs one in."""
    settings: Settings = current_app.config["COP"]
    address = settings.public_url.rstrip("/")
    return [f"  {person.name:<16} {address}/demo#person-{person.id}   {person.about}" for person in demo_people()]


def _make_people(now: datetime) -> Mapping[str, User]:
    for person in words.PEOPLE:
        people.add_person(
            email=person.email, name=person.name, pronouns=person.pronouns, about=person.about, is_demo=True,
            is_admin=person.first == "Eli", now=now,
        )  # fmt: skip
    cast = {each.name.split(maxsplit=1)[0]: each for each in demo_people()}
    for each in cast.values():
        db.session.expunge(each)  # they act in many transactions, each of which forgets what was read before
    return cast


def _name_organisations(cast: Mapping[str, User], now: datetime) -> None:
    boards = parse(CARE_BOARDS.read_bytes())
    organisations.import_rows(boards.rows, attribution=boards.attribution)
    organisations.import_rows([_invented(name, kind) for name, kind in words.ORGANISATIONS.items()])
    ids = {each.name: each.id for each in db.session.scalars(select(Organisation))}
    for person in words.PEOPLE:
        if person.organisation:
            organisation_id = ids[person.organisation]
            organisations.join(cast[person.first], organisation_id, since=now.date(), shown=True, today=now.date())
    for name, lead in words.ORGANISATION_LEADS.items():
        organisations.name_lead(cast["Eli"], ids[name], email=cast[lead].email, today=now.date())
        can_share, wish = words.ABOUT_ORGANISATIONS[name]
        said = {"can_share": can_share, "would_like_to_learn": wish}
        organisations.describe(cast[lead], ids[name], **said, today=now.date())


def _invented(name: str, kind: str) -> Row:
    funded = [Tie("funds", (BY_NAME, each)) for each in words.FUNDED if name == words.FUND]
    covered = [Tie("covers_for", (BY_NAME, other)) for own, other in words.COVERS_FOR.items() if own == name]
    return Row("the demo", name, kind, ties=(*funded, *covered))


def _found_community(cast: Mapping[str, User], now: datetime) -> Community:
    hana = cast[words.COORDINATOR]
    made = communities.found(hana, name=words.COMMUNITY, purpose=words.COMMUNITY_PURPOSE, preset="restricted", now=now)
    for name in (words.FACILITATOR, *words.SEATED, words.REMOVED):
        communities.admit(hana, made.id, email=cast[name].email, now=now)
    communities.give_role(hana, made.id, person_id=cast[words.FACILITATOR].id, role="core")
    communities.remove(hana, made.id, person_id=cast[words.REMOVED].id, now=now + timedelta(days=30))
    nights = communities.create_space(
        hana, made.id, name=words.NIGHTS, purpose=words.NIGHTS_PURPOSE, preset="private", now=now
    )
    for name in ("Ife", "Ben", "Mina"):
        communities.name_member(hana, nights.id, person_id=cast[name].id, now=now)
    return db.session.get_one(Community, made.id)


def _share_roles(cast: Mapping[str, User], community: Community, now: datetime) -> None:
    """Small roles that go round: some have gone from one to another."""
    hana, community_id = cast[words.COORDINATOR], community.id
    for kind, holders in words.ROLES.items():
        for name, began, ends in holders:
            offered, until = now + timedelta(days=began), now + timedelta(days=ends)
            person_id = cast[name].id
            role_id = leading.offer(hana, community_id, kind=kind, person_id=person_id, until=until, now=offered)
            leading.answer(cast[name], role_id, yes=True, now=offered)


def _converse(cast: Mapping[str, User], community: Community, now: datetime) -> None:
    places = {
        space.name: space.id for space in db.session.scalars(select(Space).where(Space.community_id == community.id))
    }
    everybody = _space_for_all(community)
    for age, (place, title, posts) in enumerate(words.THREADS, start=1):
        began = now - timedelta(days=6 * age)
        (first, opening), *rest = posts
        thread = discussions.start(cast[first], places.get(place, everybody), title=title, body=opening, now=began)
        thread_id = thread.id
        for hours, (name, body) in enumerate(rest, start=1):
            discussions.reply(cast[name], thread_id, body=body, now=began + timedelta(hours=5 * hours))
        if title == words.ASKED_ABOUT:
            apart.ask_privately(cast, thread_id, now=now)
    apart.vote_for_unnamed_words(cast, community.id, now=now)
    pictures.show(cast, now - timedelta(days=14))
    care.look_after(cast, everybody, community_id=community.id, now=now)
    evidence.weigh(cast, everybody, now=now)


def _space_for_all(community: Community) -> int:
    """The space that there is from the beginning."""
    return db.session.scalars(select(func.min(Space.id)).where(Space.community_id == community.id)).one()


def _ask_tellers(cast: Mapping[str, User], community: Community, now: datetime) -> None:
    """In the community's own words, and better ones later."""
    prompts = tuple(Prompt("", question) for question in words.A_NIGHT_ASKED)
    told, began = Template("", 0, words.A_NIGHT, words.A_NIGHT_ABOUT, prompts[:1]), now - timedelta(days=40)
    way = ways.begin(cast["Hana"], community.id, told=told, instead_of="", now=began)
    ways.change(cast["Ada"], way.way, told=replace(told, prompts=prompts), seen=1, now=began + timedelta(days=9))


def _tell_story(cast: Mapping[str, User], community: Community, now: datetime) -> None:
    told = now - timedelta(days=12)
    ben, reach = cast["Ben"], Reach("community", community.id)
    draft_id = drafts.begin(ben, reach, template=FREE, now=told).id
    drafts.write(ben, draft_id, page=1, answer=words.STORY, now=told)
    drafts.head(ben, draft_id, title=words.STORY_TITLE, note="", now=told)
    drafts.settle_others(ben, draft_id, now=told)
    pictures.let_hear(ben, draft_id, now=told)
    drafts.approve(ben, draft_id, seen=text_of(draft_for(ben, draft_id)).digest, now=told)
    drafts.tell(ben, draft_id, reach=reach, terms=Terms("first", months=12), now=told)


def _run_set(cast: Mapping[str, User], community: Community, now: datetime) -> None:
    ada = cast[words.FACILITATOR]
    members = {name: cast[name] for name in words.SEATED}
    formed = now - timedelta(days=90)
    soon = (now + LOBBY).replace(second=0, microsecond=0).astimezone(zone(HOME_ZONE))
    shape = set_rules.Shape(
        name=words.SET_NAME, seats=6, meeting_minutes=180, slot_minutes=45,
        dates=tuple((soon + timedelta(days=days)).astimezone(UTC) for days in SEASON_DAYS),
    )  # fmt: skip
    made = sets.form_set(
        ada, shape, purpose=words.SET_PURPOSE, facilitator_email=ada.email, community_id=community.id, now=formed
    )
    set_id = made.id
    for person in members.values():
        sets.offer_seat(ada, set_id, email=person.email, now=formed)
        sets.accept_seat(person, set_id, now=formed)
    sets.write_agreement(
        ada, set_id, confidentiality="learning_out", ground_rules=words.GROUND_RULES, seen=0, now=formed
    )
    for person in (ada, *members.values()):
        sets.accept_agreement(person, set_id, seen=1, now=formed)
    _play_the_past(set_id, ada, members=members, now=now)
    _plan_ahead(set_id, cast, now=now - timedelta(hours=3))


def _play_the_past(set_id: int, ada: User, *, members: Mapping[str, User], now: datetime) -> None:
    season = select(SeasonDate.id, SeasonDate.number, SeasonDate.starts_at).where(SeasonDate.set_id == set_id)
    dates = db.session.execute(season.order_by(SeasonDate.number)).all()
    bo, second, third = members[words.PRESENTER], dates[1], dates[2]
    challenge.prepare(bo, set_id, now=second.starts_at - timedelta(days=2))
    for (date_id, number, starts_at), presenters in zip(dates, words.PAST, strict=False):
        Player(date_id, number, ada, members, starts_at).play(presenters)
    challenge.look_back(bo, brought_to_id=second.id, bring_to_id=third.id, now=now - timedelta(days=1))


def _plan_ahead(set_id: int, cast: Mapping[str, User], *, now: datetime) -> None:
    """Who would stand in, who facilitates a later meeting, and somebody who would like to look on at the next one."""
    ada, deputy, visitor = cast[words.FACILITATOR], cast[words.DEPUTY], cast[words.VISITOR]
    seat_id = next(seat.id for seat in seats_of(set_id) if seat.user_id == deputy.id)
    sets.name_deputy(ada, set_id, seat_id=seat_id, now=now)
    third, fifth = (each.id for each in dates_of(set_id)[2:5:2])
    seasons.name_for_date(ada, set_id, season_date_id=fifth, person_id=cast[words.IN_TURN].id, now=now)
    asked = visits.ask_visitor(ada, third, kind="observer", name=visitor.name, email=visitor.email, now=now)
    visits.answer_visitor(deputy, third, visitor_id=asked.id, yes=True, now=now)
