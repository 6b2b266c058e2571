// Shows a person's tray as it is after they have changed something in it, or asked what they kept. What they are
// writing at that moment stays.
import { morph } from "../lib/morph.js"

export default function start(element) {
  const address = `/meetings/${element.dataset.meetingId}/tray`
  const tray = () => document.getElementById("tray")

  const isOver = () => !document.querySelector("#stage .clock")

  async function catchUp() {
    try {
      const answer = await fetch(address, { credentials: "same-origin", cache: "no-store", redirect: "manual" })
      if (!answer.ok) return
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("tray")
      if (!fresh || !tray()) return
      const closed = !fresh.querySelector("#tray-writing")
      morph(tray(), fresh)
      if (closed) putAway(tray().querySelector("#tray-writing"))
    } catch {
      // The network is away: the tray is fetched with the next change.
    }
  }

  element.addEventListener("form:settled", (event) => tray()?.contains(event.target) && catchUp())
  element.addEventListener("stage:painted", () => (tray()?.querySelector(".tray__question--ready") || isOver()) && catchUp())
}

// A closed meeting takes no more questions; one that is half written stays, for its owner to copy.
function putAway(writing) {
  if (!writing?.querySelector("textarea").value) writing?.remove()
}
