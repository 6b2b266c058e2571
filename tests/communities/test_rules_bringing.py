"""Whom an organisation brings into a community: told first, never against their word, never twice."""

from datetime import timedelta

import pytest

from cop.communities.rules import PRESETS, WRITERS, bringing
from cop.communities.rules.bringing import Brought
from cop.core.errors import RuleBroken
from cop.organisations.rules.belonging import ROLES
from tests.conftest import THURSDAY

SOON, PAST = THURSDAY + timedelta(days=1), THURSDAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("state", "due_at", "wanted", "member", "barred", "deed"),
    [
        (None, SOON, True, False, False, "tell"),
        (None, SOON, True, True, False, None),
        (None, SOON, True, False, True, None),
        (None, SOON, False, False, False, None),
        ("gone", PAST, True, False, False, "tell"),
        ("gone", PAST, False, False, False, None),
        ("waiting", SOON, True, False, False, None),
        ("waiting", THURSDAY, True, False, False, "bring"),
        ("waiting", PAST, False, False, False, "forget"),
        ("waiting", PAST, True, False, True, "forget"),
        ("waiting", SOON, True, True, False, "leave_be"),
        ("in", PAST, True, True, False, None),
        ("in", PAST, False, True, False, "warn"),
        ("leaving", SOON, False, True, False, None),
        ("leaving", THURSDAY, False, True, False, "end"),
        ("leaving", PAST, True, True, False, "keep"),
        ("leaving", SOON, False, False, False, "refuse"),
        ("in", PAST, True, False, False, "refuse"),
        ("in", PAST, True, True, True, None),
        ("own", PAST, False, True, False, None),
        ("own", PAST, True, False, False, "refuse"),
        ("no", PAST, True, False, False, None),
        ("no", PAST, False, True, False, None),
    ],
)
def test_what_is_done_about_somebody(state, due_at, wanted, member, barred, deed):
    before = Brought(state, due_at) if state else None

    done = bringing.deed(before, is_wanted=wanted, is_member=member, is_barred=barred, now=THURSDAY)

    assert done == deed


def test_whoever_carries_the_community_stays_when_their_organisation_goes():
    assert {role for role in WRITERS if not bringing.goes_with_it(role)} == {"core", "coordinator"}
    assert bringing.goes_with_it("observer")


@pytest.mark.parametrize(
    ("brings", "roles", "preset", "kept"),
    [
        ("all", ["staff"], "open", []),
        ("named", [], "private", []),
        ("roles", ["trustee", "nobody", "staff"], "restricted", ["staff", "trustee"]),
        ("roles", ["nobody"], "open", None),
        ("some", [], "open", None),
        ("all", [], "confidential", None),
    ],
)
def test_a_rule_that_brings_somebody(brings, roles, preset, kept):
    if kept is None:
        with pytest.raises(RuleBroken):
            bringing.check_bringing(brings, roles=roles, known=ROLES, axes=PRESETS[preset])
    else:
        assert bringing.check_bringing(brings, roles=roles, known=ROLES, axes=PRESETS[preset]) == kept
