"""Who walks through every door: the people of the demo, and those who are nobody any more or not yet."""

from collections.abc import Mapping

SIGNED_IN = ("ada", "bo", "mina", "cy", "dee", "eli", "fay", "gil", "hana", "jo")
"""Jo is asked to join whatever one is asked to join, and has not answered."""
STRANGERS = ("kit", "lou", "token", "nobody")
"""Kit is suspended and Lou's account is deleted, both with their browsers open; one has a link and no account."""
EVERYBODY = (*SIGNED_IN, *STRANGERS)

Circles = Mapping[str, str]


def circles(**people: str) -> Circles:
    """How everybody stands to one thing: what was said of them, else an outsider or a stranger."""
    return {each: people.get(each, "stranger" if each in STRANGERS else "outsider") for each in EVERYBODY}


COMMUNITY = circles(hana="coordinator", ada="core", bo="member", mina="member", gil="observer")
SPACE = circles(hana="coordinator", ada="core", bo="member", mina="unnamed", gil="observer")
"""Ada, Bo and Gil are named where a space names its members; Mina and Hana are not, and Dee was taken out."""
SET = circles(ada="facilitator", bo="owner", mina="member", jo="invited")
"""What somebody owns in a set is Bo's."""
EVERYONE = circles(eli="admin")
