"""What people type to ask others in, and to answer."""

from collections.abc import Sequence

from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    IntegerField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from cop.communities.forms.places import ROLES
from cop.communities.models import Space
from cop.communities.rules.invitations import MOST_USES, Asked, addresses_in, name_in
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import lazy_gettext

LONGEST_PASTED = 60_000


class InviteForm(Form):
    """Addresses, and as what they come. In a Confidential community one person at a time, by name."""

    addresses = TextAreaField(
        lazy_gettext("Their email addresses"),
        [
            InputRequired(lazy_gettext("Type at least one email address.")),
            Length(max=LONGEST_PASTED, message=lazy_gettext("That is too much for one time. Use a file.")),
        ],
    )
    name = StringField(lazy_gettext("Their name"))
    role = SelectField(lazy_gettext("They come in as"), default="member")
    spaces = SelectMultipleField(
        lazy_gettext("And are named in these spaces"),
        coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip
    forwardable = BooleanField(lazy_gettext("They may pass the invitation on to somebody else instead"))

    def offering(self, roles: Sequence[str], spaces: Sequence[Space], *, by_name: bool) -> "InviteForm":
        """The form with what this inviter may give."""
        self.role.choices = [each for each in ROLES if each.value in roles]
        self.spaces.choices = [SelectChoice(each.id, each.name) for each in spaces]
        if not spaces:
            del self.spaces
        if not by_name:
            del self.name
        return self

    def asked(self) -> list[Asked]:
        """Whom it asks. Raises RuleBroken for what is no address."""
        name = name_in(self.name.data or "") if self.name else ""
        addresses = addresses_in(self.addresses.data or "")
        if self.name and len(addresses) > 1:
            raise RuleBroken("Here one person at a time, each by name; or use a file.")
        spaces = tuple(self.spaces.data or ()) if self.spaces else ()
        return [Asked(each, name=name, role=self.role.data, space_ids=spaces) for each in addresses]


class LinkForm(Form):
    """A link for several people."""

    role = SelectField(lazy_gettext("They come in as"), choices=ROLES[:2], default="member")
    most = IntegerField(
        lazy_gettext("For how many people"),
        [
            InputRequired(lazy_gettext("Say for how many.")),
            NumberRange(1, MOST_USES, message=lazy_gettext("A link is for %(min)d to %(max)d people.")),
        ],
        default=MOST_USES,
    )
    domains = StringField(lazy_gettext("Only for addresses at"), [Length(max=500)])


class RowsForm(Form):
    """The text of a file; `sure` once its table was seen."""

    text = TextAreaField(lazy_gettext("Or paste the lines here"))
    sure = HiddenField()


class AddressForm(Form):
    email = EmailField(
        lazy_gettext("Your email address"), [InputRequired(lazy_gettext("Type your email address."))], id="address"
    )


class NoForm(Form):
    """Saying no to an invitation."""

    never_again = BooleanField(lazy_gettext("And do not let anybody invite me here again"))
