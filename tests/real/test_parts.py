"""The real parts are there, and are what they say."""

import smtplib
import urllib.request

import psycopg
import pytest
import redis

from tests.real.browser import barriers


def test_a_fresh_database_is_empty_and_its_server_can_be_restarted(postgres):
    url = postgres.fresh_database().replace("+psycopg", "")

    postgres.stop()
    postgres.start()

    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()
    assert tables == (0,)


def test_a_killed_redis_comes_back_empty_on_the_same_port(redis_server):
    with redis.Redis.from_url(redis_server.url) as client:
        client.set("word", "kept?")

    redis_server.kill()
    assert not redis_server.answers()
    redis_server.start()

    with redis.Redis.from_url(redis_server.url) as client:
        assert client.get("word") is None


def test_mail_arrives_and_an_unknown_recipient_is_refused(smtp):
    smtp.refused.add("nobody@example.org")

    with smtplib.SMTP("127.0.0.1", smtp.port) as sender:
        refused = sender.sendmail(
            "cop@example.org", ["bo@example.org", "nobody@example.org"], "Subject: Hello\r\n\r\nThursday at ten."
        )

    assert list(refused) == ["nobody@example.org"]
    assert [message["Subject"] for message in smtp.messages] == ["Hello"]


def test_the_browser_shows_a_page(browser):
    page = browser.new_page()

    page.set_content("<!doctype html><html lang=en><title>Room</title><main><h1>Seven seats</h1></main>")

    assert page.get_by_role("heading").inner_text() == "Seven seats"
    page.close()


def test_axe_names_a_barrier(browser):
    page = browser.new_page()

    page.set_content("<!doctype html><html><title>Room</title><main><h1>Seats</h1><input></main>")

    assert [line.split(" ")[0] for line in barriers(page)] == ["html-has-lang", "label"]
    page.close()


@pytest.mark.parametrize("typed", [True, False], ids=["typed", "born"])
def test_a_site_killed_and_started_again_answers_at_the_same_address(server, typed):
    site = server(typed=typed)

    site.restart()

    with urllib.request.urlopen(f"{site.url}/health/live") as answer:
        assert answer.status == 200
    assert site.interrupt() < 5
    assert not site.is_running()
