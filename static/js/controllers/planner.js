// Shows live what a set's numbers come to, while its form is being filled in.
import { fragment } from "../lib/fragment.js"
import { morph } from "../lib/morph.js"

const PAUSE = 200

export default function start(form) {
  let timer
  let asked = 0

  async function plan() {
    const turn = (asked += 1)
    const values = new URLSearchParams(new FormData(form))
    values.delete("csrf_token")
    values.delete("key")
    const fresh = await fragment(`${form.dataset.planUrl}?${values}`)
    if (fresh && turn === asked) morph(document.getElementById("plan"), fresh)
  }

  form.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(plan, PAUSE)
  })
}
