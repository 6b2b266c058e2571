"""A document and a picture that Bo has hung on an answer in each conversation, and a picture that waits for words."""

from cop.core.uploads import Upload
from cop.discussions import service as discussions
from cop.files import queries
from cop.files import service as files
from cop.files.rules import PICTURE
from tests.factories.files import a_document, a_picture
from tests.matrix.people import SPACE
from tests.matrix.world import World

SHOWN_IN = "restricted/private"
"""One is drawn for all: drawing takes a process of its own each time."""


def populate(world: World) -> None:
    """Once conversations are there."""
    readers, bo = {label: who for _, label, who in world.canaries.planted()}, world.people["bo"]
    for state in list(world.things["a thread"]):
        if state.endswith(", old"):
            continue
        may, thread_id = readers[f"a post of {state}"], world.id_of("a thread", state)
        said = world.canaries.plant(f"what is in a file of {state}", readers=may)
        name = world.canaries.plant(f"the name of a file of {state}", readers=may)
        sent = [Upload(f"{name}.txt", said.encode()), *([a_picture()] if state == SHOWN_IN else [])]
        post_id = discussions.reply(bo, thread_id, body="Look.", files=sent, now=world.now).id
        stands = {**SPACE, "bo": "owner"}
        world.add("a post with files", state, stands, holder=f"post:{post_id}")
        for file in queries.files_on("post", [post_id])[post_id]:
            kind = "a shared picture" if file.kind == PICTURE else "a shared file"
            world.add(kind, state, stands, shared_id=file.id)
            if file.kind == PICTURE:
                shows = world.canaries.plant("what a picture shows", readers=may)
                files.describe(bo, file.id, words=shows, is_plain=False)
        if state == SHOWN_IN:
            files.add(bo, f"post:{post_id}", uploads=[a_picture("waits.png"), a_document()], now=world.now)
            (waits,) = (each for each in queries.sent_by(bo.id) if each.name == "waits.webp")
            world.add("a picture without words", state, stands, shared_id=waits.id)
