"""How well the coach hears: advice among the phrases, and good questions left alone.

`seen.jsonl` was at hand while the rules were written. `unseen.jsonl` and `fresh.jsonl` were written by others and never looked
at by who wrote the rules, so their tests print figures and no phrase; `fresh.jsonl` was tried once, after the last rule.
"""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from cop.meetings.questions import UNKNOWN, look_at

PHRASES = Path(__file__).parent / "phrases"
ADVICE_HEARD, GOOD_FLAGGED = 0.85, 0.01
MICROSECONDS = 200
HOW_LONG = """
import json, statistics, sys, time
from cop.meetings.questions import look_at

def taken(text):
    began = time.thread_time()
    look_at(text)
    return time.thread_time() - began

texts = [json.loads(line)["text"] for line in open(sys.argv[1], encoding="utf-8")]
best = [min(taken(text) for _ in range(3)) * 1e6 for text in texts]
print(statistics.median(best), max(best))
"""


def phrases(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (PHRASES / f"{name}.jsonl").read_text(encoding="utf-8").splitlines() if line]


def figures(name: str) -> tuple[float, float, Counter[str]]:
    """The share of advice that is heard, the share of good questions that are flagged, and with which classes."""
    seen = [
        (phrase, look_at(str(phrase["text"]), phase=str(phrase.get("phase") or UNKNOWN))) for phrase in phrases(name)
    ]
    heard = [found.advice for phrase, found in seen if phrase["advice"]]
    flagged = [found.kind if found.severity else "" for phrase, found in seen if phrase["good"]]
    share = sum(map(bool, flagged)) / len(flagged)
    print(
        f"{name}: {sum(heard) / len(heard):.1%} of {len(heard)} heard as advice, {share:.1%} of {len(flagged)} good flagged"
    )
    return sum(heard) / len(heard), share, Counter(filter(None, flagged))


@pytest.mark.parametrize("name", ["seen", "unseen", "fresh"])
def test_advice_is_heard_and_good_questions_are_left_alone(name: str) -> None:
    heard, flagged, _ = figures(name)

    assert heard >= ADVICE_HEARD
    assert flagged <= GOOD_FLAGGED


def test_a_look_takes_no_longer_than_a_blink() -> None:
    """In a Python of its own: counting lines, as a whole run does, takes longer than looking."""
    program = [sys.executable, "-c", HOW_LONG, str(PHRASES / "seen.jsonl")]
    told = subprocess.run(program, capture_output=True, text=True, check=True)
    middle, most = (float(each) for each in told.stdout.split())

    print(f"{middle:.0f} µs a question in the middle, {most:.0f} µs at most")
    assert middle <= MICROSECONDS
