// Turns one element into another in place. What a person types, has opened or has in focus stays as it is.
import { Idiomorph } from "../../vendor/idiomorph/idiomorph.esm.js"

const TYPED = "textarea, select, input:not([type=hidden])"

export function morph(old, fresh) {
  Idiomorph.morph(old, fresh, {
    morphStyle: "outerHTML",
    restoreFocus: true,
    callbacks: { beforeNodeMorphed: mayChange, beforeNodeRemoved: mayGo, beforeAttributeUpdated: mayUpdate },
  })
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
