"""The sets of the world: forming, running and closed, and one whose lobby is open."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from cop.core.database import db, transaction
from cop.core.models import Job
from cop.meetings import service as meetings
from cop.meetings.models import VisitorKind
from cop.meetings.service import heard as writing_down
from cop.meetings.service import quiet, tray, visits
from cop.organisations import service as organisations
from cop.people import service as people
from cop.people.models import SignIn
from cop.sets import service
from cop.sets.facts import SetFormed
from cop.sets.models import Seat
from cop.sets.queries import dates_of, seats_of, sheet_of
from cop.sets.rules import Sheet
from tests.conftest import THURSDAY
from tests.factories import meetings as make
from tests.factories.sets import a_set, an_offered_seat
from tests.matrix.people import EVERYBODY, EVERYONE, SET, circles
from tests.matrix.world import World

SEATED = ("ada", "bo", "mina")
WEEK = timedelta(weeks=1)


def populate(world: World) -> None:
    """Every set, what was said in it, and what hangs on it."""
    running = _set(world, "running", dates=[world.now + 5 * number * WEEK for number in (-1, 0, 1, 2)])
    _formed(world)
    _closed(world)
    first, second, third, _ = (each.id for each in dates_of(running))
    _challenge(world, running, third=third)
    _played(world, first, now=world.now - 5 * WEEK)
    _looked_back(world, first)
    lobby = _set(world, "lobby", dates=[world.now, world.now + 5 * WEEK])
    at = dates_of(lobby)[0].id
    for who in ("ada", "bo"):
        meetings.arrive(world.people[who], at, now=world.now)
    _visitors(world, at, state="lobby")
    _visitors(world, second, state="running")
    _running(world, second)
    for state, meeting_id in {"closed": first, "running": second, "planned": third, "lobby": at}.items():
        world.add("a meeting", state, SET, meeting_id=meeting_id)
    _glass(world, running)
    _oneself(world)


def _set(world: World, state: str, *, dates: list[datetime], agreed: bool = True) -> int:
    """Ada, Bo, Mina, Sam and Kit sit in it, Dee did; Jo has been asked."""
    people, may = world.people, (*SEATED, "jo")
    told = {"name": world.canaries.plant(f"the name of the {state} set", readers=may)}
    told["purpose"] = world.canaries.plant(f"the purpose of the {state} set", readers=may) if state != "lobby" else ""
    members = [people[who] for who in ("bo", "mina", "sam", "kit")]
    community = world.things["a community"]["restricted"].values["community_id"]
    traits: dict[str, Any] = {**told, "community_id": community}
    made = a_set(people["ada"], members, now=world.now - 6 * WEEK, dates=dates, agreed=agreed, **traits)
    with transaction() as tx:
        gone = {"state": "left", "joined_at": world.now, "left_at": world.now, "position": 9}
        tx.session.add(
            Seat(set_id=made, user_id=people["dee"].id, invited_by_id=people["ada"].id, invited_at=world.now, **gone)
        )
        tx.announce(SetFormed(made))
    if state != "lobby":  # the same as the running one, but for its meeting
        _add(world, state, made)
    return made


def _add(world: World, state: str, made: int) -> None:
    people = world.people
    told_at = None if state == "forming" else world.now
    offered = an_offered_seat(made, people["jo"], by=people["ada"], now=world.now, told_at=told_at)
    seat = next(each.id for each in seats_of(made) if each.user_id == people["mina"].id)
    for kind, seat_id in {"a seat": seat, "an offered seat": offered}.items():
        world.add(kind, state, SET, set_id=made, seat_id=seat_id)
    world.add("a set", state, SET, set_id=made, key="als_standard")
    world.add("a date", state, SET, set_id=made, date_id=dates_of(made)[-1].id)
    world.add("a season", state, SET, set_id=made, season=1)


def _formed(world: World) -> None:
    made = _set(world, "forming", dates=[world.now + WEEK, world.now + 6 * WEEK], agreed=False)
    whoever_is_asked = (*SEATED, "jo")  # Jo reads what they would say yes to
    rules = world.canaries.plant("the ground rules of the forming set", readers=whoever_is_asked)
    service.write_agreement(
        world.people["ada"], made, confidentiality="closed", ground_rules=rules, seen=0, now=world.now
    )


def _closed(world: World) -> None:
    made = _set(world, "closed", dates=[world.now - 4 * WEEK, world.now - 3 * WEEK])
    service.closing.announce_closing(world.people["ada"], made, months=24, now=world.now - 3 * WEEK)
    service.closing.close_due(now=world.now)


def _challenge(world: World, set_id: int, *, third: int) -> None:
    """Bo's challenge, shown to the set with one sentence, and Mina's, which nobody else has seen."""
    plant, bo = world.canaries.plant, world.people["bo"]
    shown = plant("the sentence of Bo's challenge", readers=SEATED)
    why = plant("why Bo's challenge matters", readers=("bo",))
    made = service.prepare(bo, set_id, sheet=Sheet(shown, why=why, level="usual"), now=world.now - 5 * WEEK).id
    turn = service.bring(bo, made, season_date_id=third, now=world.now - 5 * WEEK).id
    kept = service.keep_question(bo, turn, text=plant("a question Bo kept", readers=("bo",)), now=world.now).id
    learnt, happened = (plant(f"what Bo {each}", readers=("bo",)) for each in ("learnt", "saw happen"))
    service.write_down(bo, turn, learnt=learnt, happened=happened, now=world.now)
    unseen = plant("the sentence of Mina's challenge", readers=("mina",))
    service.prepare(world.people["mina"], set_id, sheet=Sheet(unseen, level="usual"), now=world.now)
    hers = circles(bo="owner", ada="facilitator", mina="member", jo="invited")
    world.add("a challenge", "brought", hers, challenge_id=made)
    world.add("a turn", "brought", hers, turn_id=turn)
    world.add("a kept question", "kept", hers, kept_id=kept)


def _played(world: World, meeting_id: int, *, now: datetime) -> None:
    """A meeting from its lobby to its close, in which Mina presented and Bo promised nothing."""
    people = world.people
    for who in ("ada", "bo", "mina", "sam", "kit"):
        meetings.arrive(people[who], meeting_id, now=now)
    meetings.start(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    make.moved_to(people, meeting_id, "act", now=now, presenters=("mina",))
    what, step = (world.canaries.plant(f"Mina's promise: {each}", readers=SEATED) for each in ("what", "step"))
    promise = meetings.commit(
        people["mina"], meeting_id, what=what, first_step=step, by_when=_in_a_week(world.now), now=now
    )
    world.add(
        "a commitment", "open", circles(mina="owner", ada="facilitator", bo="member", jo="invited"),
        commitment_id=promise.id,
    )  # fmt: skip
    while make.progress(meeting_id).part.key != "closing":
        meetings.advance(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    meetings.close(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)


def _looked_back(world: World, first: int) -> None:
    plant, bo = world.canaries.plant, world.people["bo"]
    lines = {
        "learnt_1": plant("a line Bo keeps", readers=("bo",)),
        "working": plant("a line Bo shares", readers=SEATED),
    }
    service.write_sheet(bo, first, lines=lines, now=world.now)
    own = sheet_of(bo, first)
    service.share_line(bo, own["working"].id, now=world.now)
    for state, line in {"kept": "learnt_1", "shared": "working"}.items():
        world.add("a line of a sheet", state, SET, line_id=own[line].id)
    world.add("a review", "held", SET, season_date_id=first)


def _running(world: World, meeting_id: int) -> None:
    """Bo presents, in the part called Act; what Mina has in her tray and whispers to Ada is theirs."""
    people, plant, now = world.people, world.canaries.plant, world.now
    for who in ("ada", "bo", "mina", "sam"):
        meetings.arrive(people[who], meeting_id, now=now)
    meetings.start(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    make.moved_to(people, meeting_id, "updates", now=now)
    meetings.report(
        people["mina"], meeting_id, commitment_id=world.id_of("a commitment", "open"),
        outcome="moved", note=plant("what became of Mina's promise", readers=SEATED), by_when=_in_a_week(now), now=now,
    )  # fmt: skip
    meetings.advance(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    meetings.bid(people["bo"], meeting_id, sentence="Something of mine", urgency=2, now=now)
    meetings.advance(people["ada"], meeting_id, seen=make.step(meeting_id), now=now)
    make.moved_to(people, meeting_id, "act", now=now, presenters=("bo",))
    question = tray.keep_question(
        people["mina"], meeting_id, text=plant("a question in Mina's tray", readers=("mina",))
    )
    tray.write(people["mina"], meeting_id, text=plant("what Mina is writing", readers=("mina",)))
    quiet.say_privately(
        people["mina"], meeting_id, text=plant("what Mina says to Ada alone", readers=("mina", "ada")), now=now
    )
    what, step = (plant(f"what Ada heard Bo say: {each}", readers=("ada", "bo")) for each in ("what", "step"))
    heard = writing_down.write_down(
        people["ada"], meeting_id, person_id=people["bo"].id, what=what, first_step=step, by_when=_in_a_week(now),
        now=now,
    )  # fmt: skip
    mina_s = circles(mina="owner", ada="facilitator", bo="presenter", jo="invited")
    world.add("a question", "kept", mina_s, meeting_id=meeting_id, question_id=question.id)
    world.add("something heard", "unanswered", SET, meeting_id=meeting_id, heard_id=heard.id)


def _visitors(world: World, meeting_id: int, *, state: str) -> None:
    """Gil would observe and somebody with a link be a guest; everybody who sits there says yes."""
    people, seated = world.people, ("ada", "bo", "mina", "sam", "kit")
    kinds: dict[VisitorKind, str] = {"observer": "gil", "guest": "token"}
    for kind, name in kinds.items():
        told = {"name": f"{name.title()} {world.canaries.plant(f'the name of the {kind} of {state}', readers=SEATED)}"}
        asked = visits.ask_visitor(
            people["ada"], meeting_id, kind=kind, email=f"{name}@example.org", now=world.now, **told
        ).id
        for who in seated[1:]:
            visits.answer_visitor(people[who], meeting_id, visitor_id=asked, yes=True, now=world.now)
        letters = select(Job.payload).where(Job.kind == "mail.send").order_by(Job.id.desc())
        letter = next(each for each in db.session.scalars(letters) if each["to"] == f"{name}@example.org")
        world.add("a visitor", f"{kind}, {state}", SET, meeting_id=meeting_id, visitor_id=asked)
        anybody = dict.fromkeys(EVERYBODY, "holder") if kind == "guest" else circles(gil="holder")
        world.add("a visit", f"{kind}, {state}", anybody, token=letter["values"]["token"])


def _glass(world: World, set_id: int) -> None:
    """Eli has asked for two openings; Ola has agreed to one, and Eli has read one kind of it."""
    eli, ola = world.people["eli"], world.people["ola"]
    for state in ("asked", "open"):
        reason = (
            f"Because {world.canaries.plant(f'the reason of the glass {state}', readers=('eli', *SEATED))} matters."
        )
        made = service.glass.ask(eli, set_id, reason=reason, now=world.now).id
        if state == "open":
            service.glass.agree(ola, made, now=world.now)
            service.glass.read(eli, made, kind="people", now=world.now)
        for kind in ("people", "agreement"):
            read = f"{state}, {kind} {'read' if (state, kind) == ('open', 'people') else 'not read'}"
            world.add("a glass", read, circles(eli="one-of-the-two"), glass_id=made, kind=kind)


def _oneself(world: World) -> None:
    """Where Bo belongs, which browsers Bo has open, and the letters that let people in."""
    bo = world.people["bo"]
    there = world.id_of("an organisation", "standing")
    world.add("a sign-in", "open", circles(bo="owner"), sign_in_id=_sign_in_of(bo.id))
    _letters(world)
    today, stands = world.now.date(), {"hana": "lead", "eli": "admin"}
    own = organisations.join(bo, there, since=date(2026, 1, 1), today=today).id
    world.add("a membership", "of Bo's", circles(bo="owner", **stands), membership_id=own)
    leading = organisations.join(world.people["hana"], there, since=date(2026, 1, 1), today=today).id
    organisations.name_lead(world.people["eli"], there, email="hana@example.org", today=today)
    world.add("a membership", "of who leads", circles(**stands), membership_id=leading)


def _letters(world: World) -> None:
    """Whoever has one of these links has come by a letter; the two look the same to everybody."""
    asked = people.invite(world.people["bo"], "new@example.org", now=world.now)
    written = people.write_invitation(asked.id, now=world.now)
    link = people.write_link(world.people["bo"].email, now=world.now)
    assert written
    assert link
    for state, (_, token) in {"invitation": written, "link": link}.items():
        world.add("a letter", state, EVERYONE, token=token)


def _sign_in_of(user_id: int) -> int:
    people.open_sign_in(user_id, device="another browser", now=THURSDAY)
    return db.session.scalars(select(SignIn.id).where(SignIn.user_id == user_id)).one()


def _in_a_week(now: datetime) -> date:
    return (now + WEEK).date()
