/** Selects the text of an element, so that it can be copied by hand. */
export function selectText(element: Element | null): void {
  if (element) getSelection()?.selectAllChildren(element)
}
