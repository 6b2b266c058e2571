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
    due, dates = due_in(learning_set, entries, share=share), learning_set.this_season
    picture = season_of(_rows(learning_set, entries), entries, dates=dates, due=due, to_come=next_date(dates, now=now))
    return {
        "season": picture | {"sum": rules.reckon(entries, slot_seconds=60 * learning_set.slot_minutes)},
        "outlook": outlook_of(learning_set, entries, share=share, now=now),
        "due": due,
        "share": share,
    }


def past_season_of(learning_set: LearningSet, *, number: int) -> dict[str, Any]:
    """The picture of a season that is over, with those who sat there while it went on.

    It is not added up: the limit on balances was that of the slots it had.
    """
    dates, entries = learning_set.dates_in(number), ledger_of(learning_set.id, season=number)
    end = max(each.ends_at for each in dates)
    seats = [each for each in _rows(learning_set, entries) if each.joined_at and each.joined_at <= end]
    return season_of(seats, entries, dates=dates)


def season_of(
    seats: Sequence[Seat],
    entries: Sequence[rules.Entry],
    *,
    dates: Sequence[SeasonDate],
    due: Collection[int] = (),
    to_come: SeasonDate | None = None,
) -> dict[str, Any]:
    """A column for each date and a row for each seat; lengths of bars are in the units of the picture."""
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
                for column, date in enumerate(dates)
            ],
        }
        for at, seat in enumerate(seats)
    ]
    return {
        "dates": _heads(dates, to_come=to_come),
        "rows": rows,
        "width": NAME + COLUMN * len(dates),
        "height": HEAD + ROW * len(rows),
    }


def _heads(dates: Sequence[SeasonDate], *, to_come: SeasonDate | None) -> list[dict[str, Any]]:
    return [
        {"label": short_day(date.starts_at), "now": date is to_come, "x": NAME + COLUMN * column}
        for column, date in enumerate(dates)
    ]


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
    left = [each for each in learning_set.this_season if next_date([each], now=now)]
    members = range(-_takers(learning_set), 0) if learning_set.is_new else _members(learning_set)
    without = rules.left_without(members, entries=entries, meetings_left=len(left), slots=share.slots)
    waiting = len(set(members) - rules.last_presented(entries).keys())
    return {"meetings": len(left), "slots": len(left) * share.slots, "waiting": waiting, "without": without}


def _takers(learning_set: LearningSet) -> int:
    seats = format_of(learning_set).takers(learning_set.seats)
    return seats if learning_set.is_new else len(_members(learning_set))


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
