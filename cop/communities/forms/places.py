"""What people type to found a community, to open a space and to bring somebody in."""

from collections.abc import Sequence

from wtforms import IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from cop.communities import rules
from cop.communities.queries import Member
from cop.core.forms import Form
from cop.core.words import lazy_gettext

LARGEST_ID = 2**31 - 1
KINDS = [
    SelectChoice("open", lazy_gettext("Open")),
    SelectChoice("restricted", lazy_gettext("Restricted")),
    SelectChoice("private", lazy_gettext("Private")),
    SelectChoice("confidential", lazy_gettext("Confidential")),
]
ROLES = [
    SelectChoice("observer", lazy_gettext("Observer: reads")),
    SelectChoice("member", lazy_gettext("Member: reads and writes")),
    SelectChoice("core", lazy_gettext("Core: also founds learning sets")),
    SelectChoice("coordinator", lazy_gettext("Coordinator: looks after the community")),
]


class PlaceForm(Form):
    """Shared by communities and spaces."""

    name = StringField(
        lazy_gettext("Name"),
        [
            DataRequired(lazy_gettext("Give it a name.")),
            Length(max=rules.LONGEST_NAME, message=lazy_gettext("A name has at most %(max)d characters.")),
        ],
    )
    purpose = TextAreaField(
        lazy_gettext("What it is for"),
        [
            DataRequired(lazy_gettext("Say what it is for, in a sentence or two.")),
            Length(max=rules.LONGEST_PURPOSE, message=lazy_gettext("At most %(max)d characters, please.")),
        ],
    )
    preset = RadioField(
        lazy_gettext("Who may read it"),
        choices=KINDS,
        validators=[InputRequired(lazy_gettext("Choose who may read it."))],
    )

    def said(self) -> dict[str, str]:
        """What was typed and chosen, by the names that the services use."""
        return {"name": self.name.data or "", "purpose": self.purpose.data or "", "preset": self.preset.data or ""}


class SpaceForm(PlaceForm):
    """Opening a space in a community of this kind, whose spaces are never more open than itself."""

    @classmethod
    def within(cls, axes: rules.Axes) -> "SpaceForm":
        """The form with the kinds that may stand in such a community."""
        fitting = [name for name, each in rules.PRESETS.items() if rules.may_hold(axes, each)]
        form = cls(preset=rules.SPACE_DEFAULT if rules.SPACE_DEFAULT in fitting else fitting[0])
        form.preset.choices = [each for each in KINDS if each.value in fitting]
        return form


class PersonForm(Form):
    person_id = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])

    @property
    def chosen(self) -> int:
        """The id of whom it is about, once the form is valid."""
        return self.person_id.data or 0


class RoleForm(PersonForm):
    role = SelectField(choices=ROLES)


class NameMemberForm(Form):
    """Choosing a member of the community for a space with named members."""

    person_id = SelectField(
        lazy_gettext("Who"), coerce=int, validators=[InputRequired(lazy_gettext("Choose somebody."))]
    )

    @classmethod
    def among(cls, members: Sequence[Member]) -> "NameMemberForm":
        """The form with these members to choose from."""
        form = cls()
        form.person_id.choices = [SelectChoice(each.user_id, each.name) for each in members]
        return form
