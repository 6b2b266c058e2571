// What a form holds beside its words, as one text and as if it were one field: the lines that say something, by name, and
// the boxes that are chosen. Nothing where there is no part of the form for it.
export function moreIn(form) {
  const part = form.querySelector("[data-more]")
  if (!part) return null
  const fields = [...part.querySelectorAll("input, textarea")]
  const isBox = (field) => field.type === "checkbox"

  function told(value, chosen) {
    const said = fields.filter((field) => (isBox(field) ? field[chosen] : field[value].trim()))
    return said.length ? JSON.stringify(said.map((field) => [field.name, field[value]])) : ""
  }

  function put(text) {
    const kept = readIn(text)
    for (const field of fields) {
      const own = kept.filter(([name]) => name === field.name).map(([, value]) => value)
      if (isBox(field)) field.checked = own.includes(field.value)
      else field.value = own[0] ?? ""
    }
    part.open ||= kept.length > 0
  }

  return {
    get value() {
      return told("value", "checked")
    },
    set value(text) {
      put(text)
    },
    get defaultValue() {
      return told("defaultValue", "defaultChecked")
    },
    holds: (field) => fields.includes(field),
  }
}

function readIn(text) {
  try {
    return JSON.parse(text || "[]")
  } catch {
    return []
  }
}
