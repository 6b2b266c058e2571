// Wakes up what a page asks for by `data-controller`. Every page works without any of it.
import { enhanceForms } from "./lib/forms.js"
import { insist } from "./lib/insist.js"

const controllers = {
  arrivals: () => import("./controllers/arrivals.js"),
  clock: () => import("./controllers/clock.js"),
  draft: () => import("./controllers/draft.js"),
  line: () => import("./controllers/line.js"),
  meeting: () => import("./controllers/meeting.js"),
  passkey: () => import("./controllers/passkey.js"),
  planner: () => import("./controllers/planner.js"),
  quote: () => import("./controllers/quote.js"),
  reading: () => import("./controllers/reading.js"),
  tray: () => import("./controllers/tray.js"),
  visit: () => import("./controllers/visit.js"),
  ways: () => import("./controllers/ways.js"),
}

for (const element of document.querySelectorAll("[data-controller]")) {
  for (const name of element.dataset.controller.split(" ")) {
    insist(controllers[name]).then((controller) => controller.default(element))
  }
}

enhanceForms()
