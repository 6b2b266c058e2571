// What is being written in a form: sent to the server, and kept in this browser for as long as the server has not
// answered that it has it. A browser that keeps nothing only sends.
import { ask as askFor } from "./ask.js"

// What stands beside the form. Whoever is signed out is led away, and is told so rather than followed.
export function ask(address, options = {}) {
  return askFor(address, ".begun", { cache: "no-store", redirect: "manual", ...options })
}

export function remember(key, letter) {
  try {
    localStorage.setItem(key, JSON.stringify(letter))
  } catch {
    // full, or forbidden
  }
}

// Only what the server has: a tab may have written on since.
export function forget(key, letter) {
  try {
    const kept = JSON.parse(localStorage.getItem(key))
    if (kept && kept.turn <= letter.turn) localStorage.removeItem(key)
  } catch {
    // nothing is kept
  }
}

// Words that a tab could not bring to the server, perhaps one that is closed by now, are brought by another. Answers
// how many there were, and how many of these nobody answered to.
export async function handIn(beginning, { but, send }) {
  const left = remembered(beginning).filter(([key]) => key !== but)
  let unheard = 0
  for (const [key, letter] of left) {
    const { status, fresh } = await send(letter)
    if (fresh) forget(key, letter)
    else if (!status) unheard += 1
  }
  return { left: left.length, unheard }
}

export function nameOfThisPage() {
  return Array.from(crypto.getRandomValues(new Uint32Array(3)), (number) => number.toString(36)).join("")
}

export function same(one, other) {
  return JSON.stringify(one) === JSON.stringify(other)
}

function remembered(beginning) {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(beginning))
    return keys.map((key) => [key, JSON.parse(localStorage.getItem(key))])
  } catch {
    return []
  }
}
