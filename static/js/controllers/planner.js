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
    const typed = new FormData(form)
    const planned = form.dataset.planned.split(" ").filter((name) => typed.has(name))
    const values = new URLSearchParams(planned.map((name) => [name, typed.get(name)]))
    const fresh = await fragment(`${form.dataset.planUrl}?${values}`)
    if (fresh && turn === asked) morph(document.getElementById("plan"), fresh)
  }

  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(plan, PAUSE)
  })
}
