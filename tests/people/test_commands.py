"""`cop people create`."""

from datetime import datetime

from flask import Flask

from cop.core import jobs
from cop.people.commands import people
from cop.people.queries import person_by_email


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
