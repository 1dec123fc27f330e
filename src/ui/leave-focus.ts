const FOCUSABLE =
  'a[href], button:not(:disabled), input:not([hidden], :disabled), summary, textarea'

/**
 * Moves the focus out of an element that is about to be removed. It goes to the next control after
 * it, or else the last one before it, without controls that the Tab key skips. Without this, the
 * focus moves to the top of the page.
 */
export function leaveFocus(removed: Element | null): void {
  if (!removed?.contains(document.activeElement)) return
  // Controls behind a modal dialog cannot be focused.
  const scope = removed.closest('dialog[open]') ?? document
  const outside = [...scope.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => !removed.contains(element) && element.tabIndex >= 0 && element.checkVisibility(),
  )
  const after = outside.find(
    (element) => removed.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING,
  )
  const next = after ?? outside.at(-1)
  next?.focus()
}
