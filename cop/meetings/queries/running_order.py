"""The running order as a person reads it: a slot is one line, opened while it runs."""

from dataclasses import dataclass

from cop.meetings.rules import Progress


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the frame, or a whole slot (key `slot`) with its phases; `state` is done, now or later."""

    key: str
    presenter: int | None
    seconds: int
    state: str
    phases: tuple["Block", ...] = ()


def blocks_of(progress: Progress) -> tuple[Block, ...]:
    """Every part in its order; a slot that was interrupted by another one appears twice."""
    found: list[Block] = []
    for at, part in enumerate(progress.order):
        line = Block(part.key, part.presenter, part.planned, _state_of(progress, at))
        if part.slot is None:
            found.append(line)
        elif found and found[-1].key == "slot" and found[-1].presenter == part.presenter:
            found[-1] = _joined(found[-1], line)
        else:
            found.append(_joined(Block("slot", part.presenter, 0, line.state), line))
    return tuple(found)


def _state_of(progress: Progress, at: int) -> str:
    if progress.ended_at is not None or at < progress.at:
        return "done"
    return "now" if at == progress.at and progress.is_live else "later"


def _joined(slot: Block, phase: Block) -> Block:
    states = {each.state for each in (*slot.phases, phase)}
    state = states.pop() if len(states) == 1 else "now"
    return Block("slot", slot.presenter, slot.seconds + phase.seconds, state, (*slot.phases, phase))
