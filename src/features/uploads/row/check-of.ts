/** The checkbox of a row, if the row is in the document: those next to the one with the focus are. */
export function checkOf(rowKey: string): HTMLElement | null {
  return document.querySelector(`[data-row="${CSS.escape(rowKey)}"]`)
}
