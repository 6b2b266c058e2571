"""What people type to found a community, to open a space and to bring somebody in."""

from cop.communities.forms.places import (
    AdmitForm,
    NameMemberForm,
    PersonForm,
    PlaceForm,
    RoleForm,
    SpaceForm,
)

__all__ = ["AdmitForm", "NameMemberForm", "PersonForm", "PlaceForm", "RoleForm", "SpaceForm"]
