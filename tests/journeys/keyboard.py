"""Somebody who has a keyboard and no pointer: where the focus is, whether it shows, and how they get to a button."""

from typing import Any

from tests.journeys.people import Person

MOST_STEPS = 60
FOCUS = """() => {
  const at = document.activeElement
  const box = at.getBoundingClientRect()
  const style = getComputedStyle(at)
  const spots = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5]].map(([x, y]) =>
    document.elementFromPoint(box.left + box.width * x, box.top + box.height * y))
  return {
    name: (at.getAttribute("aria-label") ?? (at.labels?.[0] ?? at).innerText ?? "").trim(),
    kind: at.type || at.localName,
    nowhere: at === document.body,
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inView: box.top >= 0 && box.left >= 0 && box.right <= innerWidth &&
      (at.localName === "textarea" ? box.top + 44 : box.bottom) <= innerHeight,  // where one writes, in a tall field
    covered: !spots.some((spot) => spot && (at.contains(spot) || spot.contains(at))),
    spots: spots.map((spot) => spot?.className ?? null), box: [box.left, box.top, box.right, box.bottom],
  }
}"""

IS_WITHIN = "(place) => document.activeElement.closest(place) !== null"


class Keys:
    """The keyboard of one person. Every step looks whether the focus can be seen."""

    def __init__(self, person: Person) -> None:
        self.person, self.page = person, person.page
        self.steps = 0

    def focus(self) -> dict[str, Any]:
        """What has the focus, by the name that a person reads, and whether it can be seen there."""
        at: dict[str, Any] = self.page.evaluate(FOCUS)
        return at

    def goes_to(self, name: str, *, kind: str = "", within: str = "body") -> None:
        """Press Tab until the control of this name has the focus; `within` is the place where several have it."""
        for _ in range(MOST_STEPS):
            at = self.focus()
            is_there = self.page.evaluate(IS_WITHIN, within)
            if at["name"].startswith(name) and kind in {"", at["kind"]} and is_there:
                return
            self.page.keyboard.press("Tab")
            self.steps += 1
            self._check(self.focus())
        raise AssertionError(f"{self.person.name} found no {name!r} in {MOST_STEPS} steps")

    def presses(self, name: str, *, key: str = "Enter", within: str = "body") -> None:
        self.goes_to(name, within=within)
        self.page.keyboard.press(key)

    def types(self, text: str, *, into: str) -> None:
        self.goes_to(into)
        self.page.keyboard.type(text)

    def _check(self, at: dict[str, Any]) -> None:
        if at["nowhere"]:
            return  # round the end of the page and back to its beginning
        assert at["ringed"], f"the focus does not show: {at}"
        assert at["inView"], f"the focus is out of sight: {at}"
        assert not at["covered"], f"the focus is covered: {at}"
