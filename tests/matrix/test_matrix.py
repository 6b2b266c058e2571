"""The matrix: every outlet by everybody by every state of its thing, as declared by hand in the rows beside this file.

A new route, question, news, job, chore or command without a row fails here, and the failure says what to add.
"""

from collections.abc import Iterable, Iterator

import click
import pytest

from cop import capabilities
from cop.cli import cli
from cop.commands import COMMANDS
from tests.matrix import rows_outlets as outlets
from tests.matrix import words as says
from tests.matrix.conftest import Site
from tests.matrix.people import EVERYBODY
from tests.matrix.rows_asking import ASKING
from tests.matrix.rows_care import CARE
from tests.matrix.rows_coming import COMING
from tests.matrix.rows_evidence import EVIDENCE
from tests.matrix.rows_files import FILES
from tests.matrix.rows_guests import GUESTS
from tests.matrix.rows_issues import ISSUES
from tests.matrix.rows_keys import KEYS
from tests.matrix.rows_ladder import LADDER
from tests.matrix.rows_life import LIFE
from tests.matrix.rows_live import LIVE
from tests.matrix.rows_meetings import MEETINGS
from tests.matrix.rows_parts import PARTS
from tests.matrix.rows_places import PLACES
from tests.matrix.rows_polls import POLLS
from tests.matrix.rows_rights import RIGHTS
from tests.matrix.rows_search import SEARCH
from tests.matrix.rows_sets import ALL_OF_SETS
from tests.matrix.rows_stories import STORIES
from tests.matrix.rows_taking_part import TAKING_PART
from tests.matrix.rows_talk import TALK
from tests.matrix.sweep import Row, Sweep, every_address, row

pytestmark = pytest.mark.timeout(900)  # the one sweep is worth some 35 seconds of a processor, which may be shared
ROWS: list[Row] = [
    *PLACES, *KEYS, *RIGHTS, *COMING, *LIFE, *PARTS, *TAKING_PART, *GUESTS, *TALK, *STORIES, *ALL_OF_SETS, *MEETINGS,
    *SEARCH, *LIVE, *ISSUES, *CARE, *EVIDENCE, *LADDER, *ASKING, *FILES, *POLLS,
]  # fmt: skip
FEWEST = 5_000
ADD_A_ROUTE = (
    '{name}: add `row("{name}", "a …", says.…)` to tests/matrix/rows_….py: the thing it is about (a kind of world.py, '
    "sets.py) and the policy of words.py that says who is answered what; what a POST sends goes behind it by name"
)
ADD_AN_OUTLET = "{name}: add a line to {table} in tests/matrix/rows_outlets.py: who may learn something by it"


@pytest.fixture(scope="module")
def swept(site: Site) -> Sweep:
    sweep = Sweep(site)
    for each in ROWS:
        if each.thing in site.world.things:
            sweep.walk(each)
    return sweep


def test_every_route_has_a_row(site):
    declared = [str(each) for each in ROWS]

    assert not _missing(every_address(site), declared, sentence=ADD_A_ROUTE)
    assert not [
        f"{each}: there is no such route any more: take its row away"
        for each in set(declared) - set(every_address(site))
    ]
    assert sorted(declared) == sorted(set(declared)), "a row is there twice"
    assert not [
        f"{each}: there is no {each.thing} in the world" for each in ROWS if each.thing not in site.world.things
    ]


def test_abuse_02_10_31_every_route_answers_everybody_as_declared(swept):
    assert not swept.wrong, "\n".join(["", *swept.wrong])
    assert swept.looked >= FEWEST, f"only {swept.looked} looks"


def test_what_was_planted_is_shown_to_somebody_who_may_read_it(site, swept):
    shown = set().union(*swept.seen.values())

    unseen = [each for each in site.world.canaries.readable() if each not in shown]
    assert not unseen, f"the sweep proves nothing about what nobody was shown: {unseen}"


def test_a_wrong_answer_and_a_leak_are_seen(site):
    site.world.canaries.plant("the name of open", readers=())
    sweep = Sweep(site)
    sweep.walk(row("GET /communities", "the place", says.MISSING))
    site.world.canaries.plant("the name of open", readers=EVERYBODY)

    assert any("as bo: page (200) where 404 is declared" in each for each in sweep.wrong)
    assert any("as nobody: was shown the name of open" in each for each in sweep.wrong)


def test_every_question_news_job_chore_and_command_has_a_row():
    questions = [question for wire in capabilities.WIRES for question in wire.questions]
    told = [kind.__name__ for wire in capabilities.WIRES for kind, _ in wire.listeners.after_commit]
    rows = {
        "QUESTIONS": (questions, outlets.QUESTIONS),
        "NEWS": (told, [kind.__name__ for kind in outlets.NEWS]),
        "JOBS": (["mail.send", *(kind for jobs in capabilities.JOBS for kind in jobs.handlers)], outlets.JOBS),
        "COMMANDS": (_commands(cli), outlets.COMMANDS),
    }

    for table, (there, declared) in rows.items():
        assert not _missing(there, declared, sentence=ADD_AN_OUTLET, table=table)


def test_every_chore_has_a_row(site):
    chores = [f"{each.__module__}.{each.__name__}" for each in site.app.extensions["cop_chores"]]

    assert not _missing(chores, outlets.CHORES, sentence=ADD_AN_OUTLET, table="CHORES")


def _missing(there: Iterable[str], declared: Iterable[str], *, sentence: str, **values: str) -> list[str]:
    known = set(declared)
    return [sentence.format(name=each, **values) for each in there if each not in known]


def _commands(group: click.Group, before: str = "") -> Iterator[str]:
    for each in COMMANDS if not before else ():
        group.add_command(each)
    for name, command in group.commands.items():
        if isinstance(command, click.Group) and not command.invoke_without_command:
            yield from _commands(command, f"{before}{name} ")
        else:
            yield f"{before}{name}"
            if isinstance(command, click.Group):
                yield from _commands(command, f"{before}{name} ")
