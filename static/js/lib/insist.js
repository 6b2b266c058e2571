// A module that a page needs comes later when the network was away just then. Other errors are the module's own.
const FIRST_PAUSE = 250
const LONGEST_PAUSE = 4000
const PATIENCE = 10 * 60 * 1000

export async function insist(load) {
  const began = performance.now()
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      return await load()
    } catch (error) {
      if (!(error instanceof TypeError) || performance.now() - began > PATIENCE) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
