"""`cop people …`"""

import click
from flask.cli import with_appcontext

from cop.core import clock
from cop.core.errors import RuleBroken
from cop.people import service
from cop.people.service import second_steps


@click.group()
def people() -> None:
    """The people of this installation."""


@people.command()
@click.option("--email", required=True)
@click.option("--name", required=True)
@click.option("--admin", is_flag=True, help="May suspend accounts, and sees nothing more of anybody's conversations.")
@click.option("--password", prompt="Password (leave empty to send a sign-in link)", default="", hide_input=True)
@with_appcontext
def create(email: str, name: str, admin: bool, password: str) -> None:  # noqa: FBT001  click hands options over so
    """Make an account, and send a sign-in link when it has no password."""
    now = clock.now()
    try:
        person = service.add_person(email=email, name=name, password=password or None, is_admin=admin, now=now)
        if not password:
            service.ask_for_link(person.email, now=now)
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{person.name} has an account." if password else f"{person.name} has an account; a link is on its way.")


@people.command()
@click.option("--email", required=True)
@with_appcontext
def forget_second_step(email: str) -> None:
    """Let somebody in without their second step, who has lost it and all recovery codes. Make sure that it is them."""
    try:
        person = second_steps.forget_of(email, now=clock.now())
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{person.name} is signed out everywhere, and signs in without a second step.")
