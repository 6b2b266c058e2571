"""Who sits around the table, as a picture and in words."""

from typing import Any

from cop.core.words import gettext
from cop.people.models import User
from cop.sets.models import LearningSet


def around_the_table(learning_set: LearningSet, viewer: User) -> list[dict[str, Any]]:
    """The people of the circle, the facilitator at the top."""
    return [
        {
            "name": seat.user.name,
            "role": "facilitating" if seat.role == "facilitator" else "",
            "you": seat.user_id == viewer.id,
        }
        for seat in learning_set.seated
        if seat.user is not None
    ]


def table_in_words(learning_set: LearningSet) -> str:
    """The circle for whoever cannot see it."""
    members = [seat.user.name for seat in learning_set.seated if seat.user and seat.role == "member"]
    guide = learning_set.facilitator
    sentences = [gettext("%(name)s facilitates.", name=guide.user.name)] if guide and guide.user else []
    if members:
        sentences.append(gettext("Around the table: %(names)s.", names=", ".join(members)))
    if learning_set.deputy and learning_set.deputy.user:
        sentences.append(gettext("%(name)s stands in.", name=learning_set.deputy.user.name))
    return " ".join(sentences)
