// Counts down every `[data-clock]` inside the element from the server's own numbers. What it shows never drifts: each
// fragment carries the server's time, and the smallest delay seen so far is the best guess of the distance between
// the two clocks. It announces three moments, once each, and only those that pass while somebody is here.
import { announce } from "../lib/live.js"

const MOMENTS = [
  ["five", 300_000],
  ["one", 60_000],
  ["up", 0],
]

export default function start(element) {
  const seen = { offset: Infinity, stamp: "", key: null, left: 0 }
  const tick = () => show(element.querySelector("[data-clock]"), seen)
  element.addEventListener("stage:painted", tick)
  document.addEventListener("visibilitychange", tick)
  setInterval(tick, 250)
  tick()
}

function show(clock, seen) {
  if (!clock) return
  const { now, ends, held, length } = clock.dataset
  if (now !== seen.stamp) {
    seen.offset = Math.min(seen.offset, arrival(clock) - Number(now))
    seen.stamp = now
  }
  const left = held ? Number(clock.dataset.left) : Number(ends) - (performance.now() - seen.offset)
  paint(clock, left, held)
  rim(clock, left, Number(length))
  if (!held) speak(clock, left, seen)
}

function arrival(clock) {
  const stamp = clock.closest("[data-arrived]")?.dataset.arrived
  return stamp ? Number(stamp) : (performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now())
}

function paint(clock, left, held) {
  const seconds = left < 0 ? Math.floor(-left / 1000) : Math.ceil(left / 1000)
  const text = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
  const time = clock.querySelector(".clock__time")
  if (time.textContent !== text) time.textContent = text
  clock.classList.toggle("clock--over", left < 0)
  clock.classList.toggle("clock--held", Boolean(held))
}

function rim(clock, left, length) {
  const arc = clock.closest(".circle")?.querySelector(".circle__left")
  if (!arc || !length) return
  const share = Math.max(0, Math.min(1, left / length))
  const dashes = `${(share * 100).toFixed(1)} 100`
  if (arc.getAttribute("stroke-dasharray") !== dashes) arc.setAttribute("stroke-dasharray", dashes)
}

function speak(clock, left, seen) {
  if (clock.dataset.clock !== seen.key) {
    seen.key = clock.dataset.clock
    seen.said = new Set()
  } else {
    const passed = MOMENTS.filter(([name, at]) => seen.left > at && left <= at && !seen.said.has(name))
    for (const [name] of passed) seen.said.add(name)
    if (passed.length) announce(clock.getAttribute(`data-say-${passed.at(-1)[0]}`))
  }
  seen.left = left
}
