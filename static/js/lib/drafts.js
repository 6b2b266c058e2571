// Sends what somebody is writing, and fetches their tray. An answer that never came is undefined, and is sent again
// by whoever asked.
const PATIENCE = 8000

export async function store(form, address, { text, page, turn, keepalive = false }) {
  const { csrf_token: token, seen } = form.elements
  const body = new URLSearchParams({ csrf_token: token.value, text, page, turn, seen: seen.value })
  return ask(address, { method: "POST", body, keepalive })
}

export async function fragmentOf(address) {
  return (await ask(address, { cache: "no-store" })).fresh
}

async function ask(address, options) {
  try {
    const answer = await fetch(address, {
      credentials: "same-origin",
      signal: AbortSignal.timeout(PATIENCE),
      ...options,
    })
    if (answer.status >= 500) return {}
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    return { status: answer.status, fresh: page.getElementById("tray") ?? undefined }
  } catch {
    return {}
  }
}
