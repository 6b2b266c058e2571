"""The rows of people, organisations, communities, spaces, conversations, stories and rounds."""

from tests.matrix import words as says
from tests.matrix.sweep import row

PEOPLE = [
    row("GET /", "the place", says.ANYBODY),
    row("GET /accessibility", "the place", says.ANYBODY),
    row("GET /health/live", "the place", says.ANYBODY),
    row("GET /health/ready", "the place", says.ANYBODY),
    row("GET /demo", "the place", says.ANYBODY),
    row("POST /demo/<int:user_id>/sign-ins", "a person", says.MISSING),
    row("GET /sign-in", "the place", says.WHOEVER_IS_NOBODY_YET),
    row("POST /sign-in", "the place", says.ANYBODY_ACTS, email="bo@example.org", password="not the password"),
    row("POST /sign-in/links", "the place", says.ANYBODY_ACTS, email="bo@example.org"),
    row("GET /sign-in/letter", "the place", says.ANYBODY),
    row("GET /sign-in/links/<token>", "a letter", says.ANYBODY),
    row("POST /sign-in/links/<token>", "a letter", says.ANYBODY_ACTS),
    row("POST /sign-out", "the place", says.SIGNED_IN_ACT),
    row("GET /sign-up", "the place", says.ANYBODY),
    row("POST /sign-up", "the place", says.ANYBODY_ACTS, email="bo@example.org"),
    row("GET /invitations/<token>", "a letter", says.ANYBODY),
    row("POST /invitations/<token>", "a letter", says.ANYBODY_ACTS, name="New", time_zone="Europe/London"),
    row("GET /people/invitations", "the place", says.SIGNED_IN),
    row("POST /people/invitations", "the place", says.SIGNED_IN_ACT, email="new@example.org"),
    row("GET /people/me", "the place", says.SIGNED_IN),
    row("POST /people/me", "the place", says.SIGNED_IN_ACT, name="Somebody", time_zone="Europe/London"),
    row("GET /people/me/password", "the place", says.SIGNED_IN),
    row("POST /people/me/password", "the place", says.SIGNED_IN_ACT, new="short"),
    row("GET /people/me/sign-ins", "the place", says.SIGNED_IN),
    row("POST /people/me/sign-ins/endings", "the place", says.SIGNED_IN_ACT),
    row("POST /people/me/sign-ins/<int:sign_in_id>/endings", "a sign-in", says.THE_OWNER_ACTS),
    row("GET /people/<int:user_id>", "a person", says.SIGNED_IN),
    row("POST /people/<int:user_id>/suspensions", "a person", says.ADMINISTRATORS_ACT),
    row("POST /people/<int:user_id>/restorations", "a person", says.ADMINISTRATORS_ACT),
    row("GET /static/<path:filename>", "a style sheet", says.MISSING),
    row("GET /static/<release>/<path:filename>", "a style sheet", says.ANYBODY),
]
ORGANISATIONS = [
    row("GET /organisations", "the place", says.SIGNED_IN),
    row("GET /organisations/<int:organisation_id>", "an organisation", says.SIGNED_IN),
    row(
        "POST /organisations/<int:organisation_id>/memberships",
        "an organisation",
        says.SIGNED_IN_ACT,
        since="2026-01-01",
    ),
    row("POST /organisations/memberships/<int:membership_id>/endings", "a membership", says.THE_OWNER_ACTS),
]
COMMUNITIES = [
    row("GET /communities", "the place", says.ANYBODY),
    row("GET /communities/new", "the place", says.SIGNED_IN),
    row("POST /communities/new", "the place", says.SIGNED_IN_ACT, name="New", purpose="New.", preset="open"),
    row("GET /communities/<int:community_id>", "a community", says.KNOWS_COMMUNITY),
    row("POST /communities/<int:community_id>/memberships", "a community", says.JOINS),
    row("POST /communities/<int:community_id>/departures", "a community", says.LEAVES),
    row("GET /communities/<int:community_id>/members", "a community", says.LISTS_MEMBERS),
    row("POST /communities/<int:community_id>/members", "a community", says.COORDINATES, email="cy@example.org"),
    row("POST /communities/<int:community_id>/removals", "a community", says.COORDINATES, person_id="{mina}"),
    row("POST /communities/<int:community_id>/roles", "a community", says.COORDINATES, person_id="{mina}", role="core"),
    row("GET /communities/<int:community_id>/spaces/new", "a community", says.COORDINATES_BY_PAGE),
    row(
        "POST /communities/<int:community_id>/spaces/new", "a community", says.COORDINATES,
        name="New", purpose="New.", preset="confidential",
    ),
    row("GET /spaces/<int:space_id>", "a space", says.KNOWS_SPACE),
    row("GET /spaces/<int:space_id>/members", "a space", says.LISTS_NAMED),
    row("POST /spaces/<int:space_id>/members", "a space", says.NAMES, person_id="{mina}"),
    row("POST /spaces/<int:space_id>/members/removals", "a space", says.UNNAMES_GIL, person_id="{gil}"),
]  # fmt: skip
DISCUSSIONS = [
    row("GET /spaces/<int:space_id>/threads/new", "a space", says.POSTS_BY_PAGE),
    row("POST /spaces/<int:space_id>/threads/new", "a space", says.POSTS, title="New", body="New."),
    row("GET /threads/<int:thread_id>", "a thread", says.READS_SPACE),
    row("POST /threads/<int:thread_id>/posts", "a thread", says.REPLIES, body="New."),
    row("GET /posts/<int:post_id>/edit", "a post of Bo's", says.EDITS_BY_PAGE),
    row("POST /posts/<int:post_id>/edit", "a post of Bo's", says.EDITS_ONES_OWN, body="New."),
]
STORIES = [
    row("GET /stories", "the place", says.ANYBODY),
    row("GET /stories/new", "the place", says.SIGNED_IN),
    row("GET /stories/new/<reach>", "a reach", says.TELLS_BY_PAGE),
    row("POST /stories/new/<reach>", "a reach", says.TELLS, title="New", body="New.", reach="{reach}", named="full"),
    row("GET /stories/<int:story_id>", "a story", says.READS_STORY),
    row("GET /stories/<int:story_id>/openings", "a story", says.TELLER_OPENS_WIDER),
    row("POST /stories/<int:story_id>/audiences", "a story", says.TELLER_NARROWS, reach="me", seen="community"),
    row("POST /stories/<int:story_id>/withdrawals", "a story", says.TELLER_WITHDRAWS),
]
ROUNDS = [
    row("POST /spaces/<int:space_id>/rounds", "a space", says.POSTS, kind="check_in"),
    row("GET /rounds/<int:round_id>", "a round", says.LOOKS_ON),
    row("GET /rounds/<int:round_id>/stage", "a round", says.LOOKS_ON),
    row("POST /rounds/<int:round_id>/arrivals", "a round", says.GATHERS),
    row("POST /rounds/<int:round_id>/departures", "a round", says.GOES),
    row("POST /rounds/<int:round_id>/starts", "a round", says.KEEPS, seen="0"),
    row("POST /rounds/<int:round_id>/advances", "a round", says.KEEPS, seen="1"),
    row("POST /rounds/<int:round_id>/finishes", "a round", says.KEEPS, seen="1"),
    row("POST /rounds/<int:round_id>/turns", "a round", says.KEEPS, holder="{ada}"),
    row("POST /rounds/<int:round_id>/passes", "a round", says.GOES),
    row("POST /rounds/<int:round_id>/keepers", "a round", says.GIVES_KEEPING, person="{bo}"),
]
PLACES = [*PEOPLE, *ORGANISATIONS, *COMMUNITIES, *DISCUSSIONS, *STORIES, *ROUNDS]
