// Says a sentence to screen readers, politely: at most one in five seconds, and of two alike only the first.
const PAUSE = 5000
const waiting = []
let free = true

export function announce(sentence) {
  if (!sentence || waiting.at(-1) === sentence) return
  waiting.push(sentence)
  if (free) speak()
}

function speak() {
  const region = document.getElementById("live")
  const sentence = waiting.shift()
  free = !(region && sentence)
  if (free) return
  region.textContent = sentence
  setTimeout(speak, PAUSE)
}
