"""Bo, who has said something in every capability, in words that are nowhere else."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import String, Text, select
from sqlalchemy.types import JSON, LargeBinary

from cop.communities import service as communities
from cop.communities.models import Agreement as CommunityAgreement
from cop.communities.models import (
    AgreementAcceptance,
    CommunityMembership,
    CommunityNote,
    Founding,
    FoundingVoice,
    InvitationFile,
    JoinRequest,
    ModuleVoice,
    ModuleVote,
    Renewal,
    RenewalVoice,
)
from cop.communities.rules.invitations import Asked
from cop.core import jobs
from cop.core.database import Base, db, transaction
from cop.core.seals import Sealed, places_of
from cop.discussions import queries
from cop.discussions import service as discussions
from cop.discussions.rules.polls import Asked as Asking
from cop.drafts import service as beginnings
from cop.drafts.rules import Letter
from cop.gatherings import service as gatherings
from cop.gatherings.rules import Plan
from cop.ladder.models import Climb, ClimbAsk
from cop.meetings.models import Attendance, Bid, HeardCommitment, PrivateWord, TrayQuestion, Visitor, Writing
from cop.meetings.service import rounds
from cop.organisations.models import OrganisationMembership
from cop.people import service as people
from cop.people.models import User
from cop.sets.models import (
    Challenge,
    ChallengeTurn,
    Commitment,
    KeptQuestion,
    LedgerEntry,
    ReviewLine,
    SeasonAnswer,
    SeasonDate,
    Seat,
)
from cop.stories import rules as story_rules
from cop.stories.service import drafts, responses
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.organisations import an_organisation
from tests.factories.sets import a_set
from tests.factories.stories import a_draft, tell

MARK = "zq~bo"  # the tilde stands in no sealed text and no token
ADDRESS = f"{MARK}@example.org"


@dataclass
class Life:
    """Who there is, and where Bo has been."""

    cast: Any
    bo: User
    ids: dict[str, int] = field(default_factory=dict)


def word(about: str) -> str:
    """Something that only Bo says."""
    return f"{MARK}-{about}"


def live(now: datetime) -> Life:
    """Bo of this story is Mina's seat neighbour, writes everywhere, and alone coordinates one community."""
    cast = a_cast()
    bo = people.add_person(email=ADDRESS, name=word("name"), pronouns=word("they"), about=word("about"), now=now)
    life = Life(cast, bo)
    _in_communities(life, now)
    _in_conversations(life, now)
    _in_a_set(life, now)
    _in_a_meeting(life, now)
    _on_the_ladder(life, now)
    with transaction() as tx:
        letters = [{"to": ADDRESS, "values": {}}, {"to": "cy@example.org", "values": {"inviter": [word("name")]}}]
        for letter in letters:
            jobs.later(tx, "mail.send", payload=letter, at=now + timedelta(days=90))
    db.session.refresh(bo)
    db.session.expunge(bo)
    return life


def _in_communities(life: Life, now: datetime) -> None:
    cast, bo = life.cast, life.bo
    life.ids["community"] = made = a_community(cast, now=now)
    life.ids["alone"] = alone = communities.found(bo, name="Alone", purpose="P.", preset="open", now=now).id
    life.ids["emptied"] = communities.found(bo, name="Empty", purpose="P.", preset="open", now=now).id
    asked = [Asked(ADDRESS, name=word("told"))]
    communities.invite(cast.hana, alone_of(cast, now), asked=asked, forwardable=False, now=now)
    with transaction() as tx:
        add = tx.session.add_all
        add(
            [
                CommunityMembership(community_id=made, user_id=bo.id, role="member", since=now),
                CommunityMembership(community_id=alone, user_id=cast.mina.id, role="member", since=now),
                CommunityMembership(community_id=alone, user_id=cast.gil.id, role="observer", since=now),
                OrganisationMembership(organisation_id=an_organisation("Elm"), user_id=bo.id, since=now.date()),
                CommunityNote(community_id=made, user_id=bo.id, kind="closing", words=word("note"), at=now),
                InvitationFile(
                    community_id=made, created_at=now, faults=[[2, ADDRESS, "No.", {}], [3, "x@y.z", "No.", {}]]
                ),
                JoinRequest(
                    community_id=made,
                    user_id=bo.id,
                    answers=[["Why?", word("answer")]],
                    created_at=now,
                    state="yes",
                    decided_by_id=cast.hana.id,
                ),
                JoinRequest(
                    community_id=made,
                    user_id=cast.cy.id,
                    created_at=now,
                    state="no",
                    sentence=word("sentence"),
                    decided_by_id=bo.id,
                ),
            ]
        )
        agreement = CommunityAgreement(
            community_id=made, number=1, text="Together.", why=word("why"), author_id=bo.id, made_at=now
        )
        vote = ModuleVote(
            community_id=made,
            proposer_id=bo.id,
            module="sets",
            turns_on=True,
            why=word("vote"),
            opened_at=now,
            closes_at=now,
        )
        renewal = Renewal(community_id=made, asked_at=now, until=now)
        founding = Founding(
            proposer_id=bo.id, name=word("place"), purpose=word("purpose"), preset="open", first_space="S",
            prompt_title=word("title"), prompt=word("prompt"), gathering="G", gathering_at=now, place="P",
            proposed_at=now, voices=[FoundingVoice(email="other@example.org")],
        )  # fmt: skip
        add([agreement, vote, renewal, founding])
        tx.flush()
        add([AgreementAcceptance(agreement_id=agreement.id, user_id=bo.id, accepted_at=now),
             ModuleVoice(vote_id=vote.id, user_id=bo.id, yes=True),
             RenewalVoice(renewal_id=renewal.id, user_id=bo.id, wish="renew")])  # fmt: skip


def alone_of(cast: Any, now: datetime) -> int:
    return communities.found(cast.hana, name="Hana's", purpose="P.", preset="private", now=now).id


def _in_conversations(life: Life, now: datetime) -> None:
    cast, bo, made = life.cast, life.bo, life.ids["community"]
    life.ids["space"] = space = a_space(made, by=cast.hana, preset="restricted", now=now)
    for key in ("shared", "own"):
        life.ids[key] = discussions.start(bo, space, title=word(key), body=word(f"post in {key}"), now=now).id
    beginnings.keep(bo, "thread:1", letter=Letter("one", 1, word("begun title"), word("begun")), now=now)
    first, later = queries.posts_of(life.ids["shared"], page=1)[0].id, now + timedelta(minutes=10)
    discussions.edit(bo, first, body=word("post changed"), now=later)
    answered = discussions.start(cast.mina, space, title="Who sings?", body="Tell me.", now=now)
    discussions.nod(bo, queries.posts_of(answered.id, page=1)[0].id, kind="thanks", now=now)
    discussions.reply(cast.mina, life.ids["shared"], body="I have tried that.", now=now)
    asked = Asking(word("poll"), f"{word('option')}\nNo", named=True)
    discussions.begin_poll(bo, life.ids["shared"], asked=asked, now=now)
    discussions.vote(bo, life.ids["shared"], numbers=[0], now=now)
    discussions.end_poll(bo, life.ids["shared"], now=now)
    discussions.conclude(bo, life.ids["shared"], words=word("outcome"), now=now)
    for reach in ("me", f"community:{made}"):
        where, title, body = story_rules.reach(reach), word("story"), word(f"story for {reach}")
        life.ids[reach.partition(":")[0]] = tell(bo, reach=where, title=title, body=body, named="full", now=now).id
    _about_stories(life, community_id=made, now=now)
    plan = Plan("An hour", now + timedelta(days=7), "Online")
    gathering = gatherings.arrange(cast.hana, space, plan=plan, now=now).id
    gatherings.answer(bo, gathering, going=True, now=now)
    life.ids["round"] = rounds.open_round(cast.hana, space, kind="check_in", now=now).id
    rounds.come_in(bo, life.ids["round"], now=now)


def _about_stories(life: Life, *, community_id: int, now: datetime) -> None:
    """A story begun, with a note and somebody else in it, and something said to Hana about hers."""
    cast, bo, where = life.cast, life.bo, story_rules.reach(f"community:{community_id}")
    body, title, note = (word(f"{what} begun") for what in ("story", "title", "note"))
    draft = a_draft(bo, where, now=now, title=title, body=body, note=note)
    drafts.add_other(bo, draft, who=word("somebody"), basis="agreed", now=now)
    theirs = tell(cast.hana, title="Hers", body="Hers.", reach=where, named="full", now=now)
    life.ids["hers"] = theirs.id
    responses.respond(bo, theirs.id, kind="thanks", words=word("said to a teller"), now=now)


def _in_a_set(life: Life, now: datetime) -> None:
    """Bo facilitates; Mina and Gil sit there. One meeting was held."""
    cast, bo = life.cast, life.bo
    life.ids["set"] = made = a_set(bo, [cast.mina, cast.gil], now=now)
    a_set(bo, now=now)  # in which nobody else sits
    a_set(cast.hana, [bo], now=now, state="closed")
    offered = a_set(cast.hana, [cast.ada], now=now)
    dates = db.session.scalars(select(SeasonDate).where(SeasonDate.set_id == made).order_by(SeasonDate.number)).all()
    life.ids["held"], life.ids["date"] = dates[0].id, dates[1].id
    own: dict[str, Any] = {"user_id": bo.id, "set_id": made}
    challenge = Challenge(**own, sentence=word("challenge"), wants=word("wants"), level="usual", why=word("why"),
                          better="", who_else="", helps="", success="", created_at=now, changed_at=now)  # fmt: skip
    with transaction() as tx:
        tx.session.add(challenge)
        tx.flush()
        turn = ChallengeTurn(
            challenge_id=challenge.id,
            season_date_id=dates[0].id,
            number=1,
            held_on=date(2026, 11, 1),
            sentence=word("turn"),
            wants="",
            level="usual",
            learnt=word("learnt"),
            created_at=now,
        )
        tx.session.add(turn)
        tx.flush()
        tx.session.add_all([
            KeptQuestion(turn_id=turn.id, text="What if not?", kept_at=now),
            Commitment(**own, made_at_id=dates[0].id, what=word("promise"), first_step=word("step"),
                       by_when=date(2026, 12, 1), created_at=now),
            Commitment(**own, made_at_id=dates[0].id, what="Heard.", first_step="", by_when=date(2026, 12, 1),
                       created_at=now, written_by_id=cast.mina.id),
            ReviewLine(**own, season_date_id=dates[0].id, number=1, held_on=date(2026, 11, 1), prompt="learnt",
                       text=word("sheet"), written_at=now),
            SeasonAnswer(**own, season=1, half="middle", prompt="working", text=word("looking back"), written_at=now),
            LedgerEntry(**own, season_date_id=dates[0].id, credit_seconds=600, used_seconds=900),
            LedgerEntry(user_id=cast.mina.id, set_id=made, season_date_id=dates[0].id, credit_seconds=600,
                        used_seconds=300),
            Seat(set_id=offered, user_id=bo.id, email=ADDRESS, told_as=word("name"), position=5, state="invited",
                 invited_by_id=cast.hana.id, invited_at=now),
        ])  # fmt: skip
        dates[2].facilitator_id = bo.id


def _in_a_meeting(life: Life, now: datetime) -> None:
    cast, bo, meeting = life.cast, life.bo, life.ids["date"]
    with transaction() as tx:
        tx.session.add_all([
            Attendance(meeting_id=life.ids["held"], user_id=bo.id, arrived_at=now),
            Bid(meeting_id=meeting, user_id=bo.id, sentence=word("bid"), urgency=1),
            TrayQuestion(meeting_id=life.ids["held"], author_id=bo.id, text=word("asked"), state="asked", asked_at=now),
            TrayQuestion(meeting_id=meeting, author_id=bo.id, text=word("draft")),
            Writing(meeting_id=meeting, author_id=bo.id, text=word("writing")),
            PrivateWord(meeting_id=meeting, from_id=bo.id, to_id=cast.mina.id, text=word("private"), said_at=now),
            HeardCommitment(meeting_id=meeting, user_id=bo.id, written_by_id=cast.mina.id, what="Heard.",
                            first_step="", by_when=date(2026, 12, 1), written_at=now),
            Visitor(meeting_id=_meeting_of_others(tx.session, but=life.ids["set"]), kind="observer", name=word("name"),
                    user_id=bo.id, asked_by_id=cast.hana.id, asked_at=now),
        ])  # fmt: skip


def _on_the_ladder(life: Life, now: datetime) -> None:
    """Bo is about to take words further, and is asked whether Mina may name him."""
    with transaction() as tx:
        for who, words in (
            (life.bo.id, word("climbing")),
            (life.cast.mina.id, f"Thanks to {word('name')}, it stopped."),
        ):
            climb = Climb(
                user_id=who, space_id=life.ids["space"], origin="post:1", title=words, words=words, html=words,
                began_at=now, changed_at=now,
            )  # fmt: skip
            tx.session.add(climb)
            tx.flush()
        tx.session.add(
            ClimbAsk(climb_id=climb.id, by_id=who, user_id=life.bo.id, words=words, asked_at=now)
        )  # fmt: skip


def _meeting_of_others(session: Any, *, but: int) -> int:
    return int(session.scalars(select(SeasonDate.id).where(SeasonDate.set_id != but)).first())


def texts() -> list[str]:
    """Every value of every column that can hold text, as it lies in the database, with its table."""
    found = []
    for table in Base.metadata.sorted_tables:
        columns = [
            each
            for each in table.columns
            if isinstance(each.type, (String, Text, JSON, LargeBinary)) or _is_text(each.type)
        ]
        if columns:
            rows = db.session.execute(select(*columns)).all()
            found += [f"{table.name}: {[getattr(each, 'text', each) for each in row]!r}" for row in rows]
    return found


def opened() -> list[str]:
    """Every sealed word that the keys still open."""
    models = [each.class_ for each in Base.registry.mappers if issubclass(each.class_, Sealed)]
    found = []
    for model in models:
        for row in db.session.scalars(select(model)):
            found += [f"{at}: {getattr(row, name)}" for name, at in places_of(model)]
    return found


def _is_text(kind: Any) -> bool:
    return isinstance(getattr(kind, "impl", None), String)
