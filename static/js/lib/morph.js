// Turns one element into another in place. What a person types, has opened or has in focus stays as it is. When what
// had the focus is gone, the focus goes to the heading of where it was, rather than back to the top of the page; the
// page follows it there for whoever sees where it is, and stays where it is for whoever has a pointer.
import { Idiomorph } from "../../made/idiomorph.js"

const TYPED = "textarea, select, input:not([type=hidden])"
const HOME = ":is(h1, h2)[tabindex]"

export function morph(old, fresh) {
  const hadFocus = old.contains(document.activeElement)
  Idiomorph.morph(old, fresh, {
    morphStyle: "outerHTML",
    restoreFocus: true,
    callbacks: { beforeNodeMorphed: mayChange, beforeNodeRemoved: mayGo, beforeAttributeUpdated: mayUpdate },
  })
  if (hadFocus && document.activeElement === document.body) goHome(old.querySelector(HOME))
}

function goHome(heading) {
  heading?.focus({ preventScroll: true })
  if (heading?.matches(":focus-visible")) heading.scrollIntoView({ block: "nearest" })
}

function mayChange(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return true
  return !node.hasAttribute("data-keep") && !(node === document.activeElement && node.matches(TYPED))
}

function mayGo(node) {
  return node.nodeType !== Node.ELEMENT_NODE || !node.hasAttribute("data-keep")
}

function mayUpdate(name, element) {
  if (name === "open") return element.localName !== "details"
  if (name === "value" || name === "checked") return !element.matches(TYPED)
  return true
}
