"""What is hidden is hidden in its earlier wordings too, in those of others who quoted it, and in what is kept."""

from datetime import timedelta

from sqlalchemy import select

from cop.core.database import db, transaction
from cop.discussions import queries
from cop.discussions import service as talking
from cop.discussions.models import EarlierWording, Post
from cop.moderation import service

REASON = "It names a patient."


def test_abuse_11_no_earlier_wording_shows_what_is_hidden_now(app, client_for, cast, room, now):
    later = now + timedelta(minutes=10)
    with app.app_context():
        answer = queries.post_for(cast.mina, room.second.id).source
        talking.edit(cast.bo, room.first.id, body="Quokkas were here.", now=later)
        talking.edit(cast.mina, room.second.id, body=answer + " And when?", now=later)
        assert "Quokkas" in str(db.session.scalars(select(EarlierWording.source)).all())
        service.report(cast.gil, room.first, why="else", words="", now=later)
        service.decide(cast.hana, room.first, decision="hidden", reason=REASON, now=later)
    for who, status in ((cast.mina, 404), (cast.gil, 404), (None, 404)):
        browser = client_for(who) if who else app.test_client()
        assert browser.get(f"/posts/{room.first.id}/history").status_code == status
    theirs = client_for(cast.gil).get(f"/posts/{room.second.id}/history")
    assert (theirs.status_code, "Quokkas" in theirs.text) == (200, False)
    for form in ("document", "document.md", "arrivals"):
        kept = client_for(cast.gil).get(f"/threads/{room.thread}/{form}").text
        assert "Quokkas" not in kept
        assert "Hidden by the core group." in kept


def test_what_a_hidden_answer_quotes_goes_with_whoever_wrote_it(app, cast, room, now):
    with app.app_context():
        service.report(cast.gil, room.second, why="else", words="", now=now)
        service.decide(cast.hana, room.second, decision="hidden", reason=REASON, now=now)
        with transaction() as tx:
            talking.forget(tx, cast.bo.id, keeps_words=False)
        kept = db.session.get_one(Post, room.second.id).hidden_words or ""

        assert "Quokkas" not in kept
        assert kept.endswith("Do they sing?")
