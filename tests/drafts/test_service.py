"""What somebody has begun is kept for them alone, beside what they began elsewhere, until it is sent."""

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from cop.core import own
from cop.core.database import db, transaction
from cop.core.errors import NotVisible, RuleBroken
from cop.core.spots import spot_of
from cop.discussions import service as discussions
from cop.drafts import queries, rules, service
from cop.drafts.models import Draft
from cop.drafts.rules import Letter
from cop.people.facts import PersonErased
from tests.factories.communities import a_cast, a_community, a_space
from tests.factories.discussions import a_thread

PLACE = "thread:7"
Says = Callable[..., Any]


@pytest.fixture
def cast(app: Flask) -> SimpleNamespace:
    with app.app_context():
        return a_cast()


def _letter(body: str, *, page: str = "one", turn: int = 1, **more: Any) -> Letter:
    return Letter(page, turn, more.pop("title", ""), body, **more)


def _bodies(person: Any, place: str = PLACE) -> list[str]:
    return sorted(each.body for each in queries.drafts_at(person, place))


def test_words_grow_and_are_found_by_their_writer_alone(app: Flask, cast: SimpleNamespace, now: Any) -> None:
    with app.app_context():
        first = service.keep(cast.bo, PLACE, letter=_letter("We tri"), now=now)
        service.keep(cast.bo, PLACE, letter=_letter("We tried it", turn=2), now=now + timedelta(minutes=1))
        late = service.keep(cast.bo, PLACE, letter=_letter("We tri"), now=now)

        assert first
        assert late
        assert (late.id, late.body, late.revision) == (first.id, "We tried it", 2)
        assert queries.draft_for(cast.bo, first.id).written_at == now + timedelta(minutes=1)
        assert queries.has_begun(cast.bo, PLACE)
        assert not queries.has_begun(cast.bo, "thread:8")
        for other in (cast.mina, cast.hana, cast.eli):
            assert (_bodies(other), queries.has_begun(other, PLACE)) == ([], False)
            with pytest.raises(NotVisible):
                queries.draft_for(other, first.id)
            with pytest.raises(NotVisible):
                service.discard(other, first.id)
        assert [str(row[0])[:3] for row in db.session.execute(text("SELECT body FROM draft"))] == ["s1."]


def test_of_two_tabs_both_words_are_kept(app: Flask, cast: SimpleNamespace, now: Any) -> None:
    with app.app_context():
        began = service.keep(cast.bo, PLACE, letter=_letter("We tried"), now=now)
        assert began
        seen = {"draft": began.id, "seen": began.revision}
        service.keep(cast.bo, PLACE, letter=_letter("We tried and stopped", turn=2), now=now)
        other = service.keep(cast.bo, PLACE, letter=_letter("We tried twice", page="two", **seen), now=now)
        assert other
        service.keep(cast.bo, PLACE, letter=_letter("", page="three", **seen), now=now)

        assert _bodies(cast.bo) == ["We tried and stopped", "We tried twice"]
        service.keep(cast.bo, PLACE, letter=_letter("", page="two", turn=2), now=now)
        assert _bodies(cast.bo) == ["We tried and stopped"]
        assert service.keep(cast.bo, PLACE, letter=_letter("", turn=1), now=now)
        assert service.keep(cast.bo, PLACE, letter=_letter("", page="four"), now=now) is None
        assert _bodies(cast.bo) == ["We tried and stopped"]
        service.discard(cast.bo, began.id)
        assert _bodies(cast.bo) == []


def test_what_is_sent_is_begun_no_longer_and_other_words_stay(app: Flask, cast: SimpleNamespace, now: Any) -> None:
    with app.app_context():
        space = a_space(a_community(cast, now=now), by=cast.hana, preset="restricted", now=now)
        start = f"space:{space}:new"
        for page, body in (("one", "Tell me."), ("two", "Tell us.")):
            service.keep(cast.bo, start, letter=_letter(body, page=page, title="Who sings?"), now=now)
        thread = a_thread(cast.bo, space, now=now)
        assert _bodies(cast.bo, start) == ["Tell us."]

        answer, change = f"thread:{thread}", "post:{}"
        for person in (cast.bo, cast.mina):
            service.keep(person, answer, letter=_letter(" I do.\n"), now=now)
        post = discussions.reply(cast.mina, thread, body="I do.", now=now)
        assert (_bodies(cast.mina, answer), _bodies(cast.bo, answer)) == ([], [" I do.\n"])

        service.keep(cast.mina, change.format(post.id), letter=_letter("I did."), now=now)
        discussions.edit(cast.mina, post.id, body="I did.", now=now)
        assert _bodies(cast.mina, change.format(post.id)) == []


def test_so_much_can_be_begun_and_what_is_old_is_forgotten(app: Flask, cast: SimpleNamespace, now: Any) -> None:
    with app.app_context():
        with transaction() as tx:
            for number in range(rules.MOST):
                tx.session.add(
                    Draft(user_id=cast.bo.id, place=f"thread:{number}", body="x", page="p", turn=1, written_at=now)
                )
        with pytest.raises(RuleBroken, match="Throw some away"):
            service.keep(cast.bo, "thread:999", letter=_letter("More"), now=now)
        assert service.keep(cast.mina, "thread:999", letter=_letter("More"), now=now + timedelta(days=1))

        for chore in app.extensions["cop_chores"]:
            if chore.__module__ == "cop.drafts.listeners":
                chore(now=now + rules.KEPT + timedelta(hours=1))
        assert queries.drafts_of(cast.bo.id) == []
        assert _bodies(cast.mina, "thread:999") == ["More"]


@pytest.mark.parametrize("place", ["thread:2147483648", "space:999999999999:new", "story:999999999999:1"])
def test_a_number_that_nothing_has_leads_nowhere(app: Flask, cast: SimpleNamespace, now: Any, place: str) -> None:
    with app.app_context():
        assert service.keep(cast.bo, place, letter=_letter("Lost."), now=now)
        assert spot_of(cast.bo, place) is None


def test_they_are_in_their_writers_copy_and_go_with_them(app: Flask, cast: SimpleNamespace, now: Any) -> None:
    with app.app_context():
        for person in (cast.bo, cast.mina):
            service.keep(person, PLACE, letter=_letter(f"Of {person.name}", title="A title"), now=now)
        told = {part.key: rows for part, rows in own.all_of(cast.bo.id)}["drafts"]
        assert told == [{"title": "A title", "text": "Of Bo", "more": "", "at": now}]

        with transaction() as tx:
            tx.announce(PersonErased(cast.bo.id, keeps_words=True))
        assert queries.drafts_of(cast.bo.id) == []
        assert _bodies(cast.mina) == ["Of Mina"]
