"""The airtime of a season as a picture and as its table, in the order of the seats: turns, never a ranking."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any, Final

from cop.core.words import short_day
from cop.sets import rules
from cop.sets.models import Agreement, LearningSet, SeasonDate, Seat
from cop.sets.queries import format_of, ledger_of, next_date

NAME, COLUMN, ROW, HEAD, BAR = 150, 108, 52, 34, 92  # the picture's own units
LONGEST_NAME: Final = 17


def airtime_of(learning_set: LearningSet, agreement: Agreement | None, *, now: datetime) -> dict[str, Any]:
    """What a set's own page shows of its airtime, and nothing else does."""
    entries, share = ledger_of(learning_set.id), share_in(learning_set, agreement)
    due = due_in(learning_set, entries, share=share)
    return {
        "season": season_of(learning_set, entries, due=due, now=now),
        "outlook": outlook_of(learning_set, entries, share=share, now=now),
        "due": due,
        "share": share,
    }


def season_of(
    learning_set: LearningSet, entries: Sequence[rules.Entry], *, due: Collection[int], now: datetime
) -> dict[str, Any]:
    """A column for each date and a row for each member; lengths of bars are in the units of the picture."""
    to_come = next_date(learning_set.dates, now=now)
    heard = {(entry.member, entry.season_date): entry for entry in entries}
    longest = max((max(entry.used_seconds, entry.planned_seconds) for entry in entries), default=0)
    rows = [
        {
            "name": _name(seat),
            "short": _shortened(_name(seat)),
            "y": HEAD + ROW * at,
            "cells": [
                _cell(seat, date, entry=heard.get((seat.user_id or 0, date.number)), longest=longest)
                | {"due": date is to_come and seat.user_id in due, "x": NAME + COLUMN * column}
                for column, date in enumerate(learning_set.dates)
            ],
        }
        for at, seat in enumerate(_rows(learning_set, entries))
    ]
    return {
        "dates": [
            {"label": short_day(date.starts_at), "now": date is to_come, "x": NAME + COLUMN * column}
            for column, date in enumerate(learning_set.dates)
        ],
        "rows": rows,
        "width": NAME + COLUMN * len(learning_set.dates),
        "height": HEAD + ROW * len(rows),
        "sum": rules.reckon(entries, slot_seconds=60 * learning_set.slot_minutes),
    }


def share_in(learning_set: LearningSet, agreement: Agreement | None) -> rules.Share:
    """What one meeting of this set comes to, as it shares its time."""
    sharing = agreement.sharing if agreement else rules.WAYS[0]
    return share_as(learning_set, sharing)


def share_as(learning_set: LearningSet, sharing: rules.Sharing) -> rules.Share:
    """What one meeting would come to if the set shared its time in this way."""
    running_order = format_of(learning_set)
    return rules.share_of(
        sharing, _takers(learning_set), meeting_minutes=learning_set.meeting_minutes,
        slot_minutes=running_order.fitting(learning_set.slot_minutes), running_order=running_order,
    )  # fmt: skip


def due_in(learning_set: LearningSet, entries: Sequence[rules.Entry], *, share: rules.Share) -> frozenset[int]:
    """Whose turn is to come."""
    slot_seconds = 60 * learning_set.slot_minutes
    return rules.due(_members(learning_set), entries=entries, slot_seconds=slot_seconds, slots=share.slots)


def outlook_of(
    learning_set: LearningSet, entries: Sequence[rules.Entry], *, share: rules.Share, now: datetime
) -> dict[str, int]:
    """Whether everybody can still present once this season; `without` is for how many there is no slot left."""
    left = [each for each in learning_set.dates if each.held_at is None and next_date([each], now=now)]
    members = range(-_takers(learning_set), 0) if _has_free_seats(learning_set) else _members(learning_set)
    without = rules.left_without(members, entries=entries, meetings_left=len(left), slots=share.slots)
    waiting = len(set(members) - rules.last_presented(entries).keys())
    return {"meetings": len(left), "slots": len(left) * share.slots, "waiting": waiting, "without": without}


def _has_free_seats(learning_set: LearningSet) -> bool:
    """Until a set has begun, every seat is one that somebody may take."""
    return learning_set.state in {"forming", "contracting"}


def _takers(learning_set: LearningSet) -> int:
    seats = format_of(learning_set).takers(learning_set.seats)
    return seats if _has_free_seats(learning_set) else len(_members(learning_set))


def _members(learning_set: LearningSet) -> list[int]:
    """Who takes turns: everybody where nobody facilitates."""
    led = format_of(learning_set).is_led
    return [seat.user_id for seat in learning_set.seated if seat.user_id and not (led and seat.role == "facilitator")]


def _rows(learning_set: LearningSet, entries: Sequence[rules.Entry]) -> list[Seat]:
    """Whoever has a member's seat, and whoever had a slot before they left; each person once."""
    shown_ids = {entry.member for entry in entries} | set(_members(learning_set))
    shown = {seat.user_id: seat for seat in learning_set.table if seat.user_id in shown_ids}
    return list(shown.values())


def _cell(seat: Seat, date: SeasonDate, *, entry: rules.Entry | None, longest: int) -> dict[str, Any]:
    if entry and entry.used_seconds:
        planned, used = (round(each / 60) for each in (entry.planned_seconds, entry.used_seconds))
        bars = [round(BAR * each / longest, 1) for each in (entry.planned_seconds, entry.used_seconds)]
        return {"state": "had", "used": used, "planned": planned, "planned_bar": bars[0], "used_bar": bars[1]}
    if date.held_at and date.facilitator_id == seat.user_id:
        return {"state": "led"}
    if date.held_at and entry is None and seat.joined_at and seat.joined_at < date.held_at:
        return {"state": "away"}
    return {"state": "there" if entry else "none"}


def _name(seat: Seat) -> str:
    return seat.user.name if seat.user else ""


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1].rstrip()}…"
