// Asks the server for a part of a page. Answers the status, that part and the sentence that the page says, if it has
// them. An answer that never came is {}: whoever asked keeps what they have, and asks again.
const PATIENCE = 8000

export async function ask(address, part, options = {}) {
  try {
    const answer = await fetch(address, {
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    })
    if (answer.status >= 500) return {}
    if (answer.type === "opaqueredirect") return { status: 303 }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const sentence = page.querySelector("[data-sentence]")?.textContent.trim()
    return { status: answer.status, fresh: page.querySelector(part) ?? undefined, sentence }
  } catch {
    return {}
  }
}
