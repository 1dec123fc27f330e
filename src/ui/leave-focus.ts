const FOCUSABLE =
  'a[href], button:not(:disabled), input:not([hidden], :disabled), summary, textarea'

/**
 * Moves the focus out of an element that is about to go: to what comes after it, else to
 * what comes before. Tabs that are not selected, and all else that Tab skips, are no place for it.
 * Without this the focus falls to the top of the page.
 */
export function leaveFocus(going: Element | null): void {
  if (!going?.contains(document.activeElement)) return
  // Behind a modal dialog nothing takes the focus.
  const reach = going.closest('dialog[open]') ?? document
  const outside = [...reach.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => !going.contains(element) && element.tabIndex >= 0 && element.checkVisibility(),
  )
  const after = outside.find(
    (element) => going.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const next = after ?? outside.at(-1)
  next?.focus()
}
