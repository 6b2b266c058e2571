"""`cop search …`"""

import click
from flask.cli import with_appcontext

from cop.search import service


@click.group()
def search() -> None:
    """The index of what people wrote."""


@search.command()
@with_appcontext
def rebuild() -> None:
    """Read every word anew. Nothing needs it as long as `cop doctor` says that the index is whole."""
    service.rebuild()
    click.echo("Read anew.")
