"""A family of stories, drawn."""

from cop.stories.rules import drawn
from cop.stories.rules.family import MARGIN, ROW, STEP


def test_one_story_alone_is_a_picture():
    alone = drawn(7, {})

    assert [(each.number, each.story_id, each.parent) for each in alone.spots] == [(1, 7, None)]
    assert (alone.width, alone.height) == (2 * MARGIN, 2 * MARGIN)


def test_each_stands_above_the_middle_of_what_came_of_it_and_leaves_stand_apart():
    family = drawn(1, {1: [2, 3], 2: [4, 5], 3: []})
    told = {each.story_id: each for each in family.spots}

    assert [each.story_id for each in family.spots] == [1, 2, 4, 5, 3]
    assert [each.depth for each in family.spots] == [0, 1, 2, 2, 1]
    assert [each.of for each in family.spots] == [None, 1, 2, 2, 1]
    assert [told[leaf].x for leaf in (4, 5, 3)] == [MARGIN, MARGIN + STEP, MARGIN + 2 * STEP]
    assert told[2].x == MARGIN + STEP // 2
    assert told[1].x == (told[2].x + told[3].x) // 2
    assert told[4].parent == (told[2].x, MARGIN + ROW)
    assert told[3].parent == (told[1].x, MARGIN)
    assert family.height == 2 * ROW + 2 * MARGIN
