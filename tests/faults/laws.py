"""What has to be true once everything works again: each law by itself."""

from collections import Counter
from datetime import datetime, timedelta

from cop.meetings import rules
from cop.meetings.rules import GRACE
from tests.faults.storm import MOVED, Storm

MOVES = ("advances", "extensions", "pauses", "resumptions")
IN_TURN = ("round", "balanced", "open")
A_MOMENT = timedelta(milliseconds=1)
NEVER_SILENT = 20.0  # seconds: a page is taken for present for longer than that after each answer


def every_move_was_made_once(storm: Storm) -> None:
    now, then = storm.records.progress(), storm.began
    assert now.step - then.step == len(storm.carried_out(*MOVES)), "a move was lost, or counted twice"
    assert now.at - then.at == len(storm.carried_out("advances")), "a part was left out, or entered twice"
    over = [(line.key, line.slot) for line in _lines(storm) if line.kind == "part"]
    assert over == [(part.key, part.slot) for part in now.order[then.at : now.at]]


def every_turn_was_handed_on_once(storm: Storm) -> None:
    turns = sum(line.kind == "turn" for line in _lines(storm))
    handed, ended = len(storm.carried_out("turns")), len(storm.carried_out("advances"))
    assert handed <= turns <= handed + ended, "a turn was lost, or handed on twice"


def nobody_gained_or_lost_a_turn(storm: Storm) -> None:
    """In the part that runs, where people speak in turn: one for each round, and at most one more for a hand."""
    now = storm.records.progress()
    if now.floor.mode not in IN_TURN:
        return
    raised, unsure = Counter(storm.carried_out("hands")), _perhaps_missed_a_round(storm, now)
    for person in now.floor.seats:
        had, rounds = _turns_of(storm, now, person), _rounds(storm, now)
        least = min(rounds, 1) if person in unsure else rounds
        told = f"{person} has {had} turns in {rounds} rounds, and raised their hand {raised[person]} times: {now.floor}"
        assert least <= had <= rounds + raised[person], told


def every_hand_led_to_a_turn(storm: Storm) -> None:
    """Or it is still up, or was taken down."""
    now = storm.records.progress()
    began = [(line.person, line.began) for line in _lines(storm) if line.kind == "turn"]
    if now.floor.since is not None:
        began.append((now.floor.holder, now.floor.since))
    lowered = storm.carried_out("lowered-hands")
    for press in storm.answered:
        if press.verb != "hands" or press.status != MOVED or press.person in (*now.floor.hands, *lowered):
            continue
        had = any(person == press.person and since >= press.sent for person, since in began)
        assert had, f"{press.person} raised their hand at {press.sent} and had no turn: {began}"


def every_question_asked_is_counted_once(storm: Storm) -> None:
    """What the meeting keeps of who has asked, and what was written down of the turns to ask, say the same."""
    now = storm.records.progress()
    asking = {part.key for part in now.order if part.asks}
    turns = [line.person for line in _lines(storm) if line.kind == "turn" and line.key in asking]
    speaks = [now.floor.holder] if now.part.asks and now.floor.holder else []
    asked = Counter(person for person in (*turns, *speaks) if person != now.presenter)
    then = storm.began.floor
    before = Counter(then.asked) - Counter([then.holder] if then.holder and storm.began.part.asks else [])
    counted = Counter(now.floor.asked) - before
    assert counted == asked, f"counted as having asked are {counted}, by the record {asked}: {now.floor}"


def the_clock_ran_but_for_the_holds(storm: Storm) -> None:
    """Of the part that runs: its clock has lost what was written down as held, and nothing else."""
    now = storm.records.progress()
    holds = [line for line in _lines(storm) if line.kind == "pause" and line.began >= now.began]
    held = sum((line.ended - line.began for line in holds), timedelta())
    assert now.clock_from - now.began == held, f"the clock lost {now.clock_from - now.began}, and was held for {held}"


def what_was_acknowledged_is_there(storm: Storm) -> None:
    assert set(storm.carried_out("affirmations")) <= storm.records.affirmed(), "something acknowledged was lost"


def every_word_is_in_its_tray_once(storm: Storm) -> None:
    """What somebody wrote is in their tray. On one page nothing is there twice; on several what one wrote may be set
    aside, and come back with what the other page went on from."""
    written: dict[int, list[str]] = {}
    for desk in storm.desks:
        written.setdefault(desk.phone.person, []).extend(desk.acknowledged)
    desks = Counter(desk.phone.person for desk in storm.desks)
    for person, words in written.items():
        found = Counter(next(desk for desk in storm.desks if desk.phone.person == person).look().words)
        lost = [word for word in words if not found[word]]
        assert not lost, f"{person} wrote {lost}, and was told that it is kept: {found}"
        if desks[person] == 1:
            assert found == Counter(words), f"{person} wrote {words} and finds {found}"


def the_room_sees_what_the_speaker_asks(storm: Storm) -> None:
    on_show, holder = storm.records.on_show(), storm.records.progress().floor.holder
    assert on_show in ([], [holder]), f"{holder} has the floor, and the room sees questions of {on_show}"


LAWS = (
    every_move_was_made_once,
    every_turn_was_handed_on_once,
    nobody_gained_or_lost_a_turn,
    every_hand_led_to_a_turn,
    every_question_asked_is_counted_once,
    the_clock_ran_but_for_the_holds,
    what_was_acknowledged_is_there,
    every_word_is_in_its_tray_once,
    the_room_sees_what_the_speaker_asks,
)


def the_clock_stood_still(storm: Storm, *, gone: datetime, back: datetime) -> None:
    """While nobody presented. Until the grace was over the clock may have run, if somebody held it or moved on then."""
    held = _holds(storm, until=back)
    changed = {moment for hold in held for moment in hold}
    changed |= {line.ended for line in _lines(storm) if line.kind == "part"}
    since = gone + GRACE if any(gone < moment <= gone + GRACE for moment in changed) else gone
    stood = sum((max(min(ended, back) - max(began, since), timedelta()) for began, ended in held), timedelta())
    ran = back - since - stood
    assert ran < A_MOMENT, f"the clock ran for {ran} while nobody presented, from {gone} to {back}: {held}"


def _holds(storm: Storm, *, until: datetime) -> list[tuple[datetime, datetime]]:
    """From when to when the clock was held; one that has not ended yet counts `until` then."""
    holds = [(line.began, line.ended) for line in _lines(storm) if line.kind == "pause"]
    pause = storm.records.standing().progress.pause
    return [*holds, (pause.since, until)] if pause is not None else holds


def _lines(storm: Storm) -> list[rules.Line]:
    return storm.records.lines(after=storm.last_line)


def _turns_of(storm: Storm, now: rules.Progress, person: int) -> int:
    """The turns that this person has had in the part that runs, has just now, or waits for."""
    here = (line for line in _lines(storm) if (line.key, line.slot) == (now.part.key, now.part.slot))
    had = sum(line.kind == "turn" and line.person == person for line in here)
    floor = now.floor
    return had + (floor.holder == person) + floor.waiting.count(person) + (person in floor.hands)


def _rounds(storm: Storm, now: rules.Progress) -> int:
    """How many rounds have begun in the part that runs."""
    then = storm.began
    if now.floor.mode != "round":
        return 0
    if not now.part.speaking.repeats:
        return 1
    earlier = sum(part.speaking.mode == "round" for part in now.order[then.at + 1 : now.at])
    begun_with = then.rounds - (then.floor.mode == "round" and then.at == now.at)
    return now.rounds - begun_with - earlier


def _perhaps_missed_a_round(storm: Storm, now: rules.Progress) -> set[int]:
    """Whoever is away keeps one place, however many rounds go by."""
    if not now.part.speaking.repeats:
        return set()
    silent = {phone.person for phone in storm.phones.values() if phone.silence > NEVER_SILENT}
    return storm.cut_off | silent
