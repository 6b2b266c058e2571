"""The app of a whole test run, and how its tables are emptied between tests."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask
from flask_migrate import upgrade

from cop import create_app, versions
from cop.config import Settings
from cop.core.database import Base, db


def running(database_url: str, folder: Path) -> Iterator[Flask]:
    """An app on this database until the run ends; CSRF is checked by an app of its own, in tests/core."""
    settings = Settings(
        env="test", data_dir=folder, database_url=database_url, secret_key="k" * 40, demo=True, sign_up="open",
        mail="memory:", password_memory_kib=64,
    )  # fmt: skip
    if not database_url and not (folder / _every_table()[0]).exists():
        empty_database(folder)
    app = versions.init_app(create_app(settings))
    app.config["TESTING"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    if database_url:
        with app.app_context():
            upgrade()
    yield app
    with app.app_context():
        db.engine.dispose()


def empty_database(folder: Path) -> Path:
    """A new SQLite file with every table, which nobody has open."""
    name, content = _every_table()
    made = folder / name
    made.write_bytes(content)
    return made


@cache
def _every_table() -> tuple[str, bytes]:
    """The name of such a file and what it holds: the migrations make it once in a process, since they take a second."""
    with TemporaryDirectory() as folder:
        app = versions.init_app(create_app(Settings(env="test", data_dir=Path(folder), secret_key="k" * 40)))
        with app.app_context():
            upgrade()
            db.session.remove()
            db.engine.dispose()
        made = Path(app.config["COP"].database.removeprefix("sqlite:///"))
        return made.name, made.read_bytes()


def empty() -> None:
    """Delete every row, whatever refers to whatever: in one breath, since it is done after each test."""
    db.session.rollback()
    with db.engine.connect().execution_options(write=True) as connection, connection.begin():
        statements = _every_row()
        if connection.dialect.name == "sqlite":
            statements = ("PRAGMA defer_foreign_keys=ON", *statements)
        else:
            statements = ("; ".join(statements),)
        for each in statements:
            connection.exec_driver_sql(each)


@cache
def _every_row() -> tuple[str, ...]:
    return tuple(f'DELETE FROM "{table.name}"' for table in reversed(Base.metadata.sorted_tables))
