"""What a facilitator types about the season that follows, and everybody about the one that was."""

from typing import ClassVar

from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice

from cop.core.forms import Form
from cop.core.words import lazy_gettext
from cop.sets import rules
from cop.sets.forms.numbers import whole
from cop.sets.forms.planning import OTHER, SeasonFields
from cop.sets.models import LearningSet


class RenewalForm(SeasonFields):
    """Another season of a set that is there: `about` says which, before anything is asked of the form."""

    planned: ClassVar[tuple[str, ...]] = ("onward", *SeasonFields.planned)
    fields_of: ClassVar[dict[str, str]] = SeasonFields.fields_of | {"seats": "onward"}

    onward = RadioField(
        lazy_gettext("How does the set go on?"),
        choices=[
            SelectChoice("as_before", lazy_gettext("As before")),
            SelectChoice("in_turn", lazy_gettext("We facilitate in turn")),
            SelectChoice("alone", lazy_gettext("Without a facilitator")),
        ],
        default="as_before",
        validate_choice=False,
    )

    def about(self, learning_set: LearningSet, running_order: rules.Format) -> "RenewalForm":
        """The set and the running order it has had so far, which decide what is offered."""
        self.set, self.running_order = learning_set, running_order
        ways = rules.ways_onward(running_order)
        self.onward.choices = [each for each in self.onward.choices or () if each.value in ways]
        self.slot.choices = [
            SelectChoice(str(each), lazy_gettext("%(count)s minutes", count=each)) for each in running_order.lengths
        ]
        return self

    @classmethod
    def of_last_time(cls, learning_set: LearningSet, running_order: rules.Format) -> "RenewalForm":
        """A form in which the lengths are those of the season before."""
        minutes, slot = str(learning_set.meeting_minutes), str(running_order.fitting(learning_set.slot_minutes))
        form = cls(formdata=None, data={"minutes": minutes, "slot": slot}).about(learning_set, running_order)
        if minutes not in {each.value for each in form.minutes.choices or ()}:
            form.minutes.data, form.other_minutes.data = OTHER, minutes
        return form

    @property
    def following(self) -> rules.NextSeason:
        """What was typed. Raises RuleBroken for a way to go on that is not offered."""
        return self._going(rules.onward_of(self.onward.data or "", running_order=self.running_order))

    @property
    def shape(self) -> rules.Shape:
        """Of the set as it would be; of one that goes on as before while nothing else can be read."""
        ways = rules.ways_onward(self.running_order)
        onward = next((each for each in ways if each == self.onward.data), ways[0])
        return self._going(onward).shape(name=self.set.name, seats=self.set.seats, running_order=self.running_order)

    @property
    def taking_turns(self) -> int:
        """Those who sit there now: a seat that is free takes no time."""
        members = sum(1 for each in self.set.seated if each.role == "member")
        return max(self.shape.running_order.takers(members), 1)

    def _going(self, onward: rules.Onward) -> rules.NextSeason:
        return rules.NextSeason(onward, self.dates, self.meeting_minutes, whole(self.slot.data))


class LookingBackForm(Form):
    """A few lines about a season; `half` is which review they belong to."""

    half = HiddenField()
    worth = TextAreaField(lazy_gettext("What has this set been worth to you, and beyond you?"))
    keep = TextAreaField(lazy_gettext("What should we keep?"))
    change = TextAreaField(lazy_gettext("What should we change?"))

    @property
    def lines(self) -> dict[str, str]:
        """What was typed, by its prompt."""
        return {prompt: self[prompt].data or "" for prompt in rules.REVIEW_PROMPTS}

    @classmethod
    def prompts(cls) -> dict[str, str]:
        """Every prompt in the reader's words."""
        blank = cls(formdata=None, meta={"csrf": False})
        return {prompt: str(blank[prompt].label.text) for prompt in rules.REVIEW_PROMPTS}
