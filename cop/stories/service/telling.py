"""A story that is told: to whom, to more, to fewer, and taken back."""

from datetime import datetime

from sqlalchemy import and_, delete, not_, select, true, update

from cop.communities import policy as places
from cop.communities.models import Community, Space
from cop.communities.queries import community_for, space_for
from cop.communities.service import check_alive
from cop.core import markup
from cop.core.access import require
from cop.core.database import Transaction, transaction
from cop.core.errors import N_, NotVisible, RuleBroken, Stale
from cop.files import service as files
from cop.people.models import User
from cop.stories import policy, rules
from cop.stories.facts import (
    StoriesOpened,
    StoryAdapted,
    StoryAudienceChanged,
    StoryKeptOpen,
    StoryTold,
    StoryWaits,
    StoryWithdrawn,
)
from cop.stories.models import Story, StoryDraft, StoryResponse
from cop.stories.queries import held_back, opens_alone, story_for
from cop.stories.queries.drafts import STORY
from cop.stories.rules import Reach
from cop.stories.service import consents, letters
from cop.stories.service.attached import bring
from cop.stories.service.consents import TELLER

MEMBERS = N_("Members share stories here. Ask a coordinator of the community if you would like to.")
WINDOW = N_(
    "In this community the core group opens stories to everybody. Share yours with the members, and ask one of them."
)
ELSEWHERE = N_("This story was told in another place.")
SHARED_FIRST = N_("Share it with the members of a community first.")
READ_FIRST = N_("Somebody of the core group reads it first. After that you can let more people read it.")


def publish(
    tx: Transaction,
    actor: User,
    *,
    draft: StoryDraft,
    text: rules.Text,
    reach: Reach,
    terms: rules.Terms,
    now: datetime,
) -> Story:
    """Make a story of what its teller approved, for those whom they agreed to."""
    community, space = place_of(actor, reach)
    waits = rules.is_read_first(draft.decides)
    story = Story(
        author_id=actor.id, community_id=community and community.id, space_id=space and space.id,
        title=text.title, source=text.source, html=markup.render(text.source), render_version=markup.RENDER_VERSION,
        audience=reach.audience, bound=_bound(reach, community, space), created_at=now,
        published_at=None if reach.audience == "me" else now, approved=text.digest, note=text.note,
        others=draft.others or [], template=draft.template, template_version=draft.template_version,
        origin_id=draft.origin_id, named=terms.named, place=terms.place, decides=draft.decides,
        supporter=draft.supporter, waits=waits, hidden_at=now if waits else None,
    )  # fmt: skip
    tx.session.add(story)
    tx.flush()
    bring(tx, draft, story=story)
    if reach.audience != "me":
        consents.give(tx, story, audience=reach.audience, terms=terms, now=now)
    tx.announce(StoryTold(story.id))
    say_whose_idea(tx, story)
    say_that_it_waits(tx, story)
    return story


def change_audience(
    actor: User, story_id: int, *, reach: Reach, seen: str, now: datetime, terms: rules.Terms | None = None
) -> Story:
    """Let other people read it. `seen` is the audience the teller was looking at. Narrowing asks nobody and nothing;
    widening asks whether the teller still writes there, and for a consent. To everybody it opens in seven days."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.can_change(actor, story), TELLER)
        if story.audience != seen:
            raise Stale("You have changed this in another window. Here is who reads it now.")
        if not rules.is_wider(reach.audience, than=story.audience):
            _narrow(tx, story, reach, now=now)
        elif terms is None:
            raise RuleBroken("Say first how we shall name you, and for how long they may read it.")
        else:
            _widen(tx, actor, story, reach=reach, terms=rules.check_agreed(terms, decides=story.decides), now=now)
        tx.announce(StoryAudienceChanged(story.id))
        return story


def open_wider(actor: User, community_id: int, *, story_id: int | None = None) -> None:
    """Let one's own stories that are held back in a community be read by whoever reads there now; or one of them."""
    with transaction() as tx:
        community = community_for(actor, community_id)
        check_alive(community)
        found = {each.id: each.openness for each in held_back(actor, community.id)}
        if story_id is not None and story_id not in found:
            raise NotVisible
        for each in found if story_id is None else [story_id]:
            tx.session.execute(update(Story).where(Story.id == each).values(bound=found[each]))
        tx.announce(StoriesOpened(community.id, actor.id))


def withdraw(actor: User, story_id: int, *, now: datetime) -> None:
    """Take it back: gone at once for everybody, and no word of it is left; what is left is that there was one."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.is_teller(actor, story), TELLER)
        if story.withdrawn_at is None:
            consents.note(tx, story, kind="withdrawn", now=now)
            letters.tell_adapters(tx, story.id, now=now)
            tx.session.execute(delete(StoryResponse).where(StoryResponse.story_id == story.id))
            files.drop(tx, STORY, thing_id=story.id, now=now)
            _empty(story)
            story.withdrawn_at = now
            tx.announce(StoryWithdrawn(story.id))


def keep_open(actor: User, story_id: int, *, now: datetime) -> None:
    """Say once more that everybody may read it, although its community closes."""
    with transaction() as tx:
        story = story_for(actor, story_id)
        require(policy.is_teller(actor, story), TELLER)
        if policy.is_asked_again(actor, story):
            story.kept_open_at = now
            tx.announce(StoryKeptOpen(story.id))


def narrow_unconfirmed(tx: Transaction, community_id: int, *, now: datetime) -> None:
    """A community has closed: its members alone read what its tellers did not say once more is for everybody."""
    community = tx.session.get_one(Community, community_id)
    open_ones = (Story.community_id == community_id, Story.audience == "public")
    for story in tx.session.scalars(select(Story).where(*open_ones)):
        if not rules.stays_open(kept_open_at=story.kept_open_at, closing_since=community.closing_since):
            story.audience, story.bound = "community", community.axes.read
            consents.note(tx, story, kind="narrowed", now=now)
            tx.announce(StoryAudienceChanged(story.id))


def place_of(actor: User, reach: Reach) -> tuple[Community | None, Space | None]:
    """Where it reaches, past the doors and with the right to share there."""
    if reach.place_id is None:
        return None, None
    if reach.audience == "space":
        space = space_for(actor, reach.place_id)
        require(places.can_tell_in(actor, space), MEMBERS)
        return space.community, space
    community = community_for(actor, reach.place_id)
    require(places.can_share(actor, community), MEMBERS)
    return community, None


def say_whose_idea(tx: Transaction, story: Story) -> None:
    """Somebody else's, who hears of it once others read this."""
    if story.origin_id is not None and story.published_at is not None and not story.waits:
        tx.announce(StoryAdapted(story.id, story.origin_id))


def _empty(story: Story) -> None:
    story.title = story.source = story.html = story.note = story.place = story.approved = story.supporter = ""
    story.others, story.named, story.audience, story.bound = [], "anonymous", "me", rules.UNBOUND
    story.community_id = story.space_id = story.until = None
    consents.keep_closed(story)


def _narrow(tx: Transaction, story: Story, reach: Reach, *, now: datetime) -> None:
    here = story.space_id if reach.audience == "space" else story.community_id
    if reach.audience != "me" and reach.place_id != here:
        raise RuleBroken(ELSEWHERE)
    story.audience, story.bound = reach.audience, _bound(reach, story.community, story.space)
    consents.keep_closed(story)
    if reach.audience == "me":
        story.until = None
    consents.note(tx, story, kind="narrowed", now=now)


def _widen(tx: Transaction, actor: User, story: Story, *, reach: Reach, terms: rules.Terms, now: datetime) -> None:
    community, space = place_of(actor, reach)
    if community is None or story.community_id not in {None, community.id}:
        raise RuleBroken(ELSEWHERE)
    if reach.audience == "public":
        require(opens_alone(actor, story), WINDOW)
        check_shared(story)
        consents.promise(tx, story, terms=terms, now=now)
        return
    story.community_id, story.space_id = community.id, space.id if space is not None else story.space_id
    story.audience, story.bound = reach.audience, _bound(reach, community, space)
    if story.published_at is None:
        story.published_at = now
        say_whose_idea(tx, story)
    consents.keep_closed(story)
    consents.give(tx, story, audience=reach.audience, terms=terms, now=now)
    say_that_it_waits(tx, story)


def check_shared(story: Story) -> None:
    """Raise RuleBroken for one that nobody else reads yet."""
    if story.community_id is None or story.audience not in {"space", "community"}:
        raise RuleBroken(SHARED_FIRST)
    if story.waits:
        raise RuleBroken(READ_FIRST)


def say_that_it_waits(tx: Transaction, story: Story) -> None:
    """Where others take care of whoever decides, one of the core group has something to read."""
    if story.waits and story.audience != "me":
        tx.announce(StoryWaits(story.id))


def _bound(reach: Reach, community: Community | None, space: Space | None) -> int:
    """Who could read it there when its teller chose them: it is not read beyond that without another yes."""
    place = space if reach.audience == "space" else community
    return rules.UNBOUND if place is None or reach.audience in {"me", "public"} else place.axes.read


def forget(tx: Transaction, person_id: int, *, keeps_words: bool) -> None:
    """Somebody is gone. What nobody else could read goes with them; the rest stays where they put it, without a name,
    until the end of what they agreed to, or goes too."""
    stays = (Story.audience != "me", Story.withdrawn_at.is_(None))
    theirs, nameless = Story.author_id == person_id, {"named": "anonymous", "place": "", "others": [], "supporter": ""}
    tx.session.execute(delete(StoryResponse).where(StoryResponse.author_id == person_id))
    tx.session.execute(delete(StoryDraft).where(StoryDraft.author_id == person_id))
    tx.session.execute(delete(Story).where(theirs, not_(and_(*stays)) if keeps_words else true()))
    tx.session.execute(update(Story).where(theirs).values(nameless | consents.NOT_OPENING))
