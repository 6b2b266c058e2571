"""People who are made at once for tests are those who would have been made one by one."""

from flask import Flask
from sqlalchemy import inspect

from cop.people.models import User
from tests.factories.people import a_user, several


def test_people_made_at_once_are_as_if_made_one_by_one(app: Flask) -> None:
    columns = [column.key for column in inspect(User).column_attrs if column.key not in {"id", "name", "email"}]
    with app.app_context():
        once = several(["Ada", "Eli"], admin="Eli")
        alone = [a_user("Ada Lovelace"), a_user("Eli Wallach", is_admin=True)]

    for one, other in zip(once, alone, strict=True):
        assert [getattr(one, column) for column in columns] == [getattr(other, column) for column in columns]
        assert other.email.startswith(one.email.partition("@")[0])
