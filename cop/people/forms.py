"""What people type to get in and to describe themselves."""

from collections.abc import Callable
from typing import Any

from wtforms import EmailField, HiddenField, PasswordField, SelectField, StringField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from cop.core import languages
from cop.core.errors import RuleBroken
from cop.core.forms import Form
from cop.core.words import HOME_ZONE, lazy_gettext, said
from cop.people.models import User
from cop.people.rules import names, passwords

DESCRIBED = frozenset({"name", "pronouns", "about", "time_zone", "language"})


class Obeys:
    """Holds a field to a rule of the business and shows the rule's own sentence beside it."""

    def __init__(self, rule: Callable[[str], object]) -> None:
        self._rule = rule

    def __call__(self, _form: Form, field: Any) -> None:
        try:
            self._rule(field.data or "")
        except RuleBroken as refusal:
            raise ValidationError(said(refusal)) from refusal


def _zones() -> dict[Any, list[tuple[str, str]]]:
    named = [(zone, zone.replace("_", " ")) for zone in names.time_zones()]
    common = len(names.COMMON_ZONES)
    return {lazy_gettext("Often chosen"): named[:common], lazy_gettext("All others"): named[common:]}


def _languages() -> list[SelectChoice]:
    """Each by its own name, which a screen reader then says as its speakers do."""
    named = [SelectChoice(each.tag, each.name, render_kw={"lang": each.tag}) for each in languages.offered()]
    return [SelectChoice("", lazy_gettext("As my browser asks")), *named]


class EntryForm(Form):
    """A form that signs somebody in carries no key: sent twice it opens two sign-ins, and both browsers are in."""

    key = None  # how WTForms leaves out a field of the parent


class SignInForm(EntryForm):
    next = HiddenField()
    email = EmailField(lazy_gettext("Email address"), [Obeys(names.email_of)])
    password = PasswordField(lazy_gettext("Password"), [InputRequired(lazy_gettext("Type your password."))])


class CodeForm(EntryForm):
    next = HiddenField()
    code = StringField(lazy_gettext("Code"), [InputRequired(lazy_gettext("Type a code."))])


class StartForm(Form):
    current = PasswordField(lazy_gettext("Current password"))


class ProofForm(EntryForm):
    """Shows anew that one is who one is, before something that a thief would like to do."""

    proof = PasswordField(
        lazy_gettext("Your password or a code"), [InputRequired(lazy_gettext("Type your password or a code."))]
    )


class PasskeyForm(EntryForm):
    answer = HiddenField()
    name = StringField(lazy_gettext("What you call it"), [Length(max=names.LONGEST_ABOUT)])
    current = PasswordField(lazy_gettext("Current password"))


class PasskeySignInForm(EntryForm):
    next = HiddenField()
    answer = HiddenField()


class AddressForm(Form):
    email = EmailField(lazy_gettext("Email address"), [Obeys(names.email_of)], id="address")


class AcceptForm(EntryForm):
    name = StringField(lazy_gettext("Your name"), [Obeys(names.name_of)])
    time_zone = SelectField(lazy_gettext("Time zone"), choices=_zones, default=HOME_ZONE)
    password = PasswordField(lazy_gettext("Password"), [Optional(), Obeys(passwords.check_password)])


class ProfileForm(Form):
    name = StringField(lazy_gettext("Name"), [Obeys(names.name_of)])
    pronouns = StringField(lazy_gettext("Pronouns"), [Length(max=names.LONGEST_PRONOUNS)])
    about = StringField(lazy_gettext("What you do, in a line"), [Length(max=names.LONGEST_ABOUT)])
    time_zone = SelectField(lazy_gettext("Time zone"), choices=_zones)
    language = SelectField(lazy_gettext("Language"), choices=_languages)

    @classmethod
    def of(cls, person: User) -> "ProfileForm":
        """The form about this person. It asks for a language where there is more than one."""
        form = cls(obj=person, language=languages.choice_of(person.locale))
        if len(languages.offered()) == 1:
            del form.language
        return form

    def described(self) -> dict[str, str]:
        """What was said, by the names that the service knows."""
        return {each.name: each.data or "" for each in self if each.name in DESCRIBED}


class PasswordForm(Form):
    current = PasswordField(lazy_gettext("Current password"))
    new = PasswordField(lazy_gettext("New password"), [Obeys(passwords.check_password)])
