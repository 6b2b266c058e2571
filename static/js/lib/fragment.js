// Fetches a fragment of a page. An Element; null when it is not there for this person (any more); undefined when the
// network or the server gave no answer, so that the caller keeps what it has and asks again.
const PATIENCE = 8000

export async function fragment(url) {
  try {
    const answer = await fetch(url, {
      credentials: "same-origin",
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    })
    const arrived = performance.now()
    if (answer.type === "opaqueredirect" || answer.status === 404 || answer.status === 401) return null
    if (!answer.ok) return undefined
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    const element = document.adoptNode(page.body).firstElementChild
    element?.setAttribute("data-arrived", arrived)
    return element ?? undefined
  } catch {
    return undefined
  }
}
