"""What a coordinator chooses about who knows of a place, reads in it and comes in."""

from wtforms import BooleanField, HiddenField, RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from cop.communities import rules
from cop.communities.forms.places import KINDS
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import gettext, lazy_gettext

DOORS = [
    SelectChoice("anyone", lazy_gettext("Anybody")),
    SelectChoice("nearby", lazy_gettext("Those nearby")),
    SelectChoice("inside", lazy_gettext("Only those in it")),
]
READS = [
    SelectChoice("anyone", lazy_gettext("Anybody")),
    SelectChoice("nearby", lazy_gettext("Those nearby")),
    SelectChoice("inside", lazy_gettext("Those in it")),
    SelectChoice("sealed", lazy_gettext("Those in it, and each only what came after them")),
]
JOINS = [
    SelectChoice("freely", lazy_gettext("Whoever wants to")),
    SelectChoice("ask", lazy_gettext("Whoever asks and is let in")),
    SelectChoice("invitation", lazy_gettext("Whoever is asked to come")),
]


class OpennessForm(Form):
    """One of the four kinds, or a mix of one's own. `seen` is how it stood on the page."""

    preset = RadioField(
        lazy_gettext("How open it is"),
        choices=[*KINDS, SelectChoice(rules.MIXED, lazy_gettext("A mix of its own, as chosen below"))],
        validators=[InputRequired(lazy_gettext("Choose how open it is."))],
    )
    door = RadioField(lazy_gettext("Who may know of it"), choices=DOORS)
    read = RadioField(lazy_gettext("Who reads what is in it"), choices=READS)
    join = RadioField(lazy_gettext("Who may come in"), choices=JOINS)
    sure = BooleanField(lazy_gettext("Yes, we mean this mix"))
    seen = HiddenField(validators=[InputRequired()])

    @classmethod
    def showing(cls, axes: rules.Axes, *, within: rules.Axes = rules.LOOSEST) -> "OpennessForm":
        """The form as a place stands now, with the choices that are open to it inside another."""
        named = {name: getattr(axes, name).name.lower() for name in ("door", "read", "join")}
        form = cls(preset=rules.preset_of(axes), seen="-".join(str(each) for each in axes), **named)
        fitting = {name for name, each in rules.PRESETS.items() if rules.may_hold(within, each)} | {rules.MIXED}
        form.preset.choices = [each for each in form.preset.choices if each.value in fitting]
        for field, tightest in ((form.door, within.door), (form.read, within.read), (form.join, within.join)):
            field.choices = field.choices[tightest:]
        return form

    def chosen(self) -> rules.Axes:
        """The axes that were chosen, by one name or one by one."""
        if self.preset.data != rules.MIXED:
            return rules.check_preset(self.preset.data or "")
        door, read, join = (str(field.data or "") for field in (self.door, self.read, self.join))
        return rules.chosen(door=door, read=read, join=join)

    def was_seen(self) -> rules.Axes:
        """How it stood on the page. Raises RuleBroken for what no page has shown."""
        try:
            return rules.stored([int(each) for each in (self.seen.data or "").split("-")])
        except ValueError as made_up:
            raise RuleBroken("Open the page anew, and choose again.") from made_up

    def validate_sure(self, field: BooleanField) -> None:
        """A mix that is seldom meant is asked about once."""
        try:
            odd = rules.oddities(self.chosen())
        except RuleBroken:
            return  # it is said where it is carried out
        if odd and not field.data:
            raise ValidationError(" ".join(oddity_words(each) for each in sorted(odd)))


def oddity_words(odd: str) -> str:
    """What is odd about a mix, in a sentence."""
    return str(
        {
            "known_but_sealed": gettext("People would know of it who can never read what is in it."),
            "hidden_but_open_to_join": gettext("Nobody can come in of their own accord where nobody knows of it."),
            "sealed_but_free_to_join": gettext("Anybody could come in, and read all that comes after that."),
            "read_by_all_but_closed": gettext("People would read it who can only come in when somebody asks them."),
        }[odd]
    )
