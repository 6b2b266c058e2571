"""`cop organisations …`"""

import sys
from datetime import datetime
from pathlib import Path

import click
from flask.cli import with_appcontext
from rich.console import Console
from rich.progress import Progress

from cop.core.errors import RuleBroken
from cop.organisations import queries, service
from cop.organisations.rules.exports import document_of, table_of
from cop.organisations.rules.files import parse

MOST_FAULTS_SHOWN = 50
WRITERS = {".csv": table_of, ".json": document_of}


@click.group()
def organisations() -> None:
    """The organisations that people here belong to."""


@organisations.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would change, and change nothing.")
@click.option("--skip-bad", is_flag=True, help="Take the good rows even when some are bad.")
@with_appcontext
def import_file(file: Path, dry_run: bool, skip_bad: bool) -> None:  # noqa: FBT001  click hands options over so
    """Add and update organisations from a CSV or JSON FILE. Exit code 1 when a row is bad."""
    try:
        parsed = parse(file.read_bytes())
    except (RuleBroken, OSError) as problem:
        raise click.ClickException(f"{file}: {problem}") from problem
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task(file.name, total=len(parsed.rows))
        outcome = service.import_rows(
            parsed.rows,
            attribution=parsed.attribution,
            faults=parsed.faults,
            dry_run=dry_run,
            skip_bad=skip_bad,
            step=lambda: progress.advance(task),
        )
    _report(outcome, parsed.attribution, dry_run=dry_run)
    sys.exit(1 if outcome.faults else 0)


def _report(outcome: service.Outcome, attribution: str, *, dry_run: bool) -> None:
    for fault in outcome.faults[:MOST_FAULTS_SHOWN]:
        click.echo(str(fault), err=True)
    if len(outcome.faults) > MOST_FAULTS_SHOWN:
        click.echo(f"… and {len(outcome.faults) - MOST_FAULTS_SHOWN} more bad rows.", err=True)
    click.echo(
        f"{outcome.count('new')} new, {outcome.count('changed')} changed, {outcome.count('as_before')} as before, "
        f"{len(outcome.faults)} bad."
    )
    if dry_run:
        click.echo("A dry run: nothing was kept.")
    elif not outcome.kept:
        click.echo("Nothing was kept, because of the bad rows. Mend them, or add --skip-bad to take the others.")
    if attribution:
        click.echo(attribution)


@organisations.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="As of this day; without it, of ever.")
@with_appcontext
def export_file(file: Path, day: datetime | None) -> None:
    """Write organisations into a FILE, .csv or .json, that the import reads again. People are not in it."""
    if file.suffix not in WRITERS:
        raise click.ClickException("The name of the file ends with .csv or .json.")
    rows = queries.directory(on=day.date() if day else None)
    try:
        file.write_text(WRITERS[file.suffix](rows), encoding="utf-8", newline="")
    except OSError as problem:
        raise click.ClickException(f"{file}: {problem.strerror}") from problem
    click.echo(f"{len(rows)} organisations.")
