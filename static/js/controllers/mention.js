// Offers, behind an @ in what somebody writes, people who will read it. What is chosen comes into the text as a name.
import { offers } from "../lib/offers.js"

const REST = 200
const BEGUN = /(^|[\s([{"'*_~>|«“„:;,-])@([^\s@#][^@#\n]{0,79})$/

export default function start(part) {
  const body = part.closest("form").elements.namedItem("body")
  const place = part.closest("[data-place]").dataset.place

  const begun = () => BEGUN.exec(body.value.slice(0, body.selectionStart))?.[2]

  function choose(option) {
    const end = body.selectionStart
    body.setRangeText(`${option.dataset.typed} `, end - begun().length - 1, end, "end")
    body.dispatchEvent(new Event("input", { bubbles: true }))
  }

  const address = (words) => `/mentions/at/${place}?q=${encodeURIComponent(words)}`
  offers([body], { rest: REST, words: begun, address, choose })
}
