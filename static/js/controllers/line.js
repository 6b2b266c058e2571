// Keeps a private line true: its words are fetched when the page opens and whenever one of the two has written.
import { fragment } from "../lib/fragment.js"
import { morph } from "../lib/morph.js"
import { hear, onConnect } from "../lib/socket.js"

export default function start(element) {
  const id = Number(element.dataset.lineOf)

  async function catchUp() {
    const fresh = await fragment(`/meetings/${id}/line/words`)
    if (!fresh) return
    const words = document.getElementById("line-words")
    if (words) morph(words, fresh)
    else element.replaceChildren(fresh)
  }

  hear("meeting.word", (news) => news.id === id && catchUp())
  onConnect(catchUp)
  element.addEventListener("form:settled", catchUp)
  catchUp()
}
