// Puts an element in the place of another. What turns one into the other step by step is fetched only when somebody is
// in the old one with the keyboard: it weighs more than the rest of a page's scripts.
import { insist } from "./insist.js"

export async function swap(old, fresh) {
  if (!old.contains(document.activeElement)) return old.replaceWith(fresh)
  const { morph } = await insist(() => import("./morph.js"))
  morph(old, fresh)
}
