// Offers, under a field in which somebody says what they know, what is claimed where they write already. What they choose
// is named in the text, since a claim holds no links. In the text itself it is asked for by [[ and some words.
import { announce } from "../lib/live.js"
import { offers } from "../lib/offers.js"

const REST = 400
const LEAST = 3

export default function start(part) {
  const form = part.closest("form")
  const body = form.elements.namedItem("body")
  const place = part.closest("[data-place]").dataset.place
  const fields = [body, ...part.querySelectorAll("#known, #how")]
  let done

  function begun() {
    return /\[\[([^[\]\n]{0,200})$/.exec(body.value.slice(0, body.selectionStart))
  }

  function wordsIn(here) {
    const words = (here === body ? begun()?.[1] : here.value)?.trim() ?? ""
    return words.length >= LEAST ? words : undefined
  }

  function choose(option, here, list) {
    if (here === body) putAtCaret(option.dataset.link)
    else putAtEnd(option.dataset.cite)
    body.dispatchEvent(new Event("input", { bubbles: true }))
    if (here !== body) say(here, `${list.dataset.done} ${option.dataset.cite.replace(/\[|\]\(.*\)/g, "")}`)
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

  for (const each of fields) each.addEventListener("input", () => done?.remove())
  const address = (words) => `/claims/at/${place}?q=${encodeURIComponent(words)}`
  offers(fields, { rest: REST, words: wordsIn, address, choose })
}
