"""Pages: every failure has a sentence, every answer its headers."""

import gzip
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import event, exists, select

from cop import create_app
from cop.config import Settings
from cop.core import pages, panels, released
from cop.core.database import db
from cop.core.pages import Next
from cop.core.panels import SUBJECT, Panel
from cop.people.models import User
from tests.conftest import THURSDAY
from tests.core.conftest import Site


@pytest.mark.parametrize(
    ("name", "status", "sentence"),
    [
        ("forbidden", 403, "Because of forbidden."),
        ("rule", 422, "Because of rule."),
        ("stale", 409, "Because of stale."),
    ],
)
def test_a_refusal_has_its_status_and_its_sentence(site: Site, name: str, status: int, sentence: str) -> None:
    answer = site.bo.get(f"/trial/refusals/{name}")

    assert (answer.status_code, sentence in answer.text) == (status, True)


def test_what_is_hidden_looks_like_what_does_not_exist(site: Site) -> None:
    hidden, unknown = site.bo.get("/trial/refusals/hidden"), site.bo.get("/trial/nothing")
    strip = lambda answer: answer.text.replace(answer.headers["Content-Security-Policy"].split("nonce-")[1][:-1], "")  # noqa: E731

    assert hidden.status_code == unknown.status_code == 404
    assert len(strip(hidden)) == len(strip(unknown))
    assert "Because of" not in hidden.text


def test_a_fault_of_ours_says_so_without_a_word_of_code(site: Site) -> None:
    answer = site.bo.get("/trial/broken")

    assert (answer.status_code, "on our side" in answer.text) == (500, True)
    assert "ZeroDivision" not in answer.text


def test_a_write_on_get_is_refused(site: Site) -> None:
    assert site.stranger.get("/trial/scribbles").status_code == 500
    assert site.jobs() == 0


def test_abuse_80_too_large_a_body_is_refused_with_a_sentence(site: Site) -> None:
    answer = site.bo.post("/trial/notes", data={"text": "x" * (pages.LARGEST_BODY + 1)})

    assert (answer.status_code, "a million characters" in answer.text) == (413, True)


def test_every_answer_carries_its_protection(site: Site) -> None:
    for answer in (site.bo.get("/"), site.bo.get("/trial/nothing"), site.stranger.get("/trial/mine")):
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_a_nonce_is_used_once(site: Site) -> None:
    policies = {site.stranger.get("/").headers["Content-Security-Policy"] for _ in range(3)}

    assert len(policies) == 3


def test_static_files_of_this_release_are_kept_and_others_asked_for_again(site: Site) -> None:
    release = site.app.extensions["cop_release"]
    with (
        site.stranger.get(f"/static/{release}/css/tokens.css") as current,
        site.stranger.get("/static/0123456789ab/css/tokens.css") as older,
    ):
        assert "immutable" in current.headers["Cache-Control"]
        assert "immutable" not in older.headers["Cache-Control"]
    assert site.stranger.get(f"/static/{release}/%2e%2e/cop/config.py").status_code == 404


def test_words_among_static_files_are_packed_for_who_can_unpack_them(site: Site) -> None:
    root = f"/static/{site.app.extensions['cop_release']}"
    gzipped = {"Accept-Encoding": "br, gzip"}
    with (
        site.stranger.get(f"{root}/css/tokens.css") as plain,
        site.stranger.get(f"{root}/css/tokens.css", headers=gzipped) as packed,
        site.stranger.get(f"{root}/vendor/literata/literata-latin-wght-normal.woff2", headers=gzipped) as font,
        site.stranger.get("/static/0123456789ab/css/tokens.css", headers=gzipped) as older,
        site.stranger.get("/health/live", headers=gzipped) as page,
    ):
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2
        assert [each.headers.get("Content-Encoding") for each in (packed, plain, font, older, page)] == [
            "gzip", None, None, None, None,
        ]  # fmt: skip
        assert all("Accept-Encoding" in each.headers["Vary"] for each in (packed, plain))
        assert packed.headers["ETag"] != plain.headers["ETag"]
    before = released._packed.cache_info().currsize
    for way in ("./", "././", "../css/"):
        with site.stranger.get(f"{root}/css/{way}tokens.css", headers=gzipped) as again:
            assert gzip.decompress(again.data) == plain.data
    assert released._packed.cache_info().currsize == before


def test_a_part_of_a_file_is_not_packed_for_others_as_the_whole(site: Site) -> None:
    sheet, gzipped = f"/static/{site.app.extensions['cop_release']}/css/search.css", {"Accept-Encoding": "gzip"}
    with (
        site.stranger.get(sheet) as plain,
        site.stranger.get(sheet, headers={**gzipped, "Range": "bytes=0-9"}) as part,
        site.stranger.get(sheet, headers=gzipped) as packed,
    ):
        assert (part.status_code, part.data) == (206, plain.data[:10])
        assert gzip.decompress(packed.data) == plain.data


def test_what_every_page_is_dressed_in_comes_as_one_sheet_in_the_order_of_its_layers(site: Site) -> None:
    root, gzipped = f"/static/{site.app.extensions['cop_release']}", {"Accept-Encoding": "gzip"}
    with (
        site.stranger.get(f"{root}/css/site.css") as whole,
        site.stranger.get(f"{root}/css/site.css", headers=gzipped) as packed,
        site.stranger.get(f"{root}/css/tokens.css") as first,
        site.stranger.get(f"{root}/css/utilities.css") as last,
    ):
        assert whole.mimetype == "text/css"
        assert "immutable" in whole.headers["Cache-Control"]
        assert whole.data.startswith(first.data)
        assert whole.data.endswith(last.data)
        assert gzip.decompress(packed.data) == whole.data
        again = site.stranger.get(f"{root}/css/site.css", headers={"If-None-Match": whole.headers["ETag"]})
    assert again.status_code == 304


def test_a_file_brings_the_headers_that_files_need_and_a_page_that_is_missing_all(site: Site) -> None:
    root = f"/static/{site.app.extensions['cop_release']}"
    with site.stranger.get(f"{root}/mark.svg") as picture, site.stranger.get(f"{root}/none.svg") as missing:
        assert picture.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'"
        assert picture.headers["X-Content-Type-Options"] == "nosniff"
        assert picture.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert not {"Referrer-Policy", "Permissions-Policy", "Content-Disposition"} & set(picture.headers.keys())
        assert missing.status_code == 404
        assert {"Referrer-Policy", "Permissions-Policy"} <= set(missing.headers.keys())
        assert missing.headers["Cache-Control"] == "no-store"


def test_pages_are_sent_without_the_indentation_of_their_templates_and_plain_words_with_theirs(site: Site) -> None:
    assert not [line for line in site.bo.get("/").text.splitlines() if line.startswith("  ")]
    loader = site.app.jinja_env.loader
    assert loader
    source, _, _ = loader.get_source(site.app.jinja_env, "discussions/_claiming.html")
    assert "%}\n open{%" in source  # a word of its own, also when Jinja has taken the end of the line away
    source, _, _ = loader.get_source(site.app.jinja_env, "people/mail/way_in.txt")
    assert "\n  " in source


def test_panels_come_in_order_and_may_stay_away(site: Site) -> None:
    site.app.extensions["cop_panels"] = panels.by_place(
        [
            Panel("space", 2, "b.html", lambda viewer, subject, *, now: {"subject": subject}),
            Panel("space", 1, "a.html", lambda viewer, subject, *, now: {"viewer": viewer}),
            Panel("space", 0, "c.html", lambda viewer, subject, *, now: None),
            Panel("front", 0, "d.html", lambda viewer, subject, *, now: {}),
        ]
    )
    with site.app.app_context():
        shown = panels.panels("space", "bo", subject="music", now=THURSDAY)

        assert panels.panels("nowhere", "bo", subject="music", now=THURSDAY) == []

    assert [panel.template for panel in shown] == ["a.html", "b.html"]


def test_whether_there_is_anything_is_asked_once_for_all_panels(site: Site) -> None:
    def load(viewer: object, subject: object, *, now: object, is_there: bool) -> Mapping[str, bool]:
        return {"is_there": is_there}

    this, nobody = User.id == SUBJECT, User.name == "Nobody"
    site.app.extensions["cop_panels"] = panels.by_place(
        [
            Panel("space", 1, "a.html", load, exists().where(this)),
            Panel("space", 2, "b.html", lambda viewer, subject, *, now: {"subject": subject}),
            Panel("space", 3, "c.html", load, exists().where(this, nobody)),
        ]
    )
    asked: list[str] = []
    with site.app.app_context():
        [subject] = db.session.scalars(select(User).where(User.name == "Bo"))
        event.listen(db.engine, "before_cursor_execute", note := lambda *told: asked.append(told[2]))
        shown = panels.panels("space", "bo", subject=subject, now=THURSDAY)
        event.remove(db.engine, "before_cursor_execute", note)

    assert [panel.values.get("is_there") for panel in shown] == [True, None, False]
    assert len(asked) == 1


def test_at_most_three_things_are_next_and_no_date_crowds_out_a_question(site: Site) -> None:
    lines = [Next(str(day), "/", "Open", when=THURSDAY + timedelta(days=day)) for day in (3, 1, 2, 4)]
    asked = Next("asked", "/", "Answer")
    site.app.extensions["cop_next"] = [
        lambda viewer, community, *, now: [asked],
        lambda viewer, community, *, now: lines,
    ]
    with site.app.app_context():
        found = pages.next_for("bo", None, now=THURSDAY)

    assert [line.title for line in found] == ["1", "asked", "2"]


def test_the_front_page_speaks_to_a_visitor_and_to_a_person(site: Site) -> None:
    assert "all of us can use" in site.stranger.get("/").text
    assert "Hello, Bo" in site.bo.get("/").text


def test_health_is_public_and_short(site: Site) -> None:
    assert site.stranger.get("/health/live").json == {"live": True}
    assert site.stranger.get("/health/ready").json == {"ready": True, "database": True, "doorbell": True}


def test_a_database_that_is_away_is_said_in_a_sentence(site: Site) -> None:
    answer = site.bo.get("/trial/away")

    assert (answer.status_code, "Nothing is lost" in answer.text) == (503, True)


def test_an_address_without_its_slash_leads_on(site: Site) -> None:
    assert site.bo.get("/trial/folder").location.endswith("/trial/folder/")


def test_it_is_not_ready_while_it_has_no_tables(tmp_path: Path) -> None:
    app = create_app(Settings(env="test", data_dir=tmp_path, secret_key="k" * 40))

    assert app.test_client().get("/health/ready").status_code == 503
    with app.app_context():
        db.engine.dispose()


def test_over_https_cookies_and_answers_stay_with_us(tmp_path: Path) -> None:
    safe = Settings(
        env="production", public_url="https://cop.example", secret_key="k7" * 20, trusted_proxies=1, data_dir=tmp_path
    )
    app = create_app(safe)
    answer = app.test_client().get("/sign-in", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"})

    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert answer.headers["Set-Cookie"].startswith("__Host-cop-form=")
    assert "Secure" in answer.headers["Set-Cookie"]
