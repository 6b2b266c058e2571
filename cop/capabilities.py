"""The table of contents: what each capability brings to the app, by name and in order.

Explicit lists, because a registration that hangs on an import dies silently when the import looks unused.
"""

from flask import Blueprint

from cop.communities import listeners as communities_listeners
from cop.communities import views as communities_views
from cop.communities.queries import own as communities_own
from cop.core.access import Identities
from cop.core.archives import Chapter
from cop.core.facts import Listeners
from cop.core.hatches import Hatch
from cop.core.holders import Holder
from cop.core.jobs import Jobs
from cop.core.own import Duties, Part
from cop.core.pages import NextProvider, only_if
from cop.core.panels import Panel
from cop.core.realtime import Wire
from cop.core.spots import Finder
from cop.core.traces import Trace
from cop.discussions import listeners as discussions_listeners
from cop.discussions import models as discussions_models
from cop.discussions import sockets as discussions_sockets
from cop.discussions import views as discussions_views
from cop.discussions.queries import own as discussions_own
from cop.drafts import listeners as drafts_listeners
from cop.drafts import views as drafts_views
from cop.files import listeners as files_listeners
from cop.files import views as files_views
from cop.gatherings import listeners as gatherings_listeners
from cop.gatherings import models as gatherings_models
from cop.gatherings import views as gatherings_views
from cop.ladder import listeners as ladder_listeners
from cop.ladder import views as ladder_views
from cop.meetings import listeners as meetings_listeners
from cop.meetings import sockets as meetings_sockets
from cop.meetings import views as meetings_views
from cop.meetings.queries import own as meetings_own
from cop.moderation import listeners as moderation_listeners
from cop.moderation import views as moderation_views
from cop.organisations import listeners as organisations_listeners
from cop.organisations import views as organisations_views
from cop.organisations.queries import own as organisations_own
from cop.people import listeners as people_listeners
from cop.people import queries as people
from cop.people import views as people_views
from cop.rights import listeners as rights_listeners
from cop.rights import views as rights_views
from cop.search import views as search_views
from cop.sets import listeners as sets_listeners
from cop.sets.queries import own as sets_own
from cop.sets.views import pages as sets_pages
from cop.sets.views import panels as sets_panels
from cop.stories import listeners as stories_listeners
from cop.stories import models as stories_models
from cop.stories import views as stories_views

IDENTITIES = Identities(
    identity_of=people.identity_of,
    identity_and_answer=people.identity_and_answer,
    open_among=people.open_among,
    language_of=people.language_of,
)
BLUEPRINTS: list[Blueprint] = [
    people_views.bp,
    drafts_views.bp,
    files_views.bp,
    rights_views.bp,
    organisations_views.bp,
    communities_views.bp,
    discussions_views.bp,
    stories_views.bp,
    gatherings_views.bp,
    sets_pages.bp,
    meetings_views.bp,
    meetings_views.visit_bp,
    meetings_views.starters_bp,
    meetings_views.rounds_bp,
    search_views.bp,
    moderation_views.bp,
    ladder_views.bp,
]
WIRES: list[Wire] = [discussions_sockets.wire, meetings_sockets.wire]
LISTENERS: list[Listeners] = [
    people_listeners.listeners,
    drafts_listeners.listeners,
    files_listeners.listeners,
    rights_listeners.listeners,
    organisations_listeners.listeners,
    communities_listeners.listeners,
    discussions_listeners.listeners,
    stories_listeners.listeners,
    gatherings_listeners.listeners,
    sets_listeners.listeners,
    meetings_listeners.listeners,
    moderation_listeners.listeners,
    ladder_listeners.listeners,
]
JOBS: list[Jobs] = [
    people_listeners.jobs,
    drafts_listeners.jobs,
    files_listeners.jobs,
    rights_listeners.jobs,
    organisations_listeners.jobs,
    communities_listeners.jobs,
    discussions_listeners.jobs,
    stories_listeners.jobs,
    gatherings_listeners.jobs,
    sets_listeners.jobs,
    meetings_listeners.jobs,
    moderation_listeners.jobs,
    ladder_listeners.jobs,
]
PANELS: list[Panel] = [
    *people_views.PANELS,
    *organisations_views.PANELS,
    *communities_views.PANELS,
    *gatherings_views.PANELS,
    *discussions_views.panels,
    *stories_views.panels,
    *sets_panels.PANELS,
    *meetings_views.PANELS,
    *ladder_views.PANELS,
]
NEXT: list[NextProvider] = [
    people_views.next_for,
    communities_views.next_for,
    communities_views.asked_next,
    communities_views.closing_next,
    communities_views.renewal_next,
    communities_views.leading_next,
    gatherings_views.next_for,
    discussions_views.next_for,
    stories_views.next_for,
    only_if(sets_panels.has_had_a_seat, sets_panels.next_for, meetings_views.next_for),
]
TRACES: list[Trace] = [*discussions_models.TRACES, *gatherings_models.TRACES, *stories_models.TRACES]
CHAPTERS: list[Chapter] = [*gatherings_views.CHAPTERS, *discussions_views.CHAPTERS, *stories_views.CHAPTERS]
PARTS: list[Part] = [
    *people_listeners.PARTS,
    *drafts_listeners.PARTS,
    *files_listeners.PARTS,
    *rights_listeners.PARTS,
    *organisations_own.PARTS,
    *communities_own.PARTS,
    *discussions_own.PARTS,
    *stories_listeners.PARTS,
    *gatherings_listeners.PARTS,
    *sets_own.PARTS,
    *meetings_own.PARTS,
    *moderation_listeners.PARTS,
    *ladder_listeners.PARTS,
]
SPOTS: dict[str, Finder] = {**discussions_views.SPOTS, **stories_views.SPOTS}
HOLDERS: dict[str, Holder] = {**discussions_views.HOLDERS, **stories_views.HOLDERS}
HATCHES: list[Hatch] = [*communities_views.HATCHES, *discussions_views.HATCHES]
DUTIES: list[Duties] = [communities_listeners.duties_of, sets_listeners.duties_of]
