"""Every address that can be asked for, found in the app's own map: a page that is added later cannot be left out."""

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any, NamedTuple

from sqlalchemy import select
from werkzeug.routing import Map

from cop.communities.models import (
    Community,
    CommunityInvitation,
    CommunityOrganisation,
    Founding,
    InvitationFile,
    InvitationLink,
    JoinRequest,
    LeadingRole,
    ModuleVote,
    Programme,
    Space,
)
from cop.communities.rules import SUPPOSED
from cop.discussions.models import Disagreement, Poll, Post, PostFile, Thread
from cop.drafts.models import Draft
from cop.files.models import File
from cop.gatherings.models import Gathering
from cop.ladder.models import Climb, ClimbAsk
from cop.meetings.models import HeardCommitment, Meeting, Round, TrayQuestion, Visitor
from cop.moderation.models import Appeal, ModerationAct, Report, Silence
from cop.organisations.models import Organisation, OrganisationImport, OrganisationMembership
from cop.people.models import Passkey, SignIn, SsoIdentity, User
from cop.rights.models import Complaint
from cop.sets.models import (
    BreakGlass,
    Challenge,
    ChallengeTurn,
    Commitment,
    KeptQuestion,
    LearningSet,
    ReviewLine,
    SeasonDate,
    Seat,
)
from cop.sets.rules.formats import FORMATS
from cop.sets.rules.glass import KINDS
from cop.stories.models import Issue, Story, StoryDraft, StoryResponse, StoryWay
from tests.journeys.books import Books

IDS = {
    "act_id": ModerationAct.id,
    "appeal_id": Appeal.id,
    "ask_id": ClimbAsk.id,
    "begun_id": Draft.id,
    "challenge_id": Challenge.id,
    "climb_id": Climb.id,
    "commitment_id": Commitment.id,
    "community_id": Community.id,
    "complaint_id": Complaint.id,
    "date_id": SeasonDate.id,
    "disagreement_id": Disagreement.id,
    "draft_id": StoryDraft.id,
    "file_id": InvitationFile.id,
    "founding_id": Founding.id,
    "gathering_id": Gathering.id,
    "glass_id": BreakGlass.id,
    "heard_id": HeardCommitment.id,
    "identity_id": SsoIdentity.id,
    "import_id": OrganisationImport.id,
    "invitation_id": CommunityInvitation.id,
    "issue_id": Issue.id,
    "kept_id": KeptQuestion.id,
    "line_id": ReviewLine.id,
    "link_id": InvitationLink.id,
    "meeting_id": Meeting.id,
    "membership_id": OrganisationMembership.id,
    "organisation_id": Organisation.id,
    "part_id": CommunityOrganisation.id,
    "passkey_id": Passkey.id,
    "poll_id": Poll.id,
    "post_id": Post.id,
    "programme_id": Programme.id,
    "question_id": TrayQuestion.id,
    "report_id": Report.id,
    "request_id": JoinRequest.id,
    "response_id": StoryResponse.id,
    "role_id": LeadingRole.id,
    "round_id": Round.id,
    "season_date_id": SeasonDate.id,
    "seat_id": Seat.id,
    "set_id": LearningSet.id,
    "shared_id": File.id,
    "sign_in_id": SignIn.id,
    "silence_id": Silence.id,
    "space_id": Space.id,
    "story_id": Story.id,
    "thread_id": Thread.id,
    "turn_id": ChallengeTurn.id,
    "user_id": User.id,
    "visitor_id": Visitor.id,
    "vote_id": ModuleVote.id,
    "way_id": StoryWay.way,
}
WORDS: dict[str, list[Any]] = {
    "holder": ["post:1"],
    "key": list(FORMATS),
    "kind": list(KINDS),
    "page": [1],
    "piece": ["line:1"],
    "place": ["thread:1"],
    "season": [1],
    "who": list(SUPPOSED),
}
NO_PAGES = {"static", "release"}
NO_VALUES = {"reach": ["me"], "token": ["made-up"]}

Values = Mapping[str, Sequence[object]]


class Address(NamedTuple):
    endpoint: str
    path: str


def ids_in(books: Books) -> dict[str, list[Any]]:
    """For each name that an address may carry, what there is of it."""
    held = [f"post:{each}" for each in books.all(select(PostFile.post_id).distinct())]
    return WORDS | {name: books.all(select(column).order_by(column)) for name, column in IDS.items()} | {"holder": held}


def addresses(pages: Map, values: Values, *, method: str = "GET") -> list[Address]:
    """Every address that answers to this method, with all these values. Raises KeyError for a name without any."""
    site = pages.bind("127.0.0.1")
    found = []
    for rule in pages.iter_rules():
        if method in (rule.methods or ()) and rule.endpoint not in NO_PAGES:
            names = sorted(rule.arguments)
            for chosen in product(*(values[name] for name in names)):
                path = site.build(rule.endpoint, dict(zip(names, chosen, strict=True)), method=method)
                found.append(Address(rule.endpoint, path))
    return found
