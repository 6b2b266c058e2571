// Sends `<form data-live>` without leaving the page. A form whose answer never came is sent again with the same key,
// so it has one effect however often it arrives. Without this file the form posts as forms do.
import { announce } from "./live.js"

const WAITS = [400, 800, 1500, 3000, 5000, 8000]
const PATIENCE = 8000
const REFUSED = new Set([400, 403, 409, 413, 422, 429])
const underway = new WeakSet()

export function enhanceForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("form[data-live]")
    if (!form) return
    event.preventDefault()
    if (!underway.has(form)) deliver(form, event.submitter)
  })
}

async function deliver(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter))
  const address = submitter?.getAttribute("formaction") ?? form.getAttribute("action")
  if (!body.get("key")) body.set("key", freshKey())
  underway.add(form)
  for (const notice of document.querySelectorAll(".form__notice")) notice.remove()
  submitter?.setAttribute("aria-disabled", "true")
  try {
    await settle(form, await persist(form, { address, body }))
  } finally {
    underway.delete(form)
    submitter?.removeAttribute("aria-disabled")
  }
}

async function persist(form, letter) {
  for (let turn = 0; form.isConnected || turn < WAITS.length; turn += 1) {
    const answer = await post(letter)
    if (answer) return answer
    say(form, document.body.dataset.notSaved)
    await new Promise((resume) => setTimeout(resume, WAITS[Math.min(turn, WAITS.length - 1)]))
  }
  return undefined
}

async function post({ address, body }) {
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      credentials: "same-origin",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    })
    return answer.status >= 500 ? undefined : answer
  } catch {
    return undefined
  }
}

async function settle(form, answer) {
  if (!answer) return
  if (REFUSED.has(answer.status)) say(form, await sentenceOf(answer))
  else {
    say(form, "")
    if (form.hasAttribute("data-reset")) form.reset()
  }
  const key = form.elements.namedItem("key")
  if (key) key.value = freshKey()
  form.dispatchEvent(new CustomEvent("form:settled", { bubbles: true, detail: { status: answer.status } }))
}

async function sentenceOf(answer) {
  const page = new DOMParser().parseFromString(await answer.text(), "text/html")
  return [...page.querySelectorAll("[data-sentence]")].map((each) => each.textContent.trim()).join(" ") || page.title
}

function say(form, sentence) {
  const place = form.isConnected ? form : document.querySelector("main .flashes")
  place.querySelector(":scope > .form__notice")?.remove()
  if (!sentence) return
  const notice = document.createElement("p")
  notice.className = "form__notice"
  notice.dataset.keep = ""
  notice.textContent = sentence
  place.append(notice)
  announce(sentence)
}

function freshKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("")
}
