"""What people type to found a community, to open a space and to bring somebody in."""

from cop.communities.forms.openness import OpennessForm
from cop.communities.forms.places import (
    NameMemberForm,
    PersonForm,
    PlaceForm,
    RoleForm,
    SpaceForm,
)

__all__ = ["NameMemberForm", "OpennessForm", "PersonForm", "PlaceForm", "RoleForm", "SpaceForm"]
