"""What Mina has reported and those see alone who look after it, and what of Bo's is hidden."""

from dataclasses import replace

from cop.communities import service as communities
from cop.discussions import service as discussions
from cop.discussions.rules.polls import asked
from cop.gatherings import service as gatherings
from cop.moderation import service
from cop.moderation.rules import Which
from cop.stories.queries.issues import issue_for, places_of
from cop.stories.service import issues, responses
from tests.factories.gatherings import PLAN
from tests.factories.stories import a_careful_story
from tests.matrix.people import SPACE, circles
from tests.matrix.world import World

STATE = "restricted/restricted"
LOOK = ("hana", "ada")


def populate(world: World) -> None:
    """Once conversations are there."""
    bo, mina, hana = (world.people[who] for who in ("bo", "mina", "hana"))
    words = world.canaries.plant("what Mina says of a post", readers=LOOK)
    which = Which("post", world.id_of("a post of Bo's", STATE))
    made = service.report(mina, which, why="else", words=words, now=world.now)
    world.add("a report", "open", circles(mina="teller"), report_id=made.id)
    hidden = world.canaries.plant("a hidden post of Bo's", readers=("bo", *LOOK))
    post = discussions.reply(bo, world.id_of("a thread", STATE), body=hidden, now=world.now).id
    reason = world.canaries.plant("why it is hidden", readers=("bo", *LOOK))
    hidden_by = service.decide(hana, Which("post", post), decision="hidden", reason=reason, now=world.now).id
    world.add("a decision", "against Bo's post", circles(bo="teller"), act_id=hidden_by)
    world.add("a post of Bo's", f"{STATE}, hidden", {**SPACE, "bo": "owner"}, post_id=post)
    _read_first(world)
    _appeal(world)
    _hidden(world)
    _said_to_a_teller(world)


def _read_first(world: World) -> None:
    """Bo tells for somebody who cannot decide about it, and nobody of the core group has read it yet."""
    told = world.canaries.plant("a story that is read first", readers=("bo", *LOOK))
    where = f"community:{world.id_of('a community', 'restricted')}"
    a_careful_story(world.people["bo"], where, decides="proxy", now=world.now, title=told, body=told)


def _hidden(world: World) -> None:
    """Ada arranges something and Bo begins a poll, and Hana hides both; and Ada hides what Hana gathered."""
    ada, hana, bo = (world.people[who] for who in ("ada", "hana", "bo"))
    arranged = replace(PLAN, title=world.canaries.plant("a hidden gathering", readers=LOOK))
    gathering = gatherings.arrange(ada, world.id_of("a space", STATE), plan=arranged, now=world.now).id
    question, options = (
        world.canaries.plant(f"the {what} of a hidden poll", readers=("bo", *LOOK)) for what in ("question", "options")
    )
    thread = discussions.start(bo, world.id_of("a space", STATE), title="Which?", body="This?", now=world.now).id
    asks = asked(question, f"{options}\nNo", many=False, named=True)
    poll = discussions.begin_poll(bo, thread, asked=asks, now=world.now).id
    issue = _an_issue(world)
    for by, which in (
        (hana, Which("gathering", gathering)),
        (hana, Which("poll", poll)),
        (ada, Which("issue", issue)),
    ):
        service.decide(by, which, decision="hidden", reason="No.", now=world.now)
        stands = circles(hana="coordinator", ada="core", **({"bo": "owner"} if which.kind == "poll" else {}))
        name = f"an {which.kind}" if which.kind == "issue" else f"a {which.kind}"
        either = f"{name}, hidden or not"
        world.things[either] = dict(world.things[name])
        world.add(either, "there, hidden", stands, **{f"{which.kind}_id": which.id})


def _an_issue(world: World) -> int:
    title, note = (world.canaries.plant(f"the {what} of a hidden issue", readers=LOOK) for what in ("title", "note"))
    hana, story = world.people["hana"], world.id_of("a story", "restricted, community")
    community = world.id_of("a community", "restricted")
    made = issues.begin(hana, community, title=title, note=note, audience="community", now=world.now).id
    issues.choose(hana, made, story_id=story, now=world.now)
    issues.answer(world.people["ada"], story, issue_id=made, yes=True, now=world.now)
    issues.publish(hana, made, seen=issues.as_seen(places_of(hana, issue_for(hana, made))), now=world.now)
    return made


def _said_to_a_teller(world: World) -> None:
    """Ada asks for a look at what Bo said to her; and what Mina said to her is hidden, so that she reads it no more."""
    ada, story = world.people["ada"], world.id_of("a story", "restricted, community")
    for who, readers, state in (("bo", ("bo", *LOOK), "to Ada, reported"), ("mina", ("mina", "hana"), "")):
        words = world.canaries.plant(f"what {who} said to Ada and she reported", readers=readers)
        said = responses.respond(world.people[who], story, kind="question", words=words, now=world.now).id
        service.report(ada, Which("response", said), why="else", words="", now=world.now)
        if state:
            stands = circles(bo="teller", ada="core", hana="coordinator")
            world.add("a response", state, stands, response_id=said)
            continue
        hana = world.people["hana"]
        service.decide(hana, Which("response", said), decision="hidden", reason="No.", now=world.now)


def _appeal(world: World) -> None:
    """Bo sees another decision of Hana's otherwise, and Ada is to answer."""
    thread = world.id_of("a thread", STATE)
    post = discussions.reply(world.people["bo"], thread, body="Wombats.", now=world.now).id
    which = Which("post", post)
    act = service.decide(world.people["hana"], which, decision="hidden", reason="No.", now=world.now).id
    words = world.canaries.plant("why Bo sees it otherwise", readers=LOOK)
    made = service.appeal(world.people["bo"], act, words=words, now=world.now)
    world.add("an appeal", "open", circles(ada="core", hana="coordinator"), appeal_id=made.id)
    apart = communities.found(world.people["hana"], name="Apart", purpose="P.", preset="confidential", now=world.now).id
    communities.admit(world.people["hana"], apart, email=world.people["mina"].email, now=world.now)
    mina, why = world.people["mina"].id, "Three times we asked."
    silence = service.silence(world.people["hana"], apart, person_id=mina, days=7, reason=why, now=world.now).id
    world.add("a silence", "for a week", circles(hana="coordinator"), silence_id=silence)
