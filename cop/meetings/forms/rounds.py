"""What people send to open a round of a gathering. In the round itself the forms of a meeting do."""

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from cop.core.forms import Form
from cop.sets.rules.formats import ROUNDS


class RoundForm(Form):
    """One button for each kind of round."""

    kind = SelectField(choices=[SelectChoice(key) for key in ROUNDS])
