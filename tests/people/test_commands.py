"""`cop people create`."""

from datetime import datetime

from flask import Flask

from cop.core import jobs
from cop.people.commands import people
from cop.people.queries import person_by_email
from tests.factories.people import a_user


def test_an_administrator_is_made_from_the_command_line(app: Flask, now: datetime) -> None:
    made = app.test_cli_runner().invoke(
        people, ["create", "--email", "eli@example.org", "--name", "Eli", "--admin"], input="\n"
    )
    with app.app_context():
        jobs.run_all(now=now)
        eli = person_by_email("eli@example.org")

        assert (made.exit_code, eli is not None and eli.is_admin) == (0, True)
        assert len(app.extensions["cop_mailer"].sent) == 1


def test_a_second_account_for_an_address_is_refused_in_a_sentence(app: Flask) -> None:
    asked = ["create", "--email", "eli@example.org", "--name", "Eli", "--password", "wet lantern under a bus"]
    runner = app.test_cli_runner()
    first, second = runner.invoke(people, asked), runner.invoke(people, asked)

    assert (first.exit_code, second.exit_code) == (0, 1)
    assert second.output == "Error: There is an account with this address already.\n"


def test_a_second_step_is_forgotten_from_the_command_line(app: Flask) -> None:
    with app.app_context():
        a_user("Ada")
    runner = app.test_cli_runner()
    asked = [runner.invoke(people, ["forget-second-step", "--email", f"{who}@example.org"]) for who in ("ada", "cy")]

    assert [each.exit_code for each in asked] == [0, 1]
    assert asked[1].output == "Error: There is no account with this address.\n"
