// Offers, behind an @ in what somebody writes, people who will read it. What is chosen comes into the text as a name.
import { fragment } from "../lib/fragment.js"
import { announce } from "../lib/live.js"

const REST = 200
const BEGUN = /(^|[\s([{"'*_~>|«“„:;,-])@([^\s@#][^@#\n]{0,79})$/
const SHOWN = { "aria-autocomplete": "list", "aria-haspopup": "listbox" }

export default function start(part) {
  const body = part.closest("form").elements.namedItem("body")
  const place = part.closest("[data-place]").dataset.place
  let offered, due

  const options = () => [...(offered?.querySelectorAll("[role=option]") ?? [])]
  const active = () => offered?.querySelector("[aria-selected=true]")
  const begun = () => BEGUN.exec(body.value.slice(0, body.selectionStart))?.[2]

  function typed() {
    close()
    if (begun()) due = setTimeout(offer, REST)
  }

  async function offer() {
    const words = begun()
    const found = await fragment(`/mentions/at/${place}?q=${encodeURIComponent(words)}`)
    if (!found || offered || document.activeElement !== body || begun() !== words) return
    offered = found
    body.after(found)
    body.setAttribute("aria-controls", "people-list")
    found.addEventListener("mousedown", (event) => event.preventDefault()) // the text keeps the focus
    found.addEventListener("click", ({ target }) => choose(target.closest("[role=option]")))
    announce(found.dataset.said)
  }

  function close() {
    clearTimeout(due)
    if (!offered) return
    offered.remove()
    offered = undefined
    for (const name of ["aria-controls", "aria-activedescendant"]) body.removeAttribute(name)
  }

  function move(step) {
    const all = options()
    const from = all.indexOf(active())
    const to = all.at((from < 0 && step < 0 ? step : from + step) % all.length)
    for (const each of all) each.setAttribute("aria-selected", each === to)
    body.setAttribute("aria-activedescendant", to.id)
    to.scrollIntoView({ block: "nearest" })
  }

  function choose(option) {
    if (!option) return
    const end = body.selectionStart
    body.setRangeText(`${option.dataset.typed} `, end - begun().length - 1, end, "end")
    close()
    body.dispatchEvent(new Event("input", { bubbles: true }))
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

  for (const [name, value] of Object.entries(SHOWN)) body.setAttribute(name, value)
  body.addEventListener("input", typed)
  body.addEventListener("keydown", pressed)
  body.addEventListener("blur", close)
  if (document.activeElement === body) typed() // who writes faster than this came
}
