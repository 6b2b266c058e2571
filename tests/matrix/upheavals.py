"""What changes for everybody at once: bans, places tightened and widened, invitations, words opened wider, the end."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import assume
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from sqlalchemy import select

from cop.communities import rules, service
from cop.communities.models import CommunityInvitation
from cop.communities.rules.invitations import Asked
from cop.communities.service import life
from cop.core.database import db
from cop.core.errors import CopError
from cop.core.links import token_of
from cop.discussions import service as talking
from cop.discussions.models import Post
from cop.people.models import User
from tests import apps
from tests.conftest import THURSDAY
from tests.factories.people import a_user
from tests.matrix import model as modelled
from tests.matrix.model import Model

SIGNED_IN = ("ada", "bo", "cy", "gil", "hana")
SOMEBODY = st.sampled_from(SIGNED_IN)
SOMEBODY_BUT_HANA = st.sampled_from(SIGNED_IN[:-1])
KIND = st.sampled_from(modelled.ORDER)
SELDOM = 9


class Upheavals(RuleBasedStateMachine):
    """Where the model and the app begin, and how one acts in both."""

    app: Flask

    def __init__(self) -> None:
        super().__init__()
        self.context = self.app.app_context()
        self.context.push()
        apps.empty()
        self.model, self.now = Model(), THURSDAY
        self.people: dict[str, User | None] = {who: a_user(who.title()) for who in SIGNED_IN} | {"nobody": None}

    def teardown(self) -> None:
        self.context.pop()

    def did(self, expected: bool, act: Callable[..., Any]) -> Any:
        """What came of it: it has to work exactly where the model says so."""
        self.now += timedelta(minutes=1)
        try:
            done = act(now=self.now)
        except CopError as refusal:
            if expected:
                raise AssertionError("refused, although the model lets it through") from refusal
            return None
        assert expected, "it was let through"
        return done

    def a_space(self, data: st.DataObject) -> int:
        return data.draw(st.sampled_from(sorted(self.model.spaces)), label="space")

    @property
    def community(self) -> int:
        return next(iter(self.model.communities))

    def user(self, who: str) -> User:
        found = self.people[who]
        assert found
        return found

    def first_post(self, thread_id: int) -> int:
        found = db.session.scalars(select(Post.id).where(Post.thread_id == thread_id)).first()
        assert found
        return found

    @rule(who=SOMEBODY_BUT_HANA)
    def ban(self, who: str) -> None:
        person, may = self.user(who).id, who in self.model.roles and not self.model.is_archive
        self.did(may, lambda now: service.ban(self.user("hana"), self.community, person_id=person, now=now))
        if may:
            self.model.go(who)
            self.model.banned.add(who)

    @rule(who=SOMEBODY_BUT_HANA)
    def lift_ban(self, who: str) -> None:
        assume(who in self.model.banned)
        person, may = self.user(who).id, not self.model.is_archive
        self.did(may, lambda now: service.lift_ban(self.user("hana"), self.community, person_id=person))
        self.model.banned -= {who} if may else set()

    @rule(kind=KIND)
    def change_the_community(self, kind: str) -> None:
        seen, axes = rules.PRESETS[self.model.preset], rules.PRESETS[kind]
        may = not self.model.is_archive
        self.did(
            may,
            lambda now: service.change_community(self.user("hana"), self.community, axes=axes, seen=seen, now=now),
        )
        self.model.preset = kind if may else self.model.preset

    @rule(kind=KIND, data=st.data())
    def change_a_space(self, kind: str, data: st.DataObject) -> None:
        space_id = self.a_space(data)
        seen, axes = rules.PRESETS[self.model.preset_of(space_id)], rules.PRESETS[kind]
        holds = modelled.ORDER.index(kind) >= modelled.ORDER.index(self.model.preset)
        may = holds and not self.model.is_archive and self.model.reads_space("hana", space_id)
        self.did(may, lambda now: service.change_space(self.user("hana"), space_id, axes=axes, seen=seen, now=now))
        if may:
            self.model.spaces[space_id].preset = kind

    @rule(data=st.data())
    def open_words_wider(self, data: st.DataObject) -> None:
        assume(self.model.threads)
        thread_id = data.draw(st.sampled_from(sorted(self.model.threads)), label="thread")
        thread = self.model.threads[thread_id]
        may = not self.model.is_archive and self.model.reads_thread(thread.author, thread_id)
        self.did(may, lambda now: talking.open_wider(self.user(thread.author), thread.post))
        if may:
            thread.bound = modelled.READS[self.model.preset_of(thread.space)]

    @rule(who=SOMEBODY_BUT_HANA)
    def be_invited(self, who: str) -> None:
        """By Hana, at their address, and say yes at once."""
        asked = [Asked(f"{who}@example.org", name=who.title())]
        may, hana = not self.model.is_archive, self.user("hana")
        self.did(may, lambda now: service.invite(hana, self.community, asked=asked, now=now))
        if may:
            latest = select(CommunityInvitation.seed).order_by(CommunityInvitation.id.desc())
            token = token_of(
                db.session.scalars(latest.where(CommunityInvitation.email == asked[0].email)).first() or ""
            )
            comes = self.model.may_come(who)
            self.did(comes, lambda now: service.accept(self.user(who), token, now=now))
            if comes:
                self.model.come(who, "member", now=self.now)

    @rule(chance=st.integers(0, SELDOM))
    def end(self, chance: int) -> None:
        assume(chance == SELDOM and not self.model.is_archive)
        self.did(True, lambda now: life.announce_closing(self.user("hana"), self.community, words="Done.", now=now))
        self.now += rules.NOTICE
        self.did(True, life.close_due)
        self.model.end()
