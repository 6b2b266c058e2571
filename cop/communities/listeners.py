"""What is asked again about a place when work that was written down for somebody is done."""

from cop.communities.queries import members_in, readers_of_space
from cop.core.jobs import Jobs

jobs = Jobs()


@jobs.permits_if("communities.belongs")
def belongs(person_id: int, community_id: int) -> bool:
    return person_id in members_in(community_id)


@jobs.permits_if("communities.reads_space")
def reads_space(person_id: int, space_id: int) -> bool:
    return person_id in readers_of_space(space_id)
