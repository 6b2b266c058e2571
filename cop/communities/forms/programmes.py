"""What people type about a programme."""

from collections.abc import Iterable

from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from cop.communities.forms.places import LARGEST_ID, PlaceForm
from cop.communities.models import Programme as Kept
from cop.communities.rules.programmes import LONGEST_FUNDERS, LONGEST_STRATEGY, Programme
from cop.core.day_fields import day_field
from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.organisations.models import Organisation

TOO_LONG = lazy_gettext("At most %(max)d characters, please.")


class ProgrammeForm(Form):
    name, purpose = PlaceForm.name, PlaceForm.purpose
    funders = StringField(lazy_gettext("Who funds it"), [Length(max=LONGEST_FUNDERS, message=TOO_LONG)])
    strategy = TextAreaField(
        lazy_gettext("Strategy"),
        [
            DataRequired(lazy_gettext("Write it here, or give its address.")),
            Length(max=LONGEST_STRATEGY, message=TOO_LONG),
        ],
    )
    begins = day_field(lazy_gettext("It begins"), required=lazy_gettext("Choose a day."))
    ends = day_field(lazy_gettext("It ends"), required=lazy_gettext("Choose a day."))
    deadline = day_field(lazy_gettext("Deadline"))

    @classmethod
    def of(cls, kept: Kept) -> "ProgrammeForm":
        """Filled in with what stands."""
        names = ("name", "purpose", "funders", "strategy", "begins", "ends", "deadline")
        return cls(**{each: getattr(kept, each) for each in names})

    def told(self) -> Programme:
        """What was typed, as the rules know it; only asked when the form is fine."""
        words = {each: getattr(self, each).data or "" for each in ("name", "purpose", "funders", "strategy")}
        return Programme(**words, begins=self.begins.data, ends=self.ends.data, deadline=self.deadline.data)


class NewProgrammeForm(ProgrammeForm):
    organisation = SelectField(
        lazy_gettext("Whose it is"), coerce=int, validators=[InputRequired(lazy_gettext("Choose an organisation."))]
    )

    @classmethod
    def among(cls, own: Iterable[Organisation]) -> "NewProgrammeForm":
        """The form with these organisations to choose from."""
        form = cls()
        form.organisation.choices = [SelectChoice(each.id, each.name) for each in own]
        return form


class ChooseForm(Form):
    """The form of a single button that names a community."""

    community_id = IntegerField(validators=[InputRequired(), NumberRange(1, LARGEST_ID)])

    @property
    def chosen(self) -> int:
        """The id of the community, once the form is valid."""
        return self.community_id.data or 0
