"""What is no page: the socket, the jobs and the commands, each by its row in rows_outlets.py."""

from datetime import timedelta

import pytest

from cop.capabilities import WIRES
from cop.cli import cli
from cop.core.realtime import socketio
from cop.discussions import sockets as talk_sockets
from cop.meetings import sockets
from tests.matrix import rows_outlets as outlets
from tests.matrix import words
from tests.matrix.people import EVERYBODY, SIGNED_IN


def test_abuse_20_a_question_is_answered_as_its_page_is(site):
    wrong = []
    for who in SIGNED_IN:
        socket = socketio.test_client(site.app, flask_test_client=site.browser(who))
        for name, question in outlets.QUESTIONS.items():
            unknown = socket.emit(name, {"id": 2**31 - 2}, callback=True)
            for state, place in site.world.things[question.thing].items():
                expected = words.answer(question.policy, state=state, circle=place.circles[who])
                answer = socket.emit(name, {"id": place.values[question.value]}, callback=True)
                found = "404" if answer == unknown else "page" if set(answer or ()) == {"version"} else str(answer)
                if found != expected:
                    wrong.append(f"{name} of {question.thing} ({state}), as {who}: {found}, declared {expected}")
        socket.disconnect()
    site.restore()

    assert not wrong, "\n".join(["", *wrong])


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - set(SIGNED_IN)))
def test_nobody_without_a_sign_in_has_a_socket(site, who):
    socket = socketio.test_client(site.app, flask_test_client=site.browser(who))

    assert not socket.is_connected()


@pytest.mark.parametrize("kind", outlets.NEWS, ids=lambda kind: kind.__name__)
def test_abuse_21_news_reaches_those_declared_and_carries_numbers_alone(site, kind, monkeypatch):
    told = []
    for module in (talk_sockets, sockets):
        monkeypatch.setattr(module, "tell", lambda people, news, **payload: told.append((set(people), payload)))
    monkeypatch.setattr(sockets, "cut", lambda connections: None)
    row = outlets.NEWS[kind]
    with site.app.app_context():
        for wire in WIRES:
            for teller in [teller for listened, teller in wire.listeners.after_commit if listened is kind]:
                teller(row.fact(site.world))

    assert [people for people, _ in told] == [{site.world.people[who].id for who in row.hears}]
    assert all(isinstance(value, int) for _, payload in told for value in payload.values())


@pytest.mark.parametrize("kind", outlets.JOBS)
def test_abuse_05_a_job_writes_to_those_declared_and_tells_them_only_what_anybody_may_read(site, kind):
    row = outlets.JOBS[kind]
    with site.app.app_context():
        handlers = site.app.extensions["cop_jobs"]
        handlers[kind](dict(row.given(site.world)), now=site.world.now + timedelta(days=row.days_later))
        letters, has_done = _letters(site, handlers), row.did()
    has_written = site.restore()

    assert has_written or has_done or letters, "a job that does nothing here proves nothing"
    assert bool(letters) == bool(row.may_be_written_to), "a job that writes nothing here proves nothing"
    assert {to for to, _ in letters} <= {f"{who}@example.org" for who in row.may_be_written_to}
    assert not [leak for _, text in letters for leak in site.world.canaries.leaks(text, reader="nobody")]


def test_a_chore_writes_to_those_declared(site):
    chores = {f"{each.__module__}.{each.__name__}": each for each in site.app.extensions["cop_chores"]}
    for name, may_be_written_to in outlets.CHORES.items():
        with site.app.app_context():
            chores[name](now=site.world.now)
            letters = _letters(site, site.app.extensions["cop_jobs"])
        site.restore()
        assert {to for to, _ in letters} <= {f"{who}@example.org" for who in may_be_written_to}, name
        assert not [leak for _, text in letters for leak in site.world.canaries.leaks(text, reader="nobody")], name


@pytest.mark.parametrize("name", [name for name, row in outlets.COMMANDS.items() if not row.not_run])
def test_a_command_prints_nothing_that_people_said(site, name):
    printed = site.app.test_cli_runner().invoke(cli, outlets.COMMANDS[name].typed, input="\n").output
    site.restore()

    assert printed or name == "sets coach"
    assert not site.world.canaries.seen(printed)


def _letters(site, handlers) -> list[tuple[str, str]]:
    """What was sent, and what waits in the outbox of this moment."""
    waiting = site.waiting_letters()
    for payload in waiting:
        handlers["mail.send"](payload, now=site.world.now)
    sent = site.app.extensions["cop_mailer"].sent
    return [(str(each["To"]), each.as_string()) for each in sent]
