"""How well the coach hears: advice among the phrases, and good questions left alone.

`seen.jsonl` was at hand while the rules were written. `unseen.jsonl` was written by somebody else and never looked at by who
wrote the rules, so its test prints figures and no phrase.
"""

import json
from collections import Counter
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from cop.meetings.questions import look_at

PHRASES = Path(__file__).parent / "phrases"
ADVICE_HEARD, GOOD_FLAGGED = 0.85, 0.01
MICROSECONDS = 200


def phrases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (PHRASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def figures(name: str) -> tuple[float, float, Counter[str]]:
    """The share of advice that is heard, the share of good questions that are flagged, and with which classes."""
    seen = [
        (phrase, look_at(str(phrase["text"]), phase=str(phrase.get("phase") or "explore"))) for phrase in phrases(name)
    ]
    heard = [found.advice for phrase, found in seen if phrase["advice"]]
    flagged = [found.kind if found.severity else "" for phrase, found in seen if phrase["good"]]
    share = sum(map(bool, flagged)) / len(flagged)
    print(
        f"{name}: {sum(heard) / len(heard):.1%} of {len(heard)} heard as advice, {share:.1%} of {len(flagged)} good flagged"
    )
    return sum(heard) / len(heard), share, Counter(filter(None, flagged))


@pytest.mark.parametrize("name", ["seen", "unseen"])
def test_advice_is_heard_and_good_questions_are_left_alone(name: str) -> None:
    heard, flagged, _ = figures(name)

    assert heard >= ADVICE_HEARD
    assert flagged <= GOOD_FLAGGED


def test_a_look_takes_no_longer_than_a_blink() -> None:
    taken = []
    for phrase in phrases("seen"):
        began = process_time()
        look_at(str(phrase["text"]))
        taken.append(process_time() - began)

    print(f"{median(taken) * 1e6:.0f} µs a question in the middle, {max(taken) * 1e6:.0f} µs at most")
    assert median(taken) * 1e6 <= MICROSECONDS
