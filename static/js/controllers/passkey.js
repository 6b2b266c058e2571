// Lets the device make a passkey, or show one, and sends what it says with the form that stands inside. Without this
// file, or in a browser that knows no passkeys, what offers them stays hidden.
export default function start(element) {
  const offer = element.querySelector("[data-offer]")
  const form = element.querySelector("form")
  const trouble = element.querySelector("[data-trouble]")
  const makes = element.dataset.verb === "make"
  if (!globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON) return
  offer.hidden = false

  async function asked() {
    const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value })
    const answer = await fetch(element.dataset.challenges, { method: "POST", body, credentials: "same-origin" })
    if (!answer.ok) throw new Error(`no challenge: ${answer.status}`)
    return answer.json()
  }

  async function made() {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(await asked())
    return navigator.credentials.create({ publicKey })
  }

  async function shown() {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(await asked())
    return navigator.credentials.get({ publicKey })
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault()
    trouble.hidden = true
    try {
      const credential = await (makes ? made() : shown())
      form.elements.answer.value = JSON.stringify(credential.toJSON())
      form.submit()
    } catch {
      trouble.hidden = false
    }
  })
}
