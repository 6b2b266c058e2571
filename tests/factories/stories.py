"""Stories for tests."""

from datetime import datetime

from cop.people.models import User
from cop.stories import rules, service


def a_story(
    teller: User, reach: str = "me", *, now: datetime, named: str = "full", title: str = "The singing hour",
    body: str = "He had not sung.",
) -> int:  # fmt: skip
    """The id of a story that reaches whom the text says: me, space:7, community:3, public:3."""
    return service.tell(teller, title=title, body=body, reach=rules.reach(reach), named=named, now=now).id
