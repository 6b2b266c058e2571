// Keeps what is written in the form inside, and brings it back. Of two tabs neither replaces the other's words: the
// server keeps both, and the part of the page beside the form offers them.
import { ask, forget, handIn, nameOfThisPage, remember, same } from "../lib/begun.js"
import { moreIn } from "../lib/more.js"
import { announce } from "../lib/live.js"
import { swap } from "../lib/swap.js"

const REST = 2000
const AGAIN = 4000
const NONE = 0

export default function start(element) {
  const form = element.querySelector("form")
  const [title, body] = ["title", element.dataset.field].map((name) => form.elements.namedItem(name))
  const there = Object.entries({ title, body, more: moreIn(form) }).filter(([, field]) => field)
  const [parts, fields] = [0, 1].map((half) => there.map((each) => each[half])) // of a letter, and of this form
  const asItCame = fields.map((field) => ("typed" in element.dataset ? "" : field.defaultValue))
  const here = `/drafts/at/${element.dataset.place}`
  const ours = `draft:${element.dataset.person}:${element.dataset.place}:`
  const page = nameOfThisPage()
  const said = () => fields.map((field) => field.value)
  const isClean = () => same(said(), stored)
  const beside = () => element.querySelector(".begun")
  const state = () => element.querySelector("[data-state]")
  let stored = asItCame // what the server has, or what the page came with
  let known = { draft: "", seen: 0 } // the words that this page goes on from
  let turn = 0
  let saving, due, wake, goes

  function letter() {
    const words = same(said(), asItCame) ? [] : said() // nothing of one's own is left in it
    const told = Object.fromEntries(parts.map((part, place) => [part, words[place] ?? ""]))
    return { page, turn, ...known, title: "", ...told }
  }

  function send(told, keepalive = false) {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, ...told })
    return ask(here, { method: "POST", body, keepalive })
  }

  function save() {
    clearTimeout(due)
    saving ??= saveUntilStored().finally(() => (saving = undefined))
    return saving
  }

  async function saveUntilStored() {
    while (!isClean()) {
      const told = letter()
      const words = said()
      const { status, fresh, sentence } = await send(told)
      if (fresh) {
        stored = words
        forget(ours + page, told)
        put(fresh)
      } else if (status) {
        return tell(sentence ?? state().dataset.out)
      } else {
        say("unsaved")
        await new Promise((resolve) => setTimeout((wake = resolve), AGAIN))
      }
    }
    if (known.draft) say("saved")
  }

  // The words of this number; without one, the latest. What somebody has typed meanwhile stays.
  async function takeUp(number) {
    const before = said()
    const { fresh } = await ask(number === undefined ? here : `${here}?draft=${number}`)
    if (!fresh || !same(said(), before)) return
    if (number !== NONE && fresh.dataset.draft) fill(parts.map((part) => fresh.dataset[part]))
    put(fresh)
    if (known.draft) say("back")
  }

  function fill(words) {
    fields.forEach((field, place) => (field.value = words[place]))
    stored = said()
  }

  function put(fresh) {
    known = { draft: fresh.dataset.draft ?? "", seen: fresh.dataset.revision ?? 0 }
    element.querySelector("[data-discard]").hidden = !known.draft
    swap(beside(), fresh)
  }

  async function throwAway() {
    clearTimeout(due)
    await saving
    const leave = new URLSearchParams({ csrf_token: form.elements.csrf_token.value })
    const { status } = await ask(`/drafts/${known.draft}/discards`, { method: "POST", body: leave })
    if (!status) return say("unsaved")
    forget(ours + page, { turn })
    fill(fields.map((field) => field.defaultValue))
    await takeUp(NONE)
    say("thrown")
    body.focus()
  }

  function say(how) {
    tell(state().dataset[how])
    if (how !== "saved") announce(state().dataset[how])
  }

  function tell(sentence) {
    state().textContent = sentence ?? ""
  }

  function typed() {
    turn += 1
    remember(ours + page, letter())
    clearTimeout(due)
    due = setTimeout(save, REST)
  }

  // It goes out once what is in it is kept, so that the server knows which words were sent.
  async function goesOut(event) {
    if (event.target !== form || goes || isClean()) return
    event.preventDefault()
    await save()
    goes = true
    form.requestSubmit(event.submitter)
  }

  async function look(isThere = known.draft) {
    const { left, unheard } = await handIn(ours, { but: ours + page, send })
    if (unheard) setTimeout(look, AGAIN)
    if ((left || isThere) && isClean()) await takeUp(known.draft || undefined)
  }

  async function begin() {
    if ("typed" in element.dataset || !isClean()) typed()
    else await look("begun" in element.dataset)
  }

  element.addEventListener("input", ({ target }) => fields.some((each) => each === target || each.holds?.(target)) && typed())
  element.addEventListener("submit", goesOut, true)
  element.addEventListener("form:settled", () => takeUp(known.draft || NONE))
  element.addEventListener("click", ({ target }) => {
    if (target.closest("[data-discard]")) throwAway()
    const number = target.closest("[data-take]")?.dataset.take
    if (number) save().then(() => isClean() && takeUp(number))
  })
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && look())
  window.addEventListener("online", () => (wake?.(), look()))
  window.addEventListener("pageshow", () => (goes = false))
  window.addEventListener("pagehide", () => isClean() || goes || send(letter(), true))
  element.classList.add("keeping--awake")
  begin()
}
