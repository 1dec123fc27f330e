const FIELDS =
  'input:not([type="hidden"], [type="radio"], :disabled), input[type="radio"]:checked, select:not(:disabled), textarea:not(:disabled)'
const FOCUSABLE = `${FIELDS}, a[href], button:not(:disabled), summary, [tabindex="0"]`

/** The elements inside that the Tab key reaches, in order. */
function tabStops(container: HTMLElement): HTMLElement[] {
  return [...container.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility(),
  )
}

/** Focuses the first field, else the selected tab, else the first control. */
export function focusInside(container: HTMLElement): void {
  const stops = tabStops(container)
  const first =
    stops.find((element) => element.matches(FIELDS)) ??
    stops.find((element) => element.role === 'tab') ??
    stops[0]
  first?.focus({ preventScroll: true })
}

/** Keeps the focus inside when Tab is pressed. */
export function wrapTab(container: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== 'Tab') return
  const stops = tabStops(container)
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]]
  if (document.activeElement !== from) return
  event.preventDefault()
  to?.focus()
}
