"""`cop rights …`"""

import click
from flask.cli import with_appcontext

from cop.core import clock
from cop.rights.rules.retention import as_markdown
from cop.rights.service import erasures


@click.group()
def rights() -> None:
    """People's rights over their data."""


@rights.command()
@with_appcontext
def replay() -> None:
    """Carry out again the erasures that a restored copy of the database has brought back. Twice changes nothing."""
    listed, done = erasures.replay(now=clock.now())
    click.echo(f"{listed} on the list, {done} carried out again.")


@rights.command()
def register() -> None:
    """Print the register of what is kept, and for how long, as `docs/what-we-keep.md` has it."""
    click.echo(as_markdown(), nl=False)
