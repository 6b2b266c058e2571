"""The table of contents: what each capability brings to the app, by name and in order.

Explicit lists, because a registration that hangs on an import dies silently when the import looks unused.
"""

import click
from flask import Blueprint

from cop.core.access import Identities
from cop.core.facts import Listeners
from cop.core.jobs import Jobs
from cop.core.pages import NextProvider, Panel
from cop.core.realtime import Wire
from cop.people import queries as people

IDENTITIES = Identities(identity_of=people.identity_of, open_among=people.open_among)
BLUEPRINTS: list[Blueprint] = []
WIRES: list[Wire] = []
LISTENERS: list[Listeners] = []
JOBS: list[Jobs] = []
PANELS: list[Panel] = []
NEXT: list[NextProvider] = []
COMMANDS: list[click.Command] = []
