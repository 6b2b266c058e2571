"""Who may do what with whose data."""

from cop.people.models import User


def can_take(viewer: User, person_id: int) -> bool:
    """Everybody takes their own, and nobody another's, whatever their role."""
    return viewer.id == person_id


def can_go(viewer: User, person_id: int) -> bool:
    """Everybody deletes their own account, and nobody another's."""
    return viewer.id == person_id


def can_read_register(viewer: User) -> bool:
    """Administrators read what people complained of, and nobody else."""
    return viewer.is_authenticated and viewer.is_admin
