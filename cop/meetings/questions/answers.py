"""What the coach says: short, appreciative, about the question and never about the person."""

from cop.core.errors import N_
from cop.meetings.questions.values import Answer

PHASES = ("clarify", "explore", "act", "review")
UNKNOWN = ""
"""No phase is known: a closed question, which clarifying welcomes, is not held against anybody."""
CLOSED_IS_FINE = frozenset({"clarify", "act", "review"})

OPTIONS = {
    "": (N_("What options do you see?"), N_("What have you not tried yet?")),
    "clarify": (N_("What has been tried already?"), N_("Which part of this is yours?")),
    "act": (N_("What could you do?"), N_("What is the first step, and by when?")),
}
PAST_PRESENT_FUTURE = {
    "": (
        N_("What have you already tried?"),
        N_("What are you doing now?"),
        N_("What have you not tried yet?"),
        N_("What else?"),
    ),
    "act": (
        N_("What has worked before?"),
        N_("What can you do now?"),
        N_("What will you do next, and by when?"),
        N_("What else?"),
    ),
}

TABLE = (
    Answer("OK", N_("Open question"), 0),
    Answer(
        "A1",
        N_("Direct advice"),
        2,
        nudge=N_("This gives an answer. What would help them find theirs?"),
        why="Advice ends the presenter's own thinking, however good it is.",
        rewrites=OPTIONS,
    ),
    Answer(
        "A2",
        N_("Advice as a question"),
        2,
        nudge=N_("There may be a suggestion inside. What would you ask if you had no answer in mind?"),
        why="A suggestion with a question mark can only be taken or refused.",
        rewrites=PAST_PRESENT_FUTURE,
    ),
    Answer(
        "L1",
        N_("Leading question"),
        1,
        nudge=N_("Your view shows. Drop it, and ask with what or how."),
        why="It asks for agreement.",
        rewrites={"": (N_("How do you see it?"), N_("What do you think would be the right time?"))},
    ),
    Answer(
        "L2",
        N_("Rhetorical question"),
        2,
        nudge=N_("This may land as blame. What would you like to understand?"),
        why="It wants no answer, and people who are judged stop thinking aloud.",
        rewrites={"": (N_("What was important to you when you chose that?"),)},
    ),
    Answer(
        "S1",
        N_("A story of your own"),
        2,
        nudge=N_("Keep this until the slot is over, and tell it then if the presenter would like to hear it."),
        why="The slot belongs to one person; a story of one's own says what worked elsewhere.",
        rewrites={"": (N_("What does this remind you of?"), N_("What is it like for you?"))},
        welcome_in=frozenset({"review"}),
    ),
    Answer(
        "S0",
        N_("No question yet"),
        1,
        nudge=N_("Is there a question in here?"),
        why="Members ask; statements have their place in the review.",
        rewrites={"": (N_("How does that sound to you?"), N_("What would you add?"))},
        welcome_in=frozenset({"review"}),
    ),
    Answer(
        "M1",
        N_("Several questions at once"),
        1,
        nudge=N_("Two questions. Which one would you choose?"),
        why="The presenter answers the easier one.",
    ),
    Answer(
        "C2",
        N_("Either this or that"),
        1,
        nudge=N_("The answer may be neither. What would leave it open?"),
        why="It offers two answers of the asker's.",
        rewrites={"": (N_("What is it about this that weighs most?"),)},
        welcome_in=CLOSED_IS_FINE,
    ),
    Answer(
        "C1",
        N_("Closed question"),
        1,
        nudge=N_("Try starting with what or how."),
        why="Yes or no ends the thought; for a fact that is fine.",
        rewrites={"": (N_("What do you notice about that?"), N_("How is that for you?"))},
        welcome_in=CLOSED_IS_FINE | {UNKNOWN},
    ),
    Answer(
        "N1",
        N_("Long question"),
        1,
        nudge=N_("Send just the last part?"),
        why="After 25 words nobody remembers the beginning (our limit).",
        welcome_in=frozenset({"review"}),
    ),
    Answer(
        "N2",
        N_("Question with its reasons"),
        1,
        nudge=N_("With a because, the question answers itself. Send just the question?"),
        why="With a reason attached, the asker is answering (WIAL, on ground rule 1).",
        welcome_in=frozenset({"review"}),
    ),
    Answer(
        "N3",
        N_("Long introduction"),
        1,
        nudge=N_("Send just the last part?"),
        why="After an introduction of more than 12 words, the question is about the introduction (our limit).",
        welcome_in=frozenset({"review"}),
    ),
    Answer(
        "W1",
        N_("Why"),
        0,
        nudge=N_("Why can sound like a charge."),
        why="A plain why, on the presenter's side, can work: so it is only mentioned.",
        rewrites={"": (N_("What led you to that?"), N_("What made that matter?"))},
    ),
)

ANSWERS = {answer.kind: answer for answer in TABLE}
