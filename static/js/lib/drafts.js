// Sends what somebody is writing, and fetches their tray. An answer that never came is undefined, and is sent again
// by whoever asked.
import { ask } from "./ask.js"

export async function store(form, address, { text, page, turn, keepalive = false }) {
  const { csrf_token: token, seen } = form.elements
  const body = new URLSearchParams({ csrf_token: token.value, text, page, turn, seen: seen.value })
  return ask(address, "#tray", { method: "POST", body, keepalive })
}

export async function fragmentOf(address) {
  return (await ask(address, "#tray", { cache: "no-store" })).fresh
}
