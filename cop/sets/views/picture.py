"""A set as pictures: who sits around the table, and whose time it was over the season."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from cop.core.words import gettext, short_day
from cop.people.models import User
from cop.sets import rules
from cop.sets.models import LearningSet, SeasonDate, Seat
from cop.sets.queries import next_date


def around_the_table(learning_set: LearningSet, viewer: User) -> list[dict[str, Any]]:
    """The people of the circle, the facilitator at the top."""
    return [
        {
            "name": seat.user.name,
            "role": "facilitating" if seat.role == "facilitator" else "",
            "you": seat.user_id == viewer.id,
        }
        for seat in learning_set.seated
        if seat.user is not None
    ]


def table_in_words(learning_set: LearningSet) -> str:
    """The circle for whoever cannot see it."""
    members = [seat.user.name for seat in learning_set.seated if seat.user and seat.role == "member"]
    guide = learning_set.facilitator
    sentences = [gettext("%(name)s facilitates.", name=guide.user.name)] if guide and guide.user else []
    if members:
        sentences.append(gettext("Around the table: %(names)s.", names=", ".join(members)))
    if learning_set.deputy and learning_set.deputy.user:
        sentences.append(gettext("%(name)s stands in.", name=learning_set.deputy.user.name))
    return " ".join(sentences)


def season_of(learning_set: LearningSet, entries: Sequence[rules.Entry], *, now: datetime) -> dict[str, Any]:
    """The season's airtime: a column for each date and a row for each member, minutes used of minutes planned."""
    to_come = next_date(learning_set.dates, now=now)
    due = due_in(learning_set, entries, at=to_come) if to_come else frozenset()
    heard = {(entry.member, entry.season_date): entry for entry in entries}
    rows = [
        {
            "name": seat.user.name if seat.user else "",
            "cells": [
                _cell(learning_set, seat, date, entry=heard.get((seat.user_id or 0, date.number)), due=due, now=to_come)
                for date in learning_set.dates
            ],
        }
        for seat in _rows(learning_set, entries)
    ]
    return {
        "dates": [{"label": short_day(date.starts_at), "now": date is to_come} for date in learning_set.dates],
        "rows": rows,
    }


def due_in(learning_set: LearningSet, entries: Sequence[rules.Entry], *, at: SeasonDate) -> frozenset[int]:
    """Whose turn it is, once a meeting has been held: all who have not presented, else those with most time due."""
    members = [seat.user_id for seat in learning_set.seated if seat.role == "member" and seat.user_id]
    if not entries:
        return frozenset()
    waiting = set(members) - {entry.member for entry in entries if entry.used_seconds}
    if waiting:
        return frozenset(waiting)
    slot_seconds = learning_set.slot_minutes * 60
    seed = f"{learning_set.id}:{at.number}"
    order = rules.suggested_order(
        [rules.Bid(each) for each in members], entries=entries, slot_seconds=slot_seconds, seed=seed
    )
    return frozenset(place.member for place in order[: plan_of(learning_set).slots])


def plan_of(learning_set: LearningSet) -> rules.SeasonPlan:
    """What fits into the meetings of this set with the members it has seats for."""
    return rules.season_plan(
        learning_set.seats,
        len(learning_set.dates),
        meeting_minutes=learning_set.meeting_minutes,
        slot_minutes=learning_set.slot_minutes,
    )


def _rows(learning_set: LearningSet, entries: Sequence[rules.Entry]) -> list[Seat]:
    heard = {entry.member for entry in entries}
    shown = {
        seat.user_id: seat
        for seat in learning_set.table
        if (seat.state == "accepted" and seat.role == "member") or seat.user_id in heard
    }
    return list(shown.values())


def _cell(
    learning_set: LearningSet,
    seat: Seat,
    date: SeasonDate,
    *,
    entry: rules.Entry | None,
    due: frozenset[int],
    now: SeasonDate | None,
) -> dict[str, Any]:
    if entry and entry.used_seconds:
        return {"state": "had", "used": round(entry.used_seconds / 60), "planned": learning_set.slot_minutes}
    if date.held_at and entry is None and seat.joined_at and seat.joined_at < date.held_at:
        return {"state": "away"}
    return {"state": "due" if date is now and seat.user_id in due else "none"}
