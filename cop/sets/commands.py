"""`cop sets …`"""

import json
from collections.abc import Mapping
from typing import Any

import click

from cop.sets.rules.simulation import simulate as simulated

HEADS = ("Way", "Airtime of one member, min", "Gini, mean (most)", "Willing, without a slot", "Seasons (said before)")
ROW = "{:<10} {:>27} {:>19} {:>25} {:>23}"


@click.group()
def sets() -> None:
    """Action learning sets."""


@sets.command()
@click.option("--seasons", type=click.IntRange(1, 100_000), default=1000, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed invents the same seasons.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of a table.")
def simulate(seasons: int, seed: int, as_json: bool) -> None:  # noqa: FBT001  click hands options over so
    """Play random seasons with each way of sharing time, and say how evenly it came out."""
    ways = simulated(seasons, seed=seed)
    if as_json:
        click.echo(json.dumps({"seasons": seasons, "seed": seed, "ways": ways}, indent=2))
        return
    click.echo(f"{seasons} seasons, seed {seed}: absences, passes, late arrivals, people who join and who leave.\n")
    click.echo(ROW.format(*HEADS))
    for way, figures in ways.items():
        click.echo(ROW.format(way, *_in_words(figures)))
    click.echo("\nWithout a slot: asked for time, sat there to the end, and never had any.")


def _in_words(figures: Mapping[str, Any]) -> tuple[str, ...]:
    airtime, gini = figures["airtime_minutes"], figures["gini"]
    without, said = figures["seasons_with_somebody_without"], figures["of_these_said_beforehand"]
    return (
        f"{airtime['least']} to {airtime['most']}, mid {airtime['median']}",
        f"{gini['mean']:.3f} ({gini['most']:.3f})",
        f"{figures['without_a_slot']} of {figures['willing_members']} ({figures['without_a_slot_share']:.1%})",
        f"{without} ({said})",
    )
