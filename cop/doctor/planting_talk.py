"""Writing canaries around the words of conversations: in polls and files, in what a post said before, in what is asked
privately, written without a name, or hidden. All of it in the community of the demo, which uses everything."""

import re
import struct
import zlib
from urllib.parse import urlsplit

from cop.doctor.canaries import said
from cop.doctor.planting import AT_HOME, HOME, NAMED_SPACE, Site, led_to, link_named

NIGHTS = ("Hana", "Mina", "Ife", "Ben")
"""Who is named in the narrow space of the demo."""
HIDDEN_IN = "Who answers when the person who always answers is away?"
CHANGED_IN = "A short form that families do not mind"
"""Conversations of the demo, begun long ago by Bo and by Jo: what is changed within minutes leaves nothing."""
POST = re.compile(r'id="post-(\d+)"')
FILE = re.compile(r'action="/files/([\w-]+)/words"')


def plant_talk(site: Site) -> None:
    """Each of these once, where it has the narrowest door that there is for it."""
    home = link_named(site.hana().get("/communities").text, HOME) or "/"
    page = site.hana().get(home).text
    space, nights = link_named(page, "Common room"), link_named(page, NAMED_SPACE)
    threads = site.hana().get(space or "/").text
    _earlier_words(site, link_named(threads, CHANGED_IN))
    _hidden_words(site, link_named(threads, HIDDEN_IN))
    _poll(site, nights)
    _files(site, nights)
    _private_question(site, space, about=link_named(threads, HIDDEN_IN))
    _without_a_name(site, space)


def _earlier_words(site: Site, thread: str) -> None:
    """Jo changes a post twice: what it said in between is read by whoever reads it now."""
    post, earlier = _first_post(site, thread), site.canaries.word_for("what a post said before", AT_HOME)
    for words in (said(earlier), "We asked five families."):
        made = site.browsers["Jo"].send(f"{post}/edit", f"{post}/edit", body=words)
    site.canaries.settled(earlier, address=f"{post}/history" if led_to(made) else "")


def _hidden_words(site: Site, thread: str) -> None:
    """Bo writes, Jo quotes him, and Hana hides what he wrote; on a second run she lets it stand again first."""
    post, bo, hana = _first_post(site, thread), site.browsers["Bo"], site.hana()
    deciding, looks = f"{post}/care/decisions", ("Bo", "Hana", "Ada")
    hana.send(f"{post}/care", deciding, decision="released", reason="To be looked at again.")
    words, claim = (site.canaries.word_for(f"hidden {what}", looks) for what in ("words", "claim"))
    before = site.canaries.word_for("what hidden words said before", ())
    bo.send(f"{post}/edit", f"{post}/edit", body=said(before))
    bo.send(f"{post}/edit", f"{post}/edit", body=said(words), evidence="lived", known=said(claim))
    head = f"> [Bo]({thread}?page=1#{post.removeprefix('/').replace('posts/', 'post-')}):"
    site.browsers["Jo"].send(thread, f"{thread}/posts", body=f"{head}\n>\n> {said(words)}\n\nYes.")
    made = hana.send(f"{post}/care", deciding, decision="hidden", reason="To be looked at.")
    site.canaries.settled(words, claim, before, address=f"{post}/care" if led_to(made) else "")


def _poll(site: Site, nights: str) -> None:
    thread = _begun(site, nights, by="Mina", title="What do we try first?")
    question, choice = (site.canaries.word_for(f"the {what} of a poll", NIGHTS) for what in ("question", "choice"))
    new = f"{thread}/poll/new"
    made = site.browsers["Mina"].send(new, new, question=said(question), options=f"{said(choice)}\nNothing")
    site.canaries.settled(question, choice, address=led_to(made))


def _files(site: Site, nights: str) -> None:
    """A text with a word in it and in what it is called, and a picture with words that say what it shows."""
    thread, mina = _begun(site, nights, by="Mina", title="The lamp by the kettle"), site.browsers["Mina"]
    name, inside = (site.canaries.word_for(f"{what} a file", NIGHTS) for what in ("the name of", "what stands in"))
    page, text = f"{thread}/posts", said(inside).encode()
    made = mina.send_file(thread, page, file=(f"{name.word}.txt", text), body="Here it is.")
    site.canaries.settled(name, inside, address=led_to(made))
    shown = site.canaries.word_for("what is said of a picture", NIGHTS)
    way = led_to(mina.send_file(thread, page, file=("lamp.png", _a_picture()), body="And this."))
    found = FILE.search(mina.get(way or "/").text)
    made = mina.send(way or "/", f"/files/{found[1] if found else ''}/words", words=said(shown))
    site.canaries.settled(shown, address=thread if led_to(made) else "")


def _private_question(site: Site, space: str, *, about: str) -> None:
    """Jo asks those who coordinate, and begins a poll there; and Mina asks Jo about an answer of hers."""
    post = POST.findall(site.hana().get(about or "/").text)
    ways = {"Jo": (f"{space}/questions", ("Jo", "Hana")), "Mina": (_asked_at(post), ("Mina", "Jo", "Hana"))}
    for who, (way, readers) in ways.items():
        words = [site.canaries.word_for(f"the {what} of a private question", readers) for what in ("title", "words")]
        made = led_to(site.browsers[who].send(way, way, title=said(words[0]), body=said(words[1])))
        site.canaries.settled(*words, address=made)
        choice, new = site.canaries.word_for("a poll asked privately", readers), f"{made}/poll/new"
        made = led_to(site.browsers[who].send(new, new, question="Which?", options=f"{said(choice)}\nNothing"))
        site.canaries.settled(choice, address=made)


def _asked_at(posts: list[str]) -> str:
    """Where somebody asks about the third post of that conversation, which is Jo's."""
    return f"/posts/{posts[2]}/questions" if len(posts) > 2 else "/"  # noqa: PLR2004  the third


def _without_a_name(site: Site, space: str) -> None:
    """Ife, who has a second name like no other from now on, writes without it, and Sam quotes her by it."""
    ife, name = site.browsers["Ife"], site.canaries.word_for("who wrote without a name", ("Ife", "Hana"))
    ife.send("/people/me", "/people/me", name=f"Ife {name.word}", time_zone="Europe/London")
    words, new = site.canaries.word_for("words without a name", AT_HOME), f"{space}/threads/new"
    made = led_to(ife.send(new, new, title="What went wrong", body=said(words), unnamed="yes"))
    post = _first_post(site, made)
    name.within = (made, post)
    head = f"> [Ife {name.word}]({made}?page=1#{post.removeprefix('/').replace('posts/', 'post-')}):"
    site.browsers["Sam"].send(made or "/", f"{made}/posts", body=f"{head}\n>\n> {said(words)}\n\nHere too.")
    site.canaries.settled(name, words, address=made)


def _begun(site: Site, space: str, *, by: str, title: str) -> str:
    new = f"{space}/threads/new"
    return led_to(site.browsers[by].send(new, new, title=title, body="To be looked at."))


def _first_post(site: Site, thread: str) -> str:
    found = POST.search(site.hana().get(f"{urlsplit(thread).path or '/'}?page=1").text)
    return f"/posts/{found[1]}" if found else "/posts/0"


def _a_picture() -> bytes:
    """One grey point, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b"")
