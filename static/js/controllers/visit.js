// Shows the room to somebody who looks on. They have no seat, so no news is told to them: the page asks.
import { fragment } from "../lib/fragment.js"
import { morph } from "../lib/morph.js"

const AGAIN = 4000

export default function start(element) {
  async function look() {
    const fresh = document.visibilityState === "visible" ? await fragment(element.dataset.visit) : undefined
    if (fresh === null) return window.location.reload()
    const stage = document.getElementById("stage")
    if (fresh && fresh.dataset.version !== stage.dataset.version) {
      morph(stage, fresh)
      document.getElementById("stage").dispatchEvent(new CustomEvent("stage:painted", { bubbles: true }))
    }
    setTimeout(look, AGAIN)
  }

  setTimeout(look, AGAIN)
}
