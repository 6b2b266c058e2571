// Keeps the stage of a meeting true, or of what `data-noun` says: news with a newer version, a change that is due, a
// press of one's own, or the return of the network each lead to one thing: fetch the stage and morph it in.
import { fragment } from "../lib/fragment.js"
import { announce } from "../lib/live.js"
import { morph } from "../lib/morph.js"
import { ask, hear, isConnected, onConnect } from "../lib/socket.js"

const LEASE = 15_000
const AGAIN = 1500
const SOONEST = 1000
const LATEST = 3_600_000
const LEFT = 0 // the status of an answer that leads elsewhere: the press was carried out

export default function start(element) {
  const id = Number(element.dataset.meetingId ?? element.dataset.id)
  const noun = element.dataset.noun ?? "meeting"
  const stage = () => document.getElementById("stage")
  const version = () => Number(stage().dataset.version)
  let fetching = false
  let again = false
  let heard = 0
  let pressed = 0
  let due
  let retry
  let rewatch

  async function catchUp() {
    again = true
    clearTimeout(retry)
    if (fetching) return
    fetching = true
    while (again) {
      again = false
      const fresh = await fragment(`/${noun}s/${id}/stage`)
      if (fresh === null) return window.location.assign("/")
      if (fresh === undefined) retry = setTimeout(catchUp, AGAIN)
      else if (Number(fresh.dataset.version) >= version()) put(fresh)
    }
    fetching = false
  }

  function put(fresh) {
    const { announce: before, title } = stage().dataset
    morph(stage(), fresh)
    markPainted(version())
    stage().dispatchEvent(new CustomEvent("stage:painted", { bubbles: true }))
    if (stage().dataset.title) document.title = stage().dataset.title
    if (stage().dataset.announce !== before) announce(stage().dataset.announce)
    if (stage().dataset.title !== title) showPart()
    planNextChange(fresh.dataset)
  }

  function planNextChange({ nextChange, now }) {
    clearTimeout(due)
    if (!nextChange) return
    const wait = Number(nextChange) - Number(now ?? Date.now()) + SOONEST / 4
    due = setTimeout(catchUp, Math.min(Math.max(wait, SOONEST), LATEST))
  }

  async function watch() {
    if (!isConnected()) return catchUp()
    clearTimeout(rewatch)
    const answer = await ask(`${noun}.watch`, { id })
    if (answer?.version === undefined) rewatch = setTimeout(watch, AGAIN) // until it is heard, one is not here
    if (!(answer?.version <= version())) catchUp()
  }

  function moved(news) {
    if (news.id !== id) return
    heard = Math.max(heard, news.version)
    if (news.version > version()) catchUp()
  }

  // News of one's own press comes while it is being answered: then the stage is on its way already.
  function settled({ detail }) {
    if (detail.status !== LEFT) return catchUp()
    closeSheets()
    if (heard <= pressed || !isConnected()) catchUp()
  }

  hear(`${noun}.moved`, moved)
  onConnect(watch)
  setInterval(watch, LEASE)
  window.addEventListener("online", watch)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && watch())
  element.addEventListener("submit", () => (pressed = version()))
  element.addEventListener("form:settled", settled)
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeSheets())
  planNextChange(stage().dataset)
}

// Whoever has scrolled down to their tray still sees that a new part has begun, unless they are writing.
function showPart() {
  if (document.activeElement?.matches("textarea, select, input:not([type=radio])")) return
  document.getElementById("part")?.scrollIntoView({ block: "nearest" })
}

// A task after the next frame: by then it is on the screen.
function markPainted(version) {
  requestAnimationFrame(() => setTimeout(() => performance.mark("stage.painted", { detail: { version } })))
}

function closeSheets() {
  for (const sheet of document.querySelectorAll(".steer__more[open]")) {
    if (sheet.contains(document.activeElement)) sheet.querySelector("summary").focus()
    sheet.removeAttribute("open")
  }
}
