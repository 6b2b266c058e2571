"""`cop doctor leaks`: from outside, as each person of the demo, look for words that they may not read."""

import json
import sys
from pathlib import Path

import click

from cop.core import clock
from cop.doctor.browser import Unreachable
from cop.doctor.examination import NOBODY, Bounds, Findings, examine
from cop.doctor.planting import EVERYBODY

FOUND, CANNOT_TRY = 1, 2


@click.command()
@click.option("--url", required=True, help="The address of a running site with its demo loaded.")
@click.option("--personas", default="", help="First names, with commas; «nobody» is signed out. All unless told.")
@click.option("--most-pages", default=400, show_default=True, help="How many pages each of them follows.")
@click.option("--most-ids", default=100, show_default=True, help="How many numbers are tried of each kind of address.")
@click.option(
    "--mail",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of a site that files its mail.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of sentences.")
def leaks(url: str, personas: str, most_pages: int, most_ids: int, mail: Path | None, as_json: bool) -> None:  # noqa: FBT001  click hands options over so
    """Write words like no others through the site's own forms, and search for them as everybody else.

    Exit code 0 when nobody was shown what they may not read, 1 when somebody was, 2 when it could not be tried.
    """
    try:
        bounds = Bounds(_people(personas), most_pages=most_pages, most_ids=most_ids, mail=mail)
        found = examine(url, bounds, now=clock.system_clock())
    except (Unreachable, OSError) as problem:
        click.echo(f"This cannot be tried: {problem}", err=True)
        sys.exit(CANNOT_TRY)
    click.echo(json.dumps(_as_data(found), indent=2, ensure_ascii=False) if as_json else "\n".join(_in_words(found)))
    if found.canaries.finds:
        sys.exit(FOUND)


def _people(personas: str) -> list[str]:
    wanted = [each.strip() for each in personas.split(",") if each.strip()]
    people = [each if each == NOBODY else each.title() for each in wanted] or list(EVERYBODY)
    strange = sorted(set(people) - set(EVERYBODY))
    if strange:
        raise Unreachable(f"The demo does not have {', '.join(strange)}.")
    return people


def _in_words(found: Findings) -> list[str]:
    canaries = found.canaries
    lines = [
        f"Planted {len(canaries.planted)} words, each with those who may read it.",
        f"Looked as {found.people} people: {found.requests} requests, {found.frames} frames, {found.letters} letters.",
    ]
    lines += [f"NOT TRIED  The form refused {label}." for label in canaries.refused]
    lines += [f"NOT SEEN   Not even its readers came across {label}." for label in canaries.unseen()]
    lines += [f"FAULT      {each}." for each in found.faults]
    lines += [
        f"LEAK       {each.who} was shown {each.canary.label} ({each.canary.word}) at {each.address}."
        for each in canaries.finds
    ]
    return [*lines, f"{len(canaries.finds)} leaks." if canaries.finds else "Nobody was shown what they may not read."]


def _as_data(found: Findings) -> dict[str, object]:
    canaries = found.canaries
    return {
        "planted": [
            {"canary": each.word, "what": each.label, "address": each.address, "readers": sorted(each.readers)}
            for each in canaries.planted.values()
        ],
        "not_tried": canaries.refused,
        "not_seen": canaries.unseen(),
        "people": found.people,
        "requests": found.requests,
        "frames": found.frames,
        "letters": found.letters,
        "faults": found.faults,
        "leaks": [
            {"who": each.who, "address": each.address, "canary": each.canary.word, "what": each.canary.label}
            for each in canaries.finds
        ],
    }
