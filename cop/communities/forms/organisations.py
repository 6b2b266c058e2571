"""What is chosen to bring an organisation into a community, and to answer when one is brought."""

from collections.abc import Sequence

from wtforms import HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from cop.communities.forms.agreements import AcceptForm
from cop.communities.models import Community
from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.organisations.forms import ROLES
from cop.people.models import User

BRINGS = [
    SelectChoice("all", lazy_gettext("Everybody who belongs to it")),
    SelectChoice("roles", lazy_gettext("Those who belong to it as …")),
    SelectChoice("named", lazy_gettext("People whom its leads name")),
]


class ProposeForm(Form):
    """Into which community an organisation is to come, and whom it brings."""

    community = SelectField(lazy_gettext("Community"), [InputRequired(lazy_gettext("Choose a community."))], coerce=int)
    brings = RadioField(lazy_gettext("It brings"), choices=BRINGS, default="named")
    roles = SelectMultipleField(
        lazy_gettext("As what they belong to it"),
        choices=ROLES, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip

    def offering(self, communities: Sequence[Community]) -> "ProposeForm":
        """The form with these to choose from."""
        self.community.choices = [SelectChoice(each.id, each.name) for each in communities]
        return self


class NamesForm(Form):
    """Whom an organisation brings by name."""

    people = SelectMultipleField(
        lazy_gettext("People of your organisation"),
        coerce=int, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput(),
    )  # fmt: skip

    def among(self, people: Sequence[User]) -> "NamesForm":
        """The form with these to choose from."""
        self.people.choices = [SelectChoice(each.id, each.name) for each in people]
        return self


class NameForm(Form):
    """One of them, whom it brings no longer."""

    person_id = IntegerField(validators=[InputRequired(), NumberRange(min=1)])


class BroughtForm(AcceptForm):
    """Yes or no of whoever is brought."""

    yes = HiddenField()
