"""The rows of coming in: invitations, their letters and links, requests, welcomes."""

from tests.matrix import words as says
from tests.matrix.sweep import row

AT = "/communities/<int:community_id>"
INVITATIONS = [
    row(f"GET {AT}/invitations", "a community", says.INVITES_BY_PAGE),
    row(f"POST {AT}/invitations", "a community", says.INVITES, addresses="new@example.org", role="member"),
    row(f"POST {AT}/invitations/links", "a community", says.COORDINATES, role="member", most="3"),
    row(f"POST {AT}/invitations/links/<int:link_id>/endings", "a link", says.COORDINATES),
    row(f"POST {AT}/invitations/<int:invitation_id>/withdrawals", "an invitation", says.SEES_INVITATION),
    row(f"GET {AT}/invitations/files", "a community", says.INVITES_BY_PAGE),
    row(f"POST {AT}/invitations/files", "a community", says.INVITES, text="email,name\nn@example.org,New", sure="1"),
    row(f"GET {AT}/invitations/files/<int:file_id>", "a file", says.SEES_FILE),
    row(f"GET {AT}/invitations/files/<int:file_id>/outcome.csv", "a file", says.SEES_FILE),
]
LETTERS = [
    row("GET /invited/<token>", "an invitation's letter", says.ANYBODY),
    row("POST /invited/<token>/acceptances", "an invitation's letter", says.COMES_IN),
    row("POST /invited/<token>/letters", "an invitation's letter", says.ANYBODY_ACTS, email="new@example.org"),
    row("POST /invited/<token>/refusals", "an invitation's letter", says.ANYBODY_ACTS),
    row("GET /invited/<token>/declined", "an invitation's letter", says.ANYBODY),
]
REQUESTS = [
    row(f"GET {AT}/requests/new", "a community", says.KNOWS_COMMUNITY_SIGNED_IN),
    row(f"POST {AT}/requests/new", "a community", says.ASKS_IN, answer_1="Because."),
    row(f"POST {AT}/requests/<int:request_id>/withdrawals", "a request", says.TAKES_REQUEST_BACK),
    row(f"GET {AT}/requests", "a community", says.INVITES_BY_PAGE),
    row(f"POST {AT}/requests/<int:request_id>/decisions", "a request", says.DECIDES, yes="1"),
    row(f"GET {AT}/requests/questions", "a community", says.COORDINATES_BY_PAGE),
    row(f"POST {AT}/requests/questions", "a community", says.COORDINATES, question_1="Why?"),
]
WELCOMES = [row(f"POST {AT}/welcomes", "a community", says.INVITES, person_id="{mina}")]
COMING = [*INVITATIONS, *LETTERS, *REQUESTS, *WELCOMES]
