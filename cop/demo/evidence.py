"""A conversation of the demo that rests on several kinds of evidence."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from cop.discussions import service as discussions
from cop.discussions.queries import posts_of
from cop.discussions.rules import Claim
from cop.discussions.rules.polls import asked
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
POLL: Final = ("What shall we try for a month?", "A red lamp\nNo light\nEach person chooses")
VOTES: Final = {"Ife": [0, 2], "Ben": [0], "Mina": [2]}
OUTCOME: Final = (
    "Two homes try a red lamp for a month, in the rooms of those who want one. We count as before. (Invented for the "
    "demo.)"
)


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
    _choose(cast, thread_id, began=began)


def _choose(cast: Mapping[str, User], thread_id: int, *, began: datetime) -> None:
    """What each of them tries first, by name, and what came of it."""
    closed = began + timedelta(days=4)
    asks = asked(*POLL, many=True, named=True)
    discussions.begin_poll(cast["Ife"], thread_id, asked=asks, closes_at=closed, now=began + timedelta(days=1))
    for each, numbers in VOTES.items():
        discussions.vote(cast[each], thread_id, numbers=numbers, now=began + timedelta(days=2))
    discussions.conclude(cast["Ife"], thread_id, words=OUTCOME, now=closed + timedelta(hours=20))
