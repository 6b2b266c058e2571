"""Who may do what to people."""

from cop.people.models import SignIn, User


def can_end(viewer: User, sign_in: SignIn) -> bool:
    """Everybody ends their own sign-ins."""
    return sign_in.user_id == viewer.id


def can_suspend(viewer: User, person: User) -> bool:
    """An administrator suspends others, never an administrator and never themselves."""
    return viewer.is_admin and not person.is_admin and viewer.id != person.id


def can_invite(viewer: User) -> bool:
    """Whoever has an account may invite to one."""
    return viewer.suspended_at is None
