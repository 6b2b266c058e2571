"""Who may do what to people."""

import pytest

from cop.people import policy
from cop.people.models import SignIn, User

ELI = User(id=1, is_admin=True)
ADA = User(id=2, is_admin=False)
BO = User(id=3, is_admin=False)
OTHER_ADMIN = User(id=4, is_admin=True)


@pytest.mark.parametrize(
    ("viewer", "person", "may"), [(ELI, ADA, True), (ELI, ELI, False), (ELI, OTHER_ADMIN, False), (ADA, BO, False)]
)
def test_who_may_suspend_whom(viewer: User, person: User, may: bool) -> None:
    assert policy.can_suspend(viewer, person) is may


@pytest.mark.parametrize(("viewer", "may"), [(ADA, True), (BO, False), (ELI, False)])
def test_nobody_ends_anothers_sign_in(viewer: User, may: bool) -> None:
    assert policy.can_end(viewer, SignIn(user_id=ADA.id)) is may
