"""Who is in the demo and what they say. Every person, organisation and sentence here is invented."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the demo; `about` says what signing in as them is good for."""

    name: str
    pronouns: str
    about: str
    organisation: str

    @property
    def first(self) -> str:
        """What the others call them."""
        return self.name.split(maxsplit=1)[0]

    @property
    def email(self) -> str:
        """An address in a domain that is kept for examples, so that no mail reaches anybody."""
        return f"{self.first.lower()}@demo.example.org"


LANTERN, HARBOUR, THIRD, MEADOW, WELLS, FUND = (
    "Lantern Carers",
    "Harbour Street Project",
    "The Third Thursday Trust",
    "Meadow End Day Centre",
    "Wells and Vale Befrienders",
    "The Long Table Fund",
)
ORGANISATIONS = {
    LANTERN: "charity",
    HARBOUR: "charity",
    THIRD: "charity",
    MEADOW: "charity",
    WELLS: "charity",
    FUND: "funder",
}
FUNDED = (LANTERN, HARBOUR, MEADOW)
COVERS_FOR = {WELLS: MEADOW}
ORGANISATION_LEADS = {LANTERN: "Mina", THIRD: "Hana"}
ABOUT_ORGANISATIONS = {  # what it can share, and what it would like to learn
    LANTERN: (
        "How we let carers go without losing touch with them. (Invented for the demo.)",
        "How others keep volunteers through the winter.",
    ),
    THIRD: (
        "A way of handing over something that has grown around one person. (Invented for the demo.)",
        "What helps people who walk at night.",
    ),
}

PEOPLE = (
    Person("Ada Okafor", "she/her", "Facilitates a learning set. Start here to run a meeting.", THIRD),
    Person("Bo Lindqvist", "they/them", "Sits in a learning set and runs a small helpline.", HARBOUR),
    Person("Mina Patel", "she/her", "Sits in a learning set; a former carer.", LANTERN),
    Person("Jo Reid", "he/him", "Sits in a learning set.", MEADOW),
    Person("Sam Whitlock", "", "Sits in a learning set.", WELLS),
    Person("Ife Adeyemi", "she/her", "Sits in a learning set; a night nurse before that.", LANTERN),
    Person("Ben Carrow", "he/him", "Sits in a learning set.", HARBOUR),
    Person("Cy Marsh", "he/him", "An outsider: has an account and belongs to nothing here.", ""),
    Person("Dee Hollis", "she/her", "Was a member once and is not any more.", WELLS),
    Person("Eli Stone", "he/him", "Administers the site, and can read none of it.", ""),
    Person("Fay Brennan", "she/her", "Works for the funder and is a member of nothing.", FUND),
    Person("Gil Tranter", "he/him", "A guest: knows some members, and has not been let in.", ""),
    Person("Hana Sato", "she/her", "Coordinates the community. Cannot see into the set.", THIRD),
)
FACILITATOR, COORDINATOR, REMOVED, PRESENTER = "Ada", "Hana", "Dee", "Bo"
DEPUTY, IN_TURN, VISITOR = "Mina", "Ben", "Gil"
SEATED = ("Bo", "Mina", "Jo", "Sam", "Ife", "Ben")

COMMUNITY = "Memory at home"
COMMUNITY_PURPOSE = (
    "We share what helps people live well with dementia in their own homes, and what we tried that did not."
)
NIGHTS = "Nights"
NIGHTS_PURPOSE = "For those of us who work while others sleep: what happens after ten, and what has helped."
WINDOW = "Open window"
WINDOW_PURPOSE = "What we would like anybody to be able to read."

ROLES = {
    "social_reporter": (("Ife", -140, -50), ("Ben", -49, 60)),
    "value_detective": (("Sam", -30, 60),),
}

THREADS = (
    (
        COMMUNITY,
        "Who answers when the person who always answers is away?",
        (
            (
                "Bo",
                "I have been the helpline for six years. When I take a week off, people wait for me to come back. I would like to hear how others **handed over** something that had grown around one person.",
            ),
            (
                "Mina",
                "We had this with our Tuesday group. What changed it was not a rota but a *second voice*: for three months two of us answered together, and people got used to both.\n\n- month one: I spoke, she listened\n- month two: she spoke, I listened\n- month three: I was not in the room",
            ),
            ("Jo", "What did you do about the people who asked for you by name?"),
            (
                "Mina",
                "Told them the truth: that I would be back on Monday, and that Lena knew everything I knew except their names. Most gave her their names.",
            ),
            (
                "Ife",
                "On nights it was the other way round. Nobody knew who answered, so nobody trusted it. A name on the door helped more than a better phone.",
            ),
        ),
    ),
    (
        COMMUNITY,
        "A short form that families do not mind",
        (
            (
                "Jo",
                "Our form had 41 questions. We asked five families which they would have liked to be asked. They chose nine. I can share the nine.",
            ),
            ("Sam", "Please do. And which question did none of them choose that you still needed?"),
            (
                "Jo",
                "Date of birth. We now ask for it at the second visit, when somebody knows us. @Ben Carrow, you go without any form: what do you ask first?",
            ),
        ),
    ),
    (
        NIGHTS,
        "Walking at three in the morning",
        (
            (
                "Ife",
                "Three of the people I visit walk at night, and their families have stopped sleeping. We tried leaving one lamp on by the kettle. Two of the three now sit down there. I do not know why it works.",
            ),
            ("Hana", "What do you think they were walking towards?"),
            ("Ben", "My father went to the one place where he used to have something to do. For him it was the gate."),
        ),
    ),
)

ASKED_ABOUT = "A short form that families do not mind"
PRIVATE = (
    "Who said no to your form?",
    "We tried something like it, and our manager stopped it. I would rather not say that in front of everybody. Who had to agree at yours?",
    "Nobody, at first. I showed it to one trustee, who filled it in about her own mother. Shall I put you in touch?",
)
WHY_UNNAMED = "Some of us would say more about what goes wrong if the others did not read who says it."
VISIT_TITLE = "What a first visit is for"
VISIT = (
    "We used to fill in forms at the first visit. Now we only ask what a good day looks like. (Invented for the demo.)"
)
NAMED = (
    "Our example is Mrs Pell of Orchard Row, who told us about her son. (Invented for the demo, like everybody here.)"
)
BLUNT = "Frankly, whoever still brings forms to a first visit should not be visiting people."
WHY_NAMED = "She did not agree to be in this, and people here know her street."
WHY_HIDDEN = "It names somebody who was not asked, and her street. Tell it again without either, and it is welcome."
OTHERWISE = "She tells the story herself, at every open day."
WHY_STILL = "At an open day she chooses who hears it. Ask her, and then let us talk."
WHY_SILENT = (
    "I asked you twice to talk about forms and not about people. Take a day; I would like to hear you after it."
)
WHY_BLUNT = "Some of us still do. It made me not want to answer."

STORY_TITLE = "The gate"
STORY = """My father had been a lock keeper. In his last two years he got up at three, put his coat on over his pyjamas and went to the garden gate. We did what everybody does: we locked it, and then we hid the key, and then we lay awake and listened to him trying the latch.

A woman from the day centre asked me what he did when he got there. I had never looked. So one night I made tea and stood at the window.

He checked the hinge. He looked left and right along the lane, the way you look along a cut, and he waited. Then he came back in and slept until seven.

We oiled the hinge, put a light by the path and told the neighbour. I stopped hiding the key.

He never went past the gate. He had gone out to see that nobody was waiting."""

FURTHER_TITLE = "What are people asking for when they ask for you?"
FURTHER = "Ada asked me what Ana would have to get wrong for me to be sorry. I am still looking for the answer."

SET_NAME = "The Harbour set"
SET_PURPOSE = "Six people who each run something small, and each have a problem with no right answer."
GROUND_RULES = """- We start on time and we stay for the whole meeting.
- Questions, not advice. If you notice advice coming, turn it into a question or let it go.
- One person's problem at a time. Silence is fine.
- If you cannot come, say so two days before. Four of us are enough to meet.
- What we keep for ourselves: our own learning. Nobody else's story or name."""

PAST = (("Ben", "Ife"), ("Mina", "Bo"))  # who presented at the meetings that are over
BIDS = {
    "Ben": ("We were given money for something I no longer believe in.", 2),
    "Ife": ("My deputy is better at this than I am, and I do not know how to tell our trustees.", 2),
    "Mina": ("Half of my volunteers have stopped coming and nobody will say why.", 1),
    "Bo": ("I cannot leave the helpline to anybody, and I am the only one who thinks so.", 3),
}
LINGERS = {"Ben": 3, "Ife": -2, "Mina": 0, "Bo": -7}
ORDER_REASON = "The set changed places: one of us has to leave on time."
PROMISES = {
    "Ben": ("Write to the funder before the report is due, not in it.", "Draft it and leave it overnight."),
    "Ife": ("Tell the chair what I told you today.", "Ask her for half an hour, without saying what about."),
    "Mina": ("Ring the four who left first.", "Find the numbers."),
    "Bo": ("Let Ana take the calls for one whole Friday.", "Tell her on Monday which Friday."),
}

PREPARED: dict[str, Any] = {  # by Bo, before the second meeting
    "sentence": BIDS["Bo"][0],
    "wants": "Ask me what I am afraid would happen.",
    "level": "usual",
    "why": "I have not had a week off in two years.",
    "who_else": "Ana would like to answer. So would my family.",
    "success": "The phone rings and I do not turn my head.",
}
LOOKED_BACK: dict[str, Any] = {
    "questions": (
        "What do people ask for when they ask for you?",
        "Who told you that nobody else would do?",
        "What would Ana have to get wrong for you to be sorry?",
    ),
    "learnt": "I have been calling it a burden, and guarding it. They ring because somebody answers, not because I do.",
    "lines": {
        "learnt_1": "I answer before I have heard the question.",
        "working": "Nobody hurried me, and I hurried myself.",
    },
    "happened": "Ana took the Friday. Eleven calls, and two people asked whether I was well.",
}
NEXT: dict[str, Any] = {  # what it has become by the third meeting
    "sentence": "Now that the helpline does without me, I do not know what I am for.",
    "wants": "Stay with me where I have no answer.",
    "level": "stretch",
}

PLAN = "the-way-to-the-gate.png"
PLAN_SHOWS = "A plan of the house: from the lamp by the kettle, steps lead out of the door and across the grass to the garden gate."
NIGHTS_FILE = "nights-we-wrote-down.csv"
NIGHTS_TABLE = "night,up at,went to\n1,02:50,gate\n2,03:10,gate\n3,03:05,kettle\n4,,slept\n"
TUNE = "the-tune.wav"
TUNE_SAYS = "Ben plays the tune that his father whistled at the gate: six notes, going up and coming home."
A_NIGHT = "A night"
A_NIGHT_ABOUT = "One night, from the first time somebody got up to the morning."
A_NIGHT_ASKED = ("When did it begin, and who was awake?", "What did you try?", "What was the morning like?")
