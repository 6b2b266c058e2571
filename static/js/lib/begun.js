// What is being written in a form: sent to the server, and kept in this browser for as long as the server has not
// answered that it has it. A browser that keeps nothing only sends.
const PATIENCE = 8000

// What the server answers: its status, and the part of the page beside the form or a sentence. Without an answer, {}.
export async function ask(address, options = {}) {
  try {
    const answer = await fetch(address, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    })
    if (answer.status >= 500) return {}
    if (answer.type === "opaqueredirect") return { status: 303 }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const sentence = page.querySelector("[data-sentence]")?.textContent.trim()
    return { status: answer.status, fresh: page.querySelector(".begun") ?? undefined, sentence }
  } catch {
    return {}
  }
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
