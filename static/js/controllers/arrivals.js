// Says that somebody has answered while a page of a conversation is read, and brings the answers in below once its
// reader asks for them. What is read or typed stays where it is.
import { fragment } from "../lib/fragment.js"
import { announce } from "../lib/live.js"

const A_WHILE = 2000 // whoever only passes by opens no connection
const SPREAD = 1500 // not all who read ask in the same moment
const AGAIN = 4000
const POSTS_ON_A_PAGE = 50 // as cop/discussions/rules has it

export default function start(place) {
  const { thread, page, shape } = place.dataset
  const id = Number(thread)
  const list = document.querySelector(".posts")
  const first = (Number(page) - 1) * POSTS_ON_A_PAGE
  const shown = () => list.querySelectorAll(":scope > .post").length
  const fetched = () => fragment(`/threads/${id}/arrivals?page=${page}&after=${shown()}&shape=${shape}`)
  let due

  function lookSoon(pause) {
    clearTimeout(due)
    due = setTimeout(look, pause)
  }

  async function look() {
    const fresh = await fetched()
    if (fresh === undefined) return lookSoon(AGAIN)
    if (fresh === null) return place.replaceChildren() // there is nothing here for them any more
    const { line } = fresh.dataset
    if (line === place.textContent.trim()) return
    const wasHere = place.contains(document.activeElement)
    keepInPlace(() => place.replaceChildren(...(line ? [fresh.querySelector(".arrivals__line")] : [])))
    if (wasHere) place.querySelector("button, a")?.focus({ preventScroll: true })
    announce(line)
  }

  async function bringIn() {
    const fresh = await fetched()
    if (!fresh) return lookSoon(fresh === null ? 0 : AGAIN)
    const arrived = [...fresh.querySelectorAll(".posts > .post")]
    const wasHere = place.contains(document.activeElement)
    keepInPlace(() => {
      list.append(...arrived)
      place.replaceChildren()
    })
    if (wasHere) focusOn(arrived[0])
    noteReading(fresh.querySelector("#reading"))
    lookSoon(0) // of what stands on the next page, a line says so
  }

  // A pointer leaves the focus where somebody writes.
  place.addEventListener("mousedown", (event) => event.target.closest("button") && event.preventDefault())
  place.addEventListener("click", (event) => event.target.closest("button") && bringIn())
  setTimeout(async () => {
    const { ask, hear, onConnect } = await import("../lib/socket.js")
    const watch = async () => {
      const told = await ask("thread.watch", { id }) // nothing, where it went into another
      if (told?.version !== first + shown()) look()
    }
    hear("thread.moved", (news) => news.id === id && lookSoon(Math.random() * SPREAD))
    onConnect(watch)
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && watch())
  }, A_WHILE)
}

// The page grows above the place where somebody writes, and that place stays under their eyes.
function keepInPlace(change) {
  const held = document.activeElement?.matches("textarea") ? document.activeElement : undefined
  const before = held?.getBoundingClientRect().top
  change()
  if (held) window.scrollBy(0, held.getBoundingClientRect().top - before)
}

function focusOn(post) {
  post?.setAttribute("tabindex", "-1")
  post?.focus({ preventScroll: true })
}

// They are new to their reader until they have been in sight.
async function noteReading(form) {
  if (!form) return
  document.getElementById("reading")?.remove()
  document.querySelector(".posts").after(form)
  const { default: read } = await import("./reading.js")
  read(form)
}
