// Notes for its reader alone how far they have read: a post counts once it was in sight for a moment. What is not heard
// is not said again: the next post that they read says it too.
const A_MOMENT = 1500
const REST = 1000

export default function start(form) {
  const first = Number(form.dataset.first)
  const posts = [...document.querySelectorAll(".posts > .post")]
  const looks = new Map()
  let read = Number(form.dataset.read)
  let said = read
  let due

  function note(post) {
    if (document.visibilityState !== "visible") return
    read = Math.max(read, first + posts.indexOf(post) + 1)
    clearTimeout(due)
    due = setTimeout(tell, REST)
  }

  function tell() {
    if (read <= said) return
    said = read
    const { csrf_token, shape } = form.elements
    const body = new URLSearchParams({ csrf_token: csrf_token.value, shape: shape.value, posts: read })
    fetch(form.action, { method: "POST", body, credentials: "same-origin", redirect: "manual", keepalive: true }).catch(
      () => (said = 0),
    )
  }

  const watch = new IntersectionObserver((seen) => {
    for (const { target, isIntersecting } of seen) {
      clearTimeout(looks.get(target))
      if (isIntersecting) looks.set(target, setTimeout(note, A_MOMENT, target))
    }
  })
  for (const post of posts.slice(Math.max(read - first, 0))) watch.observe(post)
  window.addEventListener("pagehide", tell)
}
