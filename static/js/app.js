// Wakes up what a page asks for by `data-controller`. Every page works without any of it.
import { enhanceForms } from "./lib/forms.js"
import { insist } from "./lib/insist.js"

const controllers = {
  arrivals: () => import("./controllers/arrivals.js"),
  cite: () => import("./controllers/cite.js"),
  clock: () => import("./controllers/clock.js"),
  draft: () => import("./controllers/draft.js"),
  line: () => import("./controllers/line.js"),
  meeting: () => import("./controllers/meeting.js"),
  mention: () => import("./controllers/mention.js"),
  passkey: () => import("./controllers/passkey.js"),
  planner: () => import("./controllers/planner.js"),
  quote: () => import("./controllers/quote.js"),
  reading: () => import("./controllers/reading.js"),
  tray: () => import("./controllers/tray.js"),
  visit: () => import("./controllers/visit.js"),
  ways: () => import("./controllers/ways.js"),
}

const wake = (name, element) => insist(controllers[name]).then((controller) => controller.default(element))

for (const element of document.querySelectorAll("[data-controller]")) {
  for (const name of element.dataset.controller.split(" ")) wake(name, element)
}

// What only somebody who writes needs, and nobody who reads.
for (const element of document.querySelectorAll("form [data-writing]")) {
  element.closest("form").addEventListener("focusin", () => wake(element.dataset.writing, element), { once: true })
}

enhanceForms()
