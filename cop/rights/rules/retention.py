"""The register of everything that is kept, with its period and its reason."""

from collections.abc import Iterator
from typing import Final

from cop.rights.rules.holdings import Holding
from cop.rights.rules.kept_of_files import OF_FILES
from cop.rights.rules.kept_of_people import OF_PEOPLE
from cop.rights.rules.kept_of_polls import OF_POLLS
from cop.rights.rules.kept_of_sets import OF_SETS
from cop.rights.rules.kept_of_site import OF_SITE
from cop.rights.rules.kept_of_stories import OF_STORIES
from cop.rights.rules.kept_of_words import OF_WORDS

KEPT: Final[tuple[Holding, ...]] = (*OF_PEOPLE, *OF_WORDS, *OF_STORIES, OF_POLLS, *OF_FILES, *OF_SETS, *OF_SITE)


def all_columns() -> Iterator[tuple[str, str]]:
    """Every table and column that the register names."""
    for holding in KEPT:
        for table, classes in holding.tables.items():
            for names in classes.values():
                yield from ((table, name) for name in names)


def as_markdown() -> str:
    """The register as a page of the documentation."""
    lines = ["# What is kept, and for how long", ""]
    lines += ["Written by `cop rights register` from `cop/rights/rules`; a test holds it against the database.", ""]
    for each in KEPT:
        lines += [f"## {each.what}", "", f"**Until:** {each.until}.", "", each.why, ""]
        lines += ["| Table | Class | Columns |", "|---|---|---|"]
        for table, classes in each.tables.items():
            lines += [f"| `{table}` | {name} | {', '.join(columns)} |" for name, columns in classes.items()]
        lines += [""]
    return "\n".join(lines)
