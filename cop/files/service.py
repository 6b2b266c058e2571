"""Every change to files. Bytes are put away before the change that refers to them, and forgotten after it."""

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import column, delete, or_, select, table, union_all

from cop.core import pictures
from cop.core.database import Transaction, db, let_go, transaction
from cop.core.errors import RuleBroken
from cop.core.holders import all_holders, holder_of
from cop.core.jobs import later
from cop.core.stores import Folder, StoreAway, folder, new_name, read, store
from cop.core.uploads import Upload, room
from cop.files import rules
from cop.files.facts import FilesChanged
from cop.files.models import File
from cop.files.queries import SMALL, files_on, hung_for, own_file_for, room_for, stored_names
from cop.people.models import User

log = logging.getLogger(__name__)

JOB = "files.delete"
SURELY_DONE = timedelta(hours=1)
COMMUNITY = table("community", column("id"))


class Moved(NamedTuple):
    """How many files were copied, how many were there already, and how many are nowhere as they ought to be."""

    moved: int
    there: int
    lost: int


@contextmanager
def taken_in(
    actor: User, uploads: Sequence[Upload], *, takes: Sequence[str], community_id: int | None, now: datetime
) -> Iterator[list[File]]:
    """These files, ready to be hung on something inside. What goes wrong there leaves nothing behind."""
    taken: list[File] = []
    actor_id = actor.id
    rules.check_number(len(uploads), there=0)
    sent = [(rules.check_sent(each.name, each.content, takes=takes), each.content) for each in uploads]
    if sent:
        there = room_for(actor_id, community_id, limits=room(), now=now)
        rules.check_room(sum(len(content) for _, content in sent), there)
        let_go()
    try:
        for what, content in sent:
            taken.append(_put_away(what, content))
        for file in taken:
            file.owner_id, file.community_id, file.kept_at = actor_id, community_id, now
        yield taken
    except StoreAway:
        raise  # the chore forgets what came as far as there
    except BaseException:
        with suppress(StoreAway):
            _forget_bytes([file.stored for file in taken])
        raise


def hang(tx: Transaction, files: Sequence[File], *, whose: str, thing_id: int) -> None:
    """Hang them on something of the same transaction. The caller has passed its door and may change it."""
    if not files:
        return
    first, holder = files[0], holder_of(whose)
    _hold_still(tx, first.owner_id, first.community_id)
    before = files_on(whose, [thing_id]).get(thing_id, [])
    rules.check_number(len(files), there=len(before))
    rules.check_recordings([file.kind for file in (*before, *files)])
    there = room_for(first.owner_id, first.community_id, limits=room(), now=first.kept_at)
    rules.check_room(sum(file.size for file in files), there)
    for file in files:
        file.whose = whose
        tx.session.add(file)
    tx.flush()
    tx.session.add_all(holder.link(file_id=file.id, **{holder.thing.key: thing_id}) for file in files)
    tx.announce(FilesChanged(whose, thing_id))


def add(actor: User, name: str, *, uploads: Sequence[Upload], now: datetime) -> None:
    """Hang more on something of one's own."""
    place = hung_for(actor, name).place
    if not place.takes:
        raise RuleBroken(place.instead)
    with (
        taken_in(actor, uploads, takes=place.takes, community_id=place.community_id, now=now) as files,
        transaction() as tx,
    ):
        hung = hung_for(actor, name)
        hang(tx, files, whose=hung.whose, thing_id=hung.thing_id)


def move(tx: Transaction, *, source: tuple[str, int], target: tuple[str, int], community_id: int | None) -> None:
    """What hung on one thing hangs on another of the same transaction from now on, whose room it takes."""
    (whose, thing_id), (other, other_id) = source, target
    before, after = holder_of(whose), holder_of(other)
    for file in files_on(whose, [thing_id]).get(thing_id, []):
        file.whose, file.community_id = other, community_id
        tx.session.add(after.link(file_id=file.id, **{after.thing.key: other_id}))
    tx.session.execute(delete(before.link).where(before.thing == thing_id))


def drop(tx: Transaction, whose: str, *, thing_id: int, now: datetime) -> None:
    """Nothing hangs on it any more."""
    files = files_on(whose, [thing_id]).get(thing_id, [])
    for file in files:
        tx.session.delete(file)
    if files:
        later(tx, JOB, payload={"names": [file.stored for file in files]}, at=now)


def describe(actor: User, file_id: str, *, words: str, is_plain: bool) -> str:
    """Say what a picture shows, or what is said in a recording. Answers the name of what it hangs on."""
    with transaction() as tx:
        file, hung = own_file_for(actor, file_id)
        if not hung.place.takes:
            raise RuleBroken(hung.place.instead)
        file.words = rules.check_words(file.kind, words, is_plain=is_plain)
        file.is_plain = is_plain and file.kind == rules.PICTURE
        tx.announce(FilesChanged(hung.whose, hung.thing_id))
        return hung.name


def remove(actor: User, file_id: str, *, now: datetime) -> str:
    """Take a file away. Answers the name of what it hung on."""
    with transaction() as tx:
        file, hung = own_file_for(actor, file_id)
        tx.session.delete(file)
        later(tx, JOB, payload={"names": [file.stored]}, at=now)
        tx.announce(FilesChanged(hung.whose, hung.thing_id))
        return hung.name


def forget(tx: Transaction, person_id: int, *, now: datetime) -> None:
    """Somebody is gone, and all that they sent at once, whether their words stay or not."""
    names = tx.session.scalars(select(File.stored).where(File.owner_id == person_id)).all()
    tx.session.execute(delete(File).where(File.owner_id == person_id))
    if names:
        later(tx, JOB, payload={"names": list(names)}, at=now)


def delete_bytes(names: Sequence[str]) -> None:
    """Of files that are gone. A name that is still known was written down by mistake."""
    known = set(db.session.scalars(select(File.stored).where(File.stored.in_(names))))
    _forget_bytes([name for name in names if name not in known])


def sweep(*, now: datetime) -> None:
    """Forget files that hang on nothing any more, or have waited long for words, and bytes that nothing refers to."""
    with transaction() as tx:
        hung = union_all(*(select(each.link.file_id) for each in all_holders()))
        loose = File.id.not_in(hung.scalar_subquery()) & (File.kept_at < now - SURELY_DONE)
        waits = (File.kind != rules.DOCUMENT) & (File.words == "") & File.is_plain.is_(False)
        tx.session.execute(delete(File).where(or_(loose, waits & (File.kept_at < now - rules.WAITS))))
    known = set(db.session.scalars(select(File.stored)))
    try:
        for name in store().names(before=now - SURELY_DONE):
            if name.removesuffix(SMALL) not in known:
                store().delete(name)
    except StoreAway:
        log.warning("files_not_swept")  # in an hour, then: other chores wait behind this one


def move_to_store() -> Moved:
    """Copy what lies in the folder of this host to where files lie by now, and compare what is there then. Nothing is
    taken out of the folder, and what is the same there already stays as it is. Raises RuleBroken without a bucket."""
    if isinstance(store(), Folder):
        raise RuleBroken("Files lie in the folder of this host: say where else in COP_FILES_BUCKET first.")
    counted = Counter(_moved(name) for name in stored_names())
    return Moved(counted["moved"], counted["there"], counted["lost"])


def _moved(name: str) -> str:
    before, there = read(folder(), name), read(store(), name)
    if before is None or before == there:
        return "lost" if there is None else "there"
    store().put(name, before)
    return "moved" if read(store(), name) == before else "lost"


def _put_away(sent: rules.Sent, content: bytes) -> File:
    stored = new_name()
    if sent.kind != rules.PICTURE:
        store().put(stored, content)
        return File(kind=sent.kind, form=sent.form, name=sent.name, stored=stored, size=len(content))
    drawn = pictures.drawn_anew(content)
    store().put(stored, drawn.large)
    store().put(stored + SMALL, drawn.small)
    size = len(drawn.large) + len(drawn.small)
    return File(
        kind=sent.kind, form="webp", name=f"{sent.name.rpartition('.')[0]}.webp", stored=stored, size=size,
        width=drawn.width, height=drawn.height,
    )  # fmt: skip


def _forget_bytes(names: Sequence[str]) -> None:
    for name in names:
        store().delete(name)
        store().delete(name + SMALL)


def _hold_still(tx: Transaction, person_id: int, community_id: int | None) -> None:
    """Whoever sends at the same moment comes after, so that two do not both take the last of the room."""
    tx.session.execute(select(User.id).where(User.id == person_id).with_for_update())
    here = select(COMMUNITY.c.id).where(COMMUNITY.c.id == community_id)
    tx.session.execute(here.with_for_update(key_share=True))
