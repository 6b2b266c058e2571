"""First steps are those that there is something to do about."""

from cop.communities.rules import steps as rules


def test_each_role_has_its_list() -> None:
    assert [rules.list_for(role) for role in (None, "observer", "core", "coordinator")] == [
        None, "member", "member", "coordinator",
    ]  # fmt: skip


def test_what_is_done_is_told_and_what_does_not_apply_is_left_out() -> None:
    told = rules.steps("member", {"say_who": True, "read_how": None, "answer": False, "say_hello": False, "more": True})

    assert told == [("say_who", True), ("answer", False), ("say_hello", False)]
    assert rules.left(told) == 2
