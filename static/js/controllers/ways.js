// The address of a post that stands on another page by now leads there, for whoever reads it.
export default async function start() {
  const [, post] = /^#post-(\d+)$/.exec(location.hash) ?? []
  if (!post || document.getElementById(`post-${post}`)) return
  const answer = await fetch(`/posts/${post}`, { credentials: "same-origin" }).catch(() => undefined)
  if (answer?.ok && answer.redirected) location.replace(`${answer.url.split("#")[0]}#post-${post}`)
}
