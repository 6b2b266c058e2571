// Offers, under a field in which somebody says what they know, what is claimed where they write already. What they choose
// is named in the text, since a claim holds no links. In the text itself it is asked for by [[ and some words.
import { fragment } from "../lib/fragment.js"
import { announce } from "../lib/live.js"

const REST = 400
const LEAST = 3
const SHOWN = { "aria-autocomplete": "list", "aria-haspopup": "listbox" }

export default function start(part) {
  const form = part.closest("form")
  const body = form.elements.namedItem("body")
  const place = part.closest("[data-place]").dataset.place
  let field, offered, done, due

  const options = () => [...(offered?.querySelectorAll("[role=option]") ?? [])]
  const active = () => offered?.querySelector("[aria-selected=true]")
  const wordsIn = (here) => (here === body ? begun()?.[1] : here.value)?.trim() ?? ""

  function begun() {
    return /\[\[([^[\]\n]{0,200})$/.exec(body.value.slice(0, body.selectionStart))
  }

  function typed({ currentTarget }) {
    close()
    done?.remove()
    field = currentTarget
    if (wordsIn(field).length >= LEAST) due = setTimeout(offer, REST)
  }

  async function offer() {
    const [here, words] = [field, wordsIn(field)]
    const found = await fragment(`/claims/at/${place}?q=${encodeURIComponent(words)}`)
    if (!found || offered || document.activeElement !== here || wordsIn(here) !== words) return
    offered = found
    here.after(found)
    here.setAttribute("aria-controls", "known-list")
    found.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
    found.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")))
    announce(found.dataset.said)
  }

  function close() {
    clearTimeout(due)
    offered?.remove()
    offered = undefined
    for (const name of ["aria-controls", "aria-activedescendant"]) field?.removeAttribute(name)
  }

  function move(step) {
    const all = options()
    const from = all.indexOf(active())
    const to = all.at((from < 0 && step < 0 ? step : from + step) % all.length)
    for (const each of all) each.setAttribute("aria-selected", each === to)
    field.setAttribute("aria-activedescendant", to.id)
    to.scrollIntoView({ block: "nearest" })
  }

  function choose(option) {
    if (!option) return
    const [here, sentence] = [field, offered.dataset.done]
    close()
    if (here === body) putAtCaret(option.dataset.link)
    else putAtEnd(option.dataset.cite)
    body.dispatchEvent(new Event("input", { bubbles: true }))
    if (here !== body) say(here, `${sentence} ${option.dataset.cite.replace(/\[|\]\(.*\)/g, "")}`)
  }

  function putAtCaret(link) {
    body.setRangeText(link, begun().index, body.selectionStart, "end")
  }

  function putAtEnd(cite) {
    if (!body.value.includes(cite)) body.value = `${body.value.trimEnd()}\n\n${cite}`.trimStart()
  }

  function say(here, words) {
    done = document.createElement("p")
    done.className = "hint"
    done.textContent = words
    here.after(done)
    announce(words)
  }

  function pressed(event) {
    if (!offered || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) move(step)
    else if (event.key === "Escape") close()
    else if (event.key === "Enter" && active()) choose(active())
    else return
    event.preventDefault()
  }

  const fields = [body, ...part.querySelectorAll("#known, #how")]
  for (const each of fields) {
    for (const [name, value] of Object.entries(SHOWN)) each.setAttribute(name, value)
    each.addEventListener("input", typed)
    each.addEventListener("keydown", pressed)
    each.addEventListener("blur", close)
  }
  const here = document.activeElement
  if (fields.includes(here)) typed({ currentTarget: here }) // who writes faster than this came
}
