"""`cop sets coach`."""

import json
import sys

import click

from cop.meetings.questions import ANY, PHASES, look_at


@click.command()
@click.option(
    "--phase",
    type=click.Choice([ANY, *PHASES]),
    default=ANY,
    show_default=True,
    help="What only some phases mind, such as a closed question, is held against it in those phases alone.",
)
def coach(phase: str) -> None:
    """Look at questions, one a line from standard input, and write what the coach sees as one JSON object a line."""
    for line in sys.stdin.buffer:
        seen = look_at(line.decode("utf-8-sig", errors="replace").rstrip("\r\n"), phase=phase)
        found = {
            "text": seen.text,
            "class": seen.kind,
            "advice": seen.advice,
            "severity": seen.severity,
            "nudge": seen.nudge,
        }
        click.echo(json.dumps(found))
