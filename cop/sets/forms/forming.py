"""What people type about a set. The rules judge it; here it gets its labels and its zone."""

from collections.abc import Iterable
from typing import Any, ClassVar

from wtforms import EmailField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from cop.communities.models import Community
from cop.core.errors import RuleBroken
from cop.core.words import lazy_gettext, said
from cop.people.rules.names import email_of
from cop.sets import rules
from cop.sets.forms.numbers import whole
from cop.sets.forms.planning import OTHER, SeasonFields
from cop.sets.service.forming import LONGEST_PURPOSE

FEWEST_OFFERED, MOST_OFFERED = 2, 10  # of all running orders; each says itself for how many it is


class SetForm(SeasonFields):
    """A set to be formed. Numbers travel as text, so that the rules explain every one that will not do."""

    planned: ClassVar[tuple[str, ...]] = ("members", "running_order", *SeasonFields.planned)
    fields_of: ClassVar[dict[str, str]] = SeasonFields.fields_of | {"name": "name", "seats": "members"}

    name = StringField(lazy_gettext("Name of the set"))
    purpose = TextAreaField(
        lazy_gettext("What is it for?"),
        [Length(max=LONGEST_PURPOSE, message=lazy_gettext("The purpose can have at most %(max)d characters."))],
    )
    community = SelectField(
        lazy_gettext("In which community?"),
        choices=[],
        invalid_choice_message=lazy_gettext("Choose a community from the list, or none."),
    )
    members = SelectField(
        lazy_gettext("How many seats?"),
        choices=[SelectChoice(str(each)) for each in range(FEWEST_OFFERED, MOST_OFFERED + 1)],
        default="6",
        validate_choice=False,
    )
    running_order = SelectField(
        lazy_gettext("How do the meetings run?"),
        choices=[SelectChoice(key, lazy_gettext(found.title)) for key, found in rules.FORMATS.items()],
        default=rules.STANDARD.key,
        invalid_choice_message=lazy_gettext("Choose from the list how the meetings run."),
    )
    facilitator = RadioField(
        lazy_gettext("Who facilitates?"),
        choices=[SelectChoice("me", lazy_gettext("I do")), SelectChoice(OTHER, lazy_gettext("Somebody else"))],
        default="me",
        validate_choice=False,
    )
    facilitator_email = EmailField(lazy_gettext("Their email address"))

    def among(self, places: Iterable[Community]) -> "SetForm":
        """The form with these communities to choose from, and nobody's."""
        none = SelectChoice("", lazy_gettext("In nobody's: it stands by itself"))
        self.community.choices = [none, *(SelectChoice(str(each.id), each.name) for each in places)]
        return self

    @property
    def shape(self) -> rules.Shape:
        """What was typed, for the rules to judge; a number that is none counts as 0."""
        seats, slot, chosen = whole(self.members.data), whole(self.slot.data), self.chosen
        length = slot if chosen is rules.STANDARD else chosen.fitting(slot)
        return rules.Shape(self.name.data or "", seats, self.meeting_minutes, length, self.dates, chosen)

    @property
    def chosen(self) -> rules.Format:
        """The running order chosen. For one that there is not, which is refused, the page shows the standard one."""
        return rules.FORMATS.get(self.running_order.data or "", rules.STANDARD)

    @property
    def facilitators_address(self) -> str | None:
        """The address typed; None when whoever forms the set facilitates it."""
        if self.facilitator.data == "me":
            return None
        return (self.facilitator_email.data or "").strip() if self.facilitator.data == OTHER else ""

    def said(self, *, own_address: str) -> dict[str, Any]:
        """What else the service is told beside the shape; no community stands for a set that is nobody's."""
        address = self.facilitators_address
        return {
            "purpose": self.purpose.data or "",
            "community_id": whole(self.community.data) or None,
            "facilitator_email": own_address if address is None else address,
        }

    def validate(self, extra_validators: Any = None) -> bool:
        """Every problem at once, each beside its field."""
        fine = super().validate(extra_validators)
        return all([fine, self._has_facilitator()])

    def _has_facilitator(self) -> bool:
        address = self.facilitators_address
        try:
            rules.check_seats(facilitators=0 if address == "" else 1, members=0, seats=rules.FEWEST_SEATS)
            if address:
                email_of(address)
        except RuleBroken as refusal:
            field = self.facilitator_email if self.facilitator.data == OTHER else self.facilitator
            field.errors = [said(refusal)]
            return False
        return True
