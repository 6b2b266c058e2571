"""How it went: what may be answered, in the words with which pages show it afterwards."""

from wtforms.fields.choices import SelectChoice

from cop.core.words import lazy_gettext


def outcomes(*, stuck: str, learnt: str) -> list[SelectChoice]:
    """One choice for each state that a report gives a commitment. Two speak of a person, and say of whom."""
    return [
        SelectChoice("done", lazy_gettext("Done")),
        SelectChoice("partly", lazy_gettext("Partly done")),
        SelectChoice("not_done", lazy_gettext("Not done")),
        SelectChoice("stuck", stuck),
        SelectChoice("learnt", learnt),
        SelectChoice("moved", lazy_gettext("Moved to another date")),
        SelectChoice("dropped", lazy_gettext("Let go")),
    ]


OWN = outcomes(stuck=lazy_gettext("I am stuck"), learnt=lazy_gettext("I learnt something instead"))
SOMEBODY_S = outcomes(stuck=lazy_gettext("They are stuck"), learnt=lazy_gettext("They learnt something instead"))
