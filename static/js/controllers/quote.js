// Puts words of a post into the answer, those that are selected or all, with whose they are and where they stand. The
// server writes the same: cop/discussions/rules/quotes.py.
const SPECIAL = /([\\[\]*_`<>~])/g

export default function start(composer) {
  const answer = composer.querySelector("textarea")

  function quote(link) {
    const post = link.closest(".post")
    const name = post.querySelector(".post__who").textContent.replace(SPECIAL, "\\$1")
    const lines = (selectedIn(post) || post.querySelector(".prose").innerText).trim().split(/\n/)
    const words = lines.map((line) => `> ${line}`.trimEnd())
    const quotation = [`> [${name}](${link.dataset.quote}):`, ">", ...words, "", ""].join("\n")
    const before = answer.value.slice(0, answer.selectionStart).trimEnd()
    const after = answer.value.slice(answer.selectionEnd).trimStart()
    const beginning = `${before && `${before}\n\n`}${quotation}`
    answer.value = beginning + after
    answer.focus()
    answer.setSelectionRange(beginning.length, beginning.length)
    answer.dispatchEvent(new Event("input", { bubbles: true }))
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-quote]")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    quote(link)
  })
}

function selectedIn(post) {
  const selection = getSelection()
  const words = post.querySelector(".prose")
  const isIn = selection.rangeCount && words.contains(selection.getRangeAt(0).commonAncestorContainer)
  return isIn ? selection.toString() : ""
}
