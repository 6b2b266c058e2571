"""`cop sets …`"""

import click


@click.group()
def sets() -> None:
    """Action learning sets."""
