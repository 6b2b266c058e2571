"""Running orders for a test: any that the schema takes, and one that it takes, as plain values to be spoilt."""

from typing import Any, get_args

from hypothesis import strategies as st

from cop.sets.rules.formats import Cues, Format, FramePart, Mode, Phase
from cop.sets.rules.formats.checks import LONGEST_SLOT, SHORTEST_SLOT

MOST_SECONDS = 120


def a_document(**changes: Any) -> dict[str, Any]:
    """A small running order as it stands in a file."""
    return {
        "key": "pairs", "version": 1, "title": "Pairs", "purpose": "To talk.", "source": "Ours.", "family": "peer",
        "advice": "none", "facilitator": "needed", "people": [2, 8], "presenters": "some", "lengths": [10],
        "before": [{"key": "opening", "seconds": 60}, {"key": "agreed", "seconds": 60}],
        "phases": [a_phase()],
        "after": [{"key": "closing", "seconds_each": 30}],
    } | changes  # fmt: skip


def a_phase(**changes: Any) -> dict[str, Any]:
    return {
        "key": "tell", "name": "Tell", "title": "Tell it", "minutes": [10], "speaks": "presenter",
        "cues": {"member": "Listen."},
    } | changes  # fmt: skip


@st.composite
def formats(draw: st.DrawFn) -> Format:
    """Any valid running order of up to six phases."""
    lengths = draw(st.integers(1, 2))
    minutes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=6))
    more = sorted({0, *(draw(st.integers(1, 5)) for _ in range(lengths - 1))})
    phases = tuple(_phase(draw, at, tuple(each + extra for extra in more)) for at, each in enumerate(minutes))
    found = tuple(sum(phase.minutes[at] for phase in phases) for at in range(len(more)))
    if not SHORTEST_SLOT <= found[0] <= found[-1] <= LONGEST_SLOT:
        phases, found = (_phase(draw, 0, (30,)),), (30,)
    return Format(
        key="any", version=1, title="Any", purpose="To try.", source="A test.", family="peer", advice="none",
        facilitator=draw(st.sampled_from(("needed", "none"))), people=(2, 10),
        presenters=draw(st.sampled_from(("one", "some", "all"))), lengths=found,
        before=_frame(draw, ("opening", "check_in", "updates", "bidding", "agreed"), always={"opening", "agreed"}),
        phases=phases,
        after=_frame(draw, ("set_review", "closing"), always={"closing"}),
    )  # fmt: skip


def a_gathering(**changes: Any) -> dict[str, Any]:
    """A small running order for a gathering, as it stands in a file."""
    nobody = {"family": "gathering", "presenters": "none", "before": [], "after": []}
    return a_document(**nobody) | {"phases": [a_phase(speaks="pairs")]} | changes


@st.composite
def gatherings(draw: st.DrawFn) -> Format:
    """Any valid running order for a gathering, with a check-in, up to six phases, and a closing round."""
    minutes = draw(st.lists(st.integers(1, 12), max_size=6))
    minutes = minutes if not minutes or sum(minutes) >= SHORTEST_SLOT else [SHORTEST_SLOT]
    phases = tuple(
        Phase(
            key=f"phase_{at}", name=f"Phase {at}", title=f"The phase {at}", minutes=(each,), cues=Cues("Speak."),
            speaks=draw(st.sampled_from(("round", "hands", "pairs", "none"))), quiet=draw(st.booleans()),
        )
        for at, each in enumerate(minutes)
    )  # fmt: skip
    return Format(
        key="any", version=1, title="Any", purpose="To try.", source="A test.", family="gathering", advice="none",
        facilitator="none", people=(2, 24), presenters="none", lengths=(sum(minutes),) if minutes else (),
        before=_frame(draw, ("check_in",), always=set() if minutes else {"check_in"}), phases=phases,
        after=_frame(draw, ("closing",), always=set()),
    )  # fmt: skip


def _phase(draw: st.DrawFn, at: int, minutes: tuple[int, ...]) -> Phase:
    speaks: Mode = draw(st.sampled_from([mode for mode in get_args(Mode) if mode != "pairs"]))
    in_round = speaks == "round"
    return Phase(
        key=f"phase_{at}", name=f"Phase {at}", title=f"The phase {at}", minutes=minutes, speaks=speaks,
        cues=Cues("Speak."), hands=draw(st.booleans()), repeats=in_round and draw(st.booleans()),
        presenter_first=in_round and draw(st.booleans()), quiet=draw(st.booleans()), asks=draw(st.booleans()),
        commits=draw(st.booleans()), back_to=draw(st.sampled_from(("", *(f"phase_{each}" for each in range(at))))),
    )  # fmt: skip


def _frame(draw: st.DrawFn, keys: tuple[Any, ...], *, always: set[str]) -> tuple[FramePart, ...]:
    kept = [key for key in keys if key in always or draw(st.booleans())]
    return tuple(FramePart(key, draw(st.integers(1, MOST_SECONDS)), draw(st.integers(0, MOST_SECONDS))) for key in kept)
