"""`cop files …`"""

import click
from flask.cli import with_appcontext

from cop.core.errors import RuleBroken
from cop.files import service


@click.group()
def files() -> None:
    """The files that people send."""


@files.command("move-to-bucket")
@with_appcontext
def move_to_bucket() -> None:
    """Copy files from the folder of this host into the bucket, and compare them there. Twice changes nothing."""
    try:
        moved, there, lost = service.move_to_store()
    except RuleBroken as refusal:
        raise click.ClickException(str(refusal)) from refusal
    click.echo(f"{moved} copied, {there} there already.")
    if lost:
        raise click.ClickException(f"{lost} are in neither as they ought to be: look for them in a copy of the folder.")
