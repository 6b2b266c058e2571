"""The table of contents of the command line: what each capability adds to `cop`.

Apart from `cop.capabilities`, for a server does without it: what draws progress bars alone weighs four MiB.
"""

import click

from cop.files import commands as files_commands
from cop.meetings import commands as meetings_commands
from cop.organisations import commands as organisations_commands
from cop.people import commands as people_commands
from cop.rights import commands as rights_commands
from cop.search import commands as search_commands
from cop.sets import commands as sets_commands

COMMANDS: list[click.Command] = [
    people_commands.people,
    rights_commands.rights,
    files_commands.files,
    organisations_commands.organisations,
    sets_commands.sets,
    search_commands.search,
]

sets_commands.sets.add_command(meetings_commands.coach)  # of a set, and built on what stands above it
