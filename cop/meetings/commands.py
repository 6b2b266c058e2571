"""`cop sets coach`."""

import json
import sys

import click

from cop.meetings.questions import PHASES, UNKNOWN, look_at


@click.command()
@click.option(
    "--phase",
    type=click.Choice(PHASES),
    help="What the question is for. Without it a closed question is let be: it may be there to clarify.",
)
def coach(phase: str | None) -> None:
    """Look at questions, one a line from standard input, and write what the coach sees as one JSON object a line."""
    for line in sys.stdin.buffer:
        seen = look_at(line.decode("utf-8-sig", errors="replace").rstrip("\r\n"), phase=phase or UNKNOWN)
        found = {
            "text": seen.text,
            "class": seen.kind,
            "advice": seen.advice,
            "severity": seen.severity,
            "nudge": seen.nudge,
        }
        click.echo(json.dumps(found))
