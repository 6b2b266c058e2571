// A list of what may come into a text, under the field in which somebody writes: the field keeps the focus, the arrows
// choose. `words` answers what is asked for in a field, or nothing; `address` leads to the list, after a rest in ms.
// `choose` is told the option, its field and the list, once that is closed. One list stands under a field at a time.
import { fragment } from "./fragment.js"
import { announce } from "./live.js"

const SHOWN = { "aria-autocomplete": "list", "aria-haspopup": "listbox" }
const HELD = ["aria-controls", "aria-activedescendant"]

export function offers(fields, { rest, words, address, choose }) {
  let field, offered, due

  const options = () => [...(offered?.querySelectorAll("[role=option]") ?? [])]
  const active = () => offered?.querySelector("[aria-selected=true]")

  function typed({ currentTarget }) {
    close()
    field = currentTarget
    if (words(field)) due = setTimeout(offer, rest)
  }

  async function offer() {
    const [here, asked] = [field, words(field)]
    const found = await fragment(address(asked))
    const stays = document.activeElement === here && words(here) === asked && !here.hasAttribute(HELD[0])
    if (!found || !stays) return
    offered = found
    here.after(found)
    here.setAttribute(HELD[0], found.querySelector("[role=listbox]").id)
    found.addEventListener("mousedown", (event) => event.preventDefault()) // the field keeps the focus
    found.addEventListener("click", ({ target }) => take(target.closest("[role=option]")))
    announce(found.dataset.said)
  }

  function close() {
    clearTimeout(due)
    if (!offered) return
    offered.remove()
    offered = undefined
    for (const name of HELD) field.removeAttribute(name)
  }

  function move(step) {
    const all = options()
    const from = all.indexOf(active())
    const to = all.at((from < 0 && step < 0 ? step : from + step) % all.length)
    for (const each of all) each.setAttribute("aria-selected", each === to)
    field.setAttribute("aria-activedescendant", to.id)
    to.scrollIntoView({ block: "nearest" })
  }

  function take(option) {
    if (!option) return
    const [here, list] = [field, offered]
    close()
    choose(option, here, list)
  }

  function pressed(event) {
    if (!offered || event.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) move(step)
    else if (event.key === "Escape") close()
    else if (event.key === "Enter" && active()) take(active())
    else return
    event.preventDefault()
  }

  for (const each of fields) {
    for (const [name, value] of Object.entries(SHOWN)) each.setAttribute(name, value)
    each.addEventListener("input", typed)
    each.addEventListener("keydown", pressed)
    each.addEventListener("blur", close)
  }
  const here = document.activeElement
  if (fields.includes(here)) typed({ currentTarget: here }) // who writes faster than this came
}
