/** Whether the event's target is an editable field. */
export function isForField({ target }: Event): boolean {
  const element = target instanceof Element ? target : (target as Node | null)?.parentElement
  return element?.matches?.(':read-write') === true
}

/**
 * Whether a paste or a drag brings files to the page. Spreadsheets and word processors copy text
 * with a picture, and then a field gets the text.
 *
 * @param isOwnDrag the drag began in this page, where browsers add a file to a dragged picture
 */
export function isForPage(event: Event, isOwnDrag: boolean): boolean {
  if ('clipboardData' in event) {
    const { clipboardData } = event as ClipboardEvent
    return !isForField(event) || clipboardData?.getData('text/plain') === ''
  }
  return !isOwnDrag && (event as DragEvent).dataTransfer?.types.includes('Files') === true
}
