// Shows live what a set's numbers come to, while its form is being filled in. It asks with those alone: an address is
// written down on its way, and what the set is called and for whom it is belongs to the set.
import { fragment } from "../lib/fragment.js"
import { morph } from "../lib/morph.js"

const PAUSE = 200

export default function start(form) {
  let timer
  let asked = 0

  async function plan() {
    const turn = (asked += 1)
    const fresh = await fragment(`${form.dataset.planUrl}?${numbers(form)}`)
    if (fresh && turn === asked) morph(document.getElementById("plan"), fresh)
  }

  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(plan, PAUSE)
  })
  // Somebody may have chosen before this script came, or the browser has put back what was chosen earlier.
  if (numbers(form) !== numbers(asDrawn(form))) plan()
}

function numbers(form) {
  const typed = new FormData(form)
  const planned = form.dataset.planned.split(" ").filter((name) => typed.has(name))
  return new URLSearchParams(planned.map((name) => [name, typed.get(name)])).toString()
}

function asDrawn(form) {
  const drawn = form.cloneNode(true)
  drawn.reset()
  return drawn
}
