"""A conversation of the demo that rests on several kinds of evidence."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from cop.discussions import service as discussions
from cop.discussions.queries import posts_of
from cop.discussions.rules import Claim
from cop.people.models import User

TITLE: Final = "Does a light in the hall keep people in bed?"
POSTS: Final = (
    (
        "Ife",
        "Two homes asked us whether to leave a light on at night. Please add what you know. (Invented for the demo.)",
        Claim(
            ("local",), "In eleven homes, fewer people got up where a light was on.",
            "We counted for four weeks, and so did the night staff.", "Small homes. Nobody with very poor sight.",
            "A winter in which it is the other way round.",
        ),
    ),
    (
        "Ben",
        "My father got up *because* of the light: he thought that it was morning. (Invented for the demo.)",
        Claim(
            ("lived",), "A light can tell somebody that the day has begun.", "I lived with him for two years.",
            "Him. And two neighbours said the same.", "If it had been a red lamp, perhaps.",
        ),
    ),
    (
        "Mina",
        "We choose with each person, and write down what they chose. (Invented for the demo.)",
        Claim(("practice", "policy"), "Asking each person works better than one rule for a house."),
    ),
)  # fmt: skip


def weigh(cast: Mapping[str, User], space_id: int, *, now: datetime) -> None:
    """Ife asks, and three answer out of what each of them knows."""
    began = now - timedelta(days=7)
    (name, body, claim), *rest = POSTS
    thread = discussions.start(cast[name], space_id, title=TITLE, body=body, claim=claim, now=began)
    thread_id = thread.id
    first = posts_of(thread_id, page=1)[0].id
    for hours, (each, words, rests_on) in enumerate(rest, start=1):
        at = began + timedelta(hours=7 * hours)
        said = discussions.reply(cast[each], thread_id, body=words, claim=rests_on, now=at).id
        if each == "Ben":
            discussions.say_that_they_disagree(cast["Mina"], said, other_id=first, now=at + timedelta(hours=1))
    discussions.ask_for_voices(cast[name], thread_id, kinds=["research"])
