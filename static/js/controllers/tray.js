// Keeps what a person writes as they write it, and shows their tray as it is on the server: what they typed here is
// never replaced before it is stored, and what they typed on another device comes here when they look.
import { fragmentOf, store } from "../lib/drafts.js"
import { morph } from "../lib/morph.js"

const REST = 800
const AGAIN = 2500
const REFUSED = 400
const A_PART_LATER = 4000

export default function start(element) {
  const here = `/meetings/${element.dataset.meetingId}`
  const page = String(crypto.getRandomValues(new Uint32Array(1))[0])
  const tray = () => document.getElementById("tray")
  const form = () => document.getElementById("writing")
  const words = () => form()?.elements.namedItem("text")
  const isClean = () => !words() || words().value === stored
  let stored = words()?.defaultValue // what the server has: somebody may write before this script has come
  let stage = whatTheStageSays()
  let turn = 0
  let saving
  let due

  function save() {
    clearTimeout(due)
    saving ??= saveUntilStored().finally(() => (saving = undefined))
    return saving
  }

  async function saveUntilStored() {
    while (!isClean()) {
      const text = words().value
      const { status, fresh } = await store(form(), `${here}/writings`, { text, page, turn: (turn += 1) })
      if (status >= REFUSED) return tell(fresh?.querySelector("[data-sentence]")?.textContent)
      if (fresh) {
        stored = text
        put(fresh)
      } else {
        say("unsaved")
        await new Promise((resume) => setTimeout(resume, AGAIN))
      }
    }
    say("saved")
  }

  async function catchUp() {
    const fresh = await fragmentOf(`${here}/tray`)
    if (fresh && tray()) put(fresh)
  }

  function put(fresh) {
    const takesOver = isClean()
    const text = fresh.querySelector("#writing [name=text]")?.value
    morph(tray(), fresh)
    if (!takesOver || !words()) return
    if (text !== undefined && words().value !== text) words().value = text
    stored = words().value
  }

  // The words for how it stands are in the page.
  function say(how) {
    tell(document.getElementById("writing-saved")?.dataset[how])
  }

  function tell(sentence) {
    const place = document.getElementById("writing-saved")
    if (place) place.textContent = sentence ?? ""
  }

  // A form of the tray goes out with what was written before it, and numbered, so that nothing overtakes it.
  function goesOut(event) {
    const { target, submitter } = event
    if (!tray()?.contains(target)) return
    clearTimeout(due)
    const isOwn = target === form() || target.closest("#coach .coach__choices")
    if (isOwn) {
      if (target !== form()) words().value = target.elements.namedItem("text").value
      stored = words().value
      target.elements.namedItem("page").value = page
      target.elements.namedItem("turn").value = turn += 1
    } else if (!isClean()) {
      event.preventDefault()
      event.stopPropagation()
      save().then(() => isClean() && target.isConnected && target.requestSubmit(submitter))
    }
  }

  function settled({ target, detail }) {
    if (detail.status >= REFUSED && target === form()) stored = undefined
    if (tray()?.contains(target) || !target.isConnected || target.closest("#asked, #kept")) catchUp()
  }

  // A question that concerns this person has come or gone, or a part has begun that has starters of its own: that one
  // is not urgent, and the whole set asks for it.
  function painted() {
    const before = stage
    stage = whatTheStageSays()
    if (stage.question !== before.question || stage.isOver !== before.isOver) catchUp()
    else if (stage.title !== before.title) setTimeout(catchUp, Math.random() * A_PART_LATER)
  }

  function look() {
    if (document.visibilityState === "visible" && isClean()) catchUp()
  }

  // The page is being left: whatever is not stored yet goes out with it.
  function leave() {
    if (!isClean()) store(form(), `${here}/writings`, { text: words().value, page, turn: (turn += 1), keepalive: true })
  }

  element.addEventListener("input", (event) => {
    if (event.target !== words()) return
    tell("")
    clearTimeout(due)
    due = setTimeout(save, REST)
  })
  element.addEventListener("submit", goesOut, true)
  element.addEventListener("form:settled", settled)
  element.addEventListener("stage:painted", painted)
  document.addEventListener("visibilitychange", look)
  window.addEventListener("online", save)
  window.addEventListener("pagehide", leave)
  if (!isClean()) save()
}

function whatTheStageSays() {
  const stage = document.getElementById("stage")
  return {
    title: stage?.dataset.title,
    question: stage?.querySelector("#asked[data-yours]")?.dataset.question,
    isOver: stage !== null && !stage.querySelector(".clock"),
  }
}
