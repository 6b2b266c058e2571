"""The command `cop`: `cop --help` lists what it can do."""

import os
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import FlaskGroup, ScriptInfo, with_appcontext
from sqlalchemy import func, select, text
from sqlalchemy.exc import SQLAlchemyError

from cop import create_app, demo, server, versions
from cop.commands import COMMANDS
from cop.config import Settings
from cop.core import clock, logs
from cop.core import keys as installation
from cop.core.database import Base, db
from cop.core.jobs import Worker
from cop.core.models import Job
from cop.core.seals import keyring, keys_in_use
from cop.core.stores import is_well, store
from cop.doctor.leaks import leaks
from cop.search import service as index_of_words
from cop.served import newest_migration, read_settings


def make_app() -> Flask:
    """The app as the environment asks for it; a bad setting ends the program with its sentence."""
    return versions.init_app(create_app(read_settings(os.environ)))


@click.group(
    cls=FlaskGroup,
    create_app=make_app,
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
    set_debug_flag=False,
)
def cli() -> None:
    """Communities of practice and action learning sets."""


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65_535))
@click.option("--data", type=click.Path(path_type=Path, file_okay=False), help="Folder of everything that is stored.")
@click.option("--role", type=click.Choice(["all", "web", "sockets"]), help="Pages, sockets, or both in one process.")
@click.option("--prepare", is_flag=True, help="Bring the database up to date first.")
@click.option(
    "--demo/--no-demo", "with_demo", default=None, help="Demo people, and a page that signs in as any of them."
)
def serve(host: str, port: int, data: Path | None, role: str | None, prepare: bool, with_demo: bool | None) -> None:  # noqa: FBT001
    """Serve pages and sockets, and do jobs, in one process."""
    asked = {
        "COP_DATA_DIR": data,
        "COP_ROLE": role,
        "COP_PUBLIC_URL": os.environ.get("COP_PUBLIC_URL", f"http://{host}:{port}"),
    }
    environ = os.environ | {name: str(value) for name, value in asked.items() if value is not None}
    if with_demo is not None:
        environ["COP_DEMO"] = "yes" if with_demo else "no"
    read_settings(environ)  # a bad setting is said here, once, before anything starts
    server.become_gunicorn(
        host=host, port=port, factory=f"cop.served:{'prepared_app' if prepare else 'served_app'}()", environ=environ
    )


@cli.command()
@with_appcontext
def worker() -> None:
    """Do jobs until stopped: mail, reminders, tidying. Run as many as you like."""
    logs.configure()
    server.run_worker(Worker(current_app._get_current_object()))  # type: ignore[attr-defined]  # noqa: SLF001  the app itself


@cli.group()
def seed() -> None:
    """Fill an empty installation."""


@seed.command("demo")
@with_appcontext
def seed_demo() -> None:
    """Load the demo people, their community and their learning set. A second time changes nothing."""
    loaded = demo.load(now=clock.now())
    click.echo("The demo is loaded." if loaded else "The demo was loaded before; nothing was changed.")


@cli.group()
def keys() -> None:
    """The keys of what people say: see docs/decisions/0012-sealed-sets.md."""


@keys.command("new")
def new_installation_key() -> None:
    """Print a fresh key for COP_SEAL_KEYS. Put it first, restart, and then run `cop keys rotate`."""
    click.echo(installation.new_key())


@keys.command()
@with_appcontext
def rotate() -> None:
    """Wrap every set's key with the newest key of the installation; one kept in a file is made new first."""
    settings: Settings = current_app.config["COP"]
    if not settings.seal_keys:
        installation.put_first(settings, installation.new_key())
    click.echo(f"Wrapped anew: {keyring().rewrap()}. When every process has been restarted: `cop keys forget`.")


@keys.command()
@with_appcontext
def forget() -> None:
    """Drop old keys of the installation that wrap nothing: older copies of the store of keys are then dead."""
    settings: Settings = current_app.config["COP"]
    if settings.seal_keys:
        raise click.UsageError("The keys are in COP_SEAL_KEYS: take all but the first out of it, and restart.")
    click.echo(f"Dropped: {installation.drop(settings, but=keyring().wrappers())}.")


@cli.group(invoke_without_command=True)
@click.pass_context
def doctor(context: click.Context) -> None:
    """Look whether this installation is well: database, version, jobs. Exit code 1 when something is wrong."""
    if context.invoked_subcommand is None:
        _say_how_it_is()


doctor.add_command(leaks)


def main() -> None:
    """The entry point of the command. What it stores is for its owner alone."""
    os.umask(0o077)
    for command in COMMANDS:
        cli.add_command(command)
    cli(obj=ScriptInfo(create_app=make_app), prog_name="cop")


@with_appcontext
def _say_how_it_is() -> None:
    findings = _examine()
    for well, sentence in findings:
        click.echo(("ok    " if well else "WRONG ") + sentence)
    if not all(well for well, _ in findings):
        sys.exit(1)


def _examine() -> list[tuple[bool, str]]:
    try:
        version = db.session.scalar(text("SELECT version_num FROM alembic_version"))
    except SQLAlchemyError:
        return [(False, "The database cannot be read. Run `cop db upgrade`, or look at COP_DATABASE_URL.")]
    newest = newest_migration()
    late = clock.now() - timedelta(minutes=10)
    waiting = db.session.scalar(select(func.count(Job.id)).where(Job.finished_at.is_(None), Job.run_at < late)) or 0
    failed = (
        db.session.scalar(select(func.count(Job.id)).where(Job.finished_at.is_not(None), Job.error.is_not(None))) or 0
    )
    return [
        (version == newest, f"Database version {version}; this code wants {newest}."),
        (waiting == 0, f"Jobs waiting for more than ten minutes: {waiting}."),
        (failed == 0, f"Jobs given up: {failed}."),
        _examine_keys(),
        _examine_index(),
        *_examine_files(),
        (True, f"Tables: {len(Base.metadata.tables)}."),
    ]


def _examine_index() -> tuple[bool, str]:
    if not index_of_words.is_whole():
        return False, "The index of words is not whole. Run `cop search rebuild`."
    return True, "The index of words is whole."


def _examine_files() -> Iterator[tuple[bool, str]]:
    """Of a folder nothing is tried: whoever looks may be another than whoever serves, and would own what they make."""
    settings: Settings = current_app.config["COP"]
    where = f"the bucket {settings.files_bucket}"
    if not settings.files_bucket:
        return
    if not is_well(store()):
        yield False, f"Files cannot be put into {where}, read there and deleted. Look at COP_FILES_… and at the log."
    elif store().keeps_what_is_deleted():
        yield False, f"What is deleted stays in {where} as a version. Suspend its versions and remove the old ones."
    else:
        yield True, f"Files: {where} takes, gives and forgets them."


def _examine_keys() -> tuple[bool, str]:
    health = keyring().examine(used=keys_in_use())
    if health.unreadable:
        advice = (
            "Put the installation's former key back (COP_SEAL_KEYS or its file), or the store of keys (COP_KEYS_URL)."
        )
        return False, f"Keys of words that are missing or do not fit: {health.unreadable} of {health.keys}. {advice}"
    return True, f"Keys of words: {health.keys}, all of them fit."


if __name__ == "__main__":
    main()
