"""Files as they are fetched, and the pages on which they are sent and described."""

import io
import re
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from cop.core.database import db
from cop.core.limits import Buckets
from cop.core.uploads import LARGEST_UPLOAD
from cop.files.models import File
from cop.people.models import User
from tests.factories.communities import a_community, a_space
from tests.factories.discussions import a_thread
from tests.factories.files import PDF, a_png

ClientFor = Callable[[User], FlaskClient]
HOSTILE = b"<script>hostile()</script>"


def sent(**files: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), name.replace("_", ".")) for name, content in files.items()]


@pytest.fixture
def bo(client_for: ClientFor, nights: SimpleNamespace) -> FlaskClient:
    return client_for(nights.cast.bo)


@pytest.fixture
def fetched(bo: FlaskClient, nights: SimpleNamespace, app: Flask) -> Callable[..., str]:
    """Sends one file with an answer, and tells where it is."""

    def send(content: bytes, name: str) -> str:
        told = {"body": "Look.", "files": (io.BytesIO(content), name)}
        assert bo.post(f"/threads/{nights.thread}/posts", data=told).status_code == 303
        with app.app_context():
            return "/files/" + db.session.scalars(select(File.id).order_by(File.kept_at, File.id)).one()

    return send


def test_a_picture_is_described_before_it_is_seen(bo, nights, client_for):
    told = {"body": "Look.", "files": sent(gate_png=a_png(900, 600), plan_pdf=PDF)}
    wrote = bo.post(f"/threads/{nights.thread}/posts", data=told)
    asked = bo.get(wrote.location)
    address = re.findall(r'action="(/files/[^"]+)/words"', asked.text)[0]
    refused = bo.post(f"{address}/words", data={"words": " "})
    before = client_for(nights.cast.mina).get(f"/threads/{nights.thread}").text
    own = bo.get(f"/threads/{nights.thread}").text

    assert "Say what the picture shows" in refused.text
    assert refused.status_code == 422
    assert "plan.pdf" in before
    assert "<img" not in before
    assert "Say what your pictures show" in own
    assert bo.post(f"{address}/words", data={"words": 'The "gate"'}).status_code == 303
    after = " ".join(client_for(nights.cast.mina).get(f"/threads/{nights.thread}").text.split())
    assert f'src="{address}/small" width="480" height="320" loading="lazy"' in after
    assert 'alt="The &#34;gate&#34;"' in after
    assert bo.post(f"{address}/words", data={"is_plain": "y"}).status_code == 303
    assert 'alt=""' in client_for(nights.cast.mina).get(f"/threads/{nights.thread}").text


def test_a_conversation_is_begun_with_a_picture(bo, nights):
    told = {"title": "Look", "body": "At this.", "files": sent(gate_png=a_png())}

    began = bo.post(f"/spaces/{nights.space}/threads/new", data=told)

    assert "What does the picture show?" in bo.get(began.location).text


def test_more_is_added_and_taken_away(bo, nights):
    wrote = bo.post(f"/threads/{nights.thread}/posts", data={"body": "Look."})
    post_id = wrote.location.rpartition("#post-")[2]
    page = f"/files/of/post:{post_id}"

    assert page in bo.get(f"/posts/{post_id}/edit").text
    assert bo.post(page, data={"files": sent(plan_pdf=PDF)}).status_code == 303
    added = bo.get(page).text
    address = re.findall(r'action="(/files/[^"]+)/removals"', added)[0]
    assert "plan.pdf" in added
    refused = bo.post(page, data={"files": sent(page_html=HOSTILE)})
    assert "cannot be taken here" in refused.text
    assert refused.status_code == 422
    assert bo.post(f"{address}/removals").location == page
    assert bo.get(address).status_code == 404


def test_abuse_62_a_document_is_only_ever_taken_along(fetched, bo):
    answer = bo.get(fetched(b"%PDF-1.4" + HOSTILE, "Ämter; mehr.pdf"))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%C3%84mter")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data == b"%PDF-1.4" + HOSTILE
    answer.close()


def test_abuse_62_a_picture_is_ours_whatever_came_with_it(fetched, bo):
    address = fetched(a_png() + HOSTILE, "a.gif")
    large, small = bo.get(address), bo.get(f"{address}/small")

    for answer in (large, small):
        assert answer.headers["Content-Type"] == "image/webp"
        assert answer.headers["Content-Disposition"] == "inline"
        assert answer.data[8:12] == b"WEBP"
        assert HOSTILE not in answer.data
        answer.close()


def test_a_part_of_a_file_is_sent_to_whoever_asks_for_that(fetched, bo):
    answer = bo.get(fetched(b"0123456789", "plan.txt"), headers={"Range": "bytes=2-4"})

    assert answer.status_code == 206
    assert answer.data == b"234"
    assert answer.headers["Content-Range"] == "bytes 2-4/10"
    answer.close()


def test_bytes_that_are_lost_are_simply_not_there(fetched, bo, app):
    address = fetched(PDF, "plan.pdf")
    for file in app.config["COP"].files_folder.rglob("*"):
        if file.is_file():
            file.unlink()

    assert bo.get(address).status_code == 404
    assert bo.get(f"{address}/small").status_code == 404


def test_abuse_14_only_who_reads_the_words_fetches_their_files(fetched, bo, app, nights, client_for):
    address = fetched(PDF, "plan.pdf")
    answers = {who: client_for(getattr(nights.cast, who)).get(address) for who in ("mina", "cy", "gil")}
    answers["nobody"] = app.test_client().get(address)

    assert {who: answer.status_code for who, answer in answers.items()} == {
        "mina": 200, "cy": 404, "gil": 404, "nobody": 404,
    }  # fmt: skip
    answers["mina"].close()


@pytest.mark.parametrize("name", ["plan.pdf", "gate.png"])
def test_abuse_15_a_link_on_a_page_for_everybody_opens_no_private_file(fetched, bo, app, nights, client_for, now, name):
    address, cast = fetched(a_png() if name == "gate.png" else PDF, name), nights.cast
    bo.post(f"{address}/words", data={"words": "A gate."})
    with app.app_context():
        everywhere = a_space(a_community(cast, preset="open", now=now), by=cast.hana, preset="open", now=now)
        linking = f"[the plan]({address}) ![it]({address}/small) <{address}>"
        public = a_thread(cast.bo, everywhere, now=now, body=linking)

    for reader in (client_for(cast.cy), app.test_client()):
        page = reader.get(f"/threads/{public}").text
        assert "the plan" in page
        assert name not in page
        assert "<img" not in page.partition('<ol class="posts">')[2]
        assert [reader.get(f"{address}{each}").status_code for each in ("", "/small")] == [404, 404]
    with bo.get(address) as own:
        assert own.status_code == 200


def test_words_stay_where_a_file_is_refused(bo, nights):
    told = {"body": "What I typed.", "files": sent(page_svg=b"<svg onload=hostile()>")}

    refused = bo.post(f"/threads/{nights.thread}/posts", data=told)

    assert refused.status_code == 422
    assert "What I typed.</textarea>" in refused.text
    assert "“page.svg” cannot be taken here." in refused.text


def test_abuse_80_only_a_form_that_takes_files_may_be_large(bo, nights, app):
    here, kind = f"/threads/{nights.thread}/posts", "multipart/form-data; boundary=x"
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    answers = [
        bo.post(path, data=head + b"y" * length + b"\r\n--x--\r\n", content_type=kind).status_code
        for path, length in (("/drafts/at/thread:1", 1_000_001), (here, 1_000_001), (here, LARGEST_UPLOAD + 1))
    ]

    assert answers == [413, 422, 413]
    with app.app_context():
        assert db.session.scalars(select(File)).all() == []


def test_abuse_80_whoever_sends_without_end_waits(bo, nights, app, monkeypatch):
    monkeypatch.setitem(app.extensions, "cop_uploads", Buckets(per_second=0.001, burst=0))

    refused = bo.post(f"/threads/{nights.thread}/posts", data={"body": "Look.", "files": sent(a_pdf=PDF)})

    assert "You have sent many files in a short time." in refused.text


def test_the_same_words_with_another_file_are_another_form(bo, nights, app):
    told = {"body": "Look.", "key": "k" * 20}
    for _ in range(2):
        bo.post(f"/threads/{nights.thread}/posts", data={**told, "files": sent(a_pdf=PDF)})
    bo.post(f"/threads/{nights.thread}/posts", data={**told, "files": sent(b_pdf=PDF)})

    with app.app_context():
        assert db.session.scalars(select(File.name).order_by(File.name)).all() == ["a.pdf", "b.pdf"]
