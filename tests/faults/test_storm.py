"""A meeting goes on while things break. Afterwards everybody sees the same, nothing that somebody was told is kept is
lost, and nobody gained or lost a turn.

Each seed is another scene, another order of presses and another moment for the fault. `bin/test` tries one seed of
each on each stack; with `bin/test --faults` it is 25, of which every fifth lasts as long as the worst afternoon we
know.
"""

import pytest

from tests.faults import troubles
from tests.faults.scenes import PHASES, QUESTIONS, SCENES
from tests.faults.storm import FIRST_SEED, LONG, SEEDS, Storm
from tests.faults.weather import Fault, weather

pytestmark = [  # a page whose line was cut leaves its socket to the collector, as a telephone does
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning"),
    pytest.mark.timeout(12 * 3600 if LONG else 600),
]
EVERYWHERE: list[Fault] = [
    troubles.kill_a_server,
    troubles.one_goes_offline_with_a_press_on_its_way,
    troubles.the_presenter_drops,
    troubles.a_bad_line,
    troubles.three_tabs_of_one_person,
    troubles.two_who_keep_the_time,
    troubles.one_reads_pages_slowly,
    troubles.one_reads_news_slowly,
]
SCALED: list[Fault] = [troubles.lose_redis, troubles.restart_postgres]


def together(faults: list[Fault]) -> list[list[Fault]]:
    """What takes longest is to start the servers: all faults in one test, but one by one in a run of hours."""
    return [[fault] for fault in faults] if LONG else [faults]


def names(faults: list[Fault]) -> str:
    return faults[0].__name__ if len(faults) == 1 else "everything"


@pytest.mark.parametrize("faults", together(EVERYWHERE), ids=names)
def test_one_process_comes_through(embedded_storm: Storm, faults: list[Fault]) -> None:
    _comes_through(embedded_storm, faults, shift=0)


@pytest.mark.parametrize("faults", together(EVERYWHERE + SCALED), ids=names)
def test_two_processes_come_through(scaled_storm: Storm, faults: list[Fault]) -> None:
    _comes_through(scaled_storm, faults, shift=1)


def _comes_through(storm: Storm, faults: list[Fault], *, shift: int) -> None:
    """Each fault in one scene after the other; where there are few seeds, each stack has others."""
    for number, fault in enumerate(faults):
        scenes = (QUESTIONS, PHASES) if fault is troubles.the_presenter_drops else SCENES
        for seed in range(FIRST_SEED + shift * SEEDS, FIRST_SEED + (shift + 1) * SEEDS):
            scene = scenes[(number + seed) % len(scenes)]
            try:
                weather(storm, fault, scene=scene, seed=seed)
            except BaseException as error:
                error.add_note(f"{fault.__name__} in {scene.name}, seed {seed}")
                raise
