"""`cop sets …`"""

import json

from click.testing import CliRunner, Result

from cop.sets.commands import sets


def simulated(*options: str) -> Result:
    return CliRunner().invoke(sets, ["simulate", *options])


def test_invented_seasons_are_told_as_json_and_the_same_seed_tells_the_same():
    first, second = (simulated("--seasons", "40", "--seed", "7", "--json") for _ in range(2))

    told = json.loads(first.output)
    assert first.output == second.output
    assert (told["seasons"], told["seed"], list(told["ways"])) == (40, 7, ["bid", "equal", "rotation"])
    for figures in told["ways"].values():
        assert figures["airtime_minutes"]["least"] <= figures["airtime_minutes"]["median"]
        assert 0 <= figures["gini"]["mean"] <= figures["gini"]["most"] < 1
        assert 0 <= figures["without_a_slot"] <= figures["willing_members"]


def test_the_same_is_told_as_a_table():
    told = simulated("--seasons", "20").output

    assert "20 seasons, seed 1" in told
    assert [line.split()[0] for line in told.splitlines()[3:6]] == ["bid", "equal", "rotation"]


def test_no_seasons_at_all_are_refused():
    assert simulated("--seasons", "0").exit_code == 2
