"""`python -m bench [--json FILE]`: every figure, its bar, and exit code 1 when one is missed."""

import tempfile
from pathlib import Path

import click

from bench import growth, nation, organisations, pages, peer, room, rooms, running, scene
from bench.figures import Figure, table, write_json


@click.command()
@click.option("--json", "json_file", type=click.Path(path_type=Path, dir_okay=False), help="Write one object a figure.")
def main(json_file: Path | None) -> None:
    """Measure pages beside a bare answer, a press in the room, memory, and a hundred rooms at once, in one run."""
    with tempfile.TemporaryDirectory() as empty:
        imported = organisations.import_of_many(Path(empty))
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as crowded:
        figures = [*_measure(Path(one)), imported, *rooms.figures(Path(crowded))]
    with tempfile.TemporaryDirectory() as grown:
        figures += growth.figures(Path(grown))
    with tempfile.TemporaryDirectory() as large:
        figures += nation.figures(Path(large))
    with tempfile.TemporaryDirectory() as apart:
        figures += peer.figures(Path(apart))
    click.echo(table(figures))
    if json_file is not None:
        write_json(figures, json_file)
    if any(figure.ok is False for figure in figures):
        raise SystemExit(1)


def _measure(data: Path) -> list[Figure]:
    with running.embedded(data) as cop:
        set_up = scene.prepare(data)
        with running.floor() as floor:
            fast = pages.thread_signed_in(set_up, floor.url, cop.url)
        painted = room.press_to_paint(set_up, cop.url)
        memory = Figure(
            "rss_mib",
            round(cop.rss_mib(), 1),
            "MiB",
            160,
            "at most",
            detail="all processes of the embedded server, after the run",
        )
    return [fast, pages.thread_queries(set_up, data), painted, memory]


if __name__ == "__main__":
    main()
