/** Whether the event is about something that a person can write in. */
export function isForField({ target }: Event): boolean {
  const element = target instanceof Element ? target : (target as Node | null)?.parentElement
  return element?.matches?.(':read-write') === true
}

/**
 * Whether a paste or a drag brings files to the page. A field gets text when there is any beside a
 * picture, as spreadsheets and word processors copy both.
 *
 * @param isOwnDrag it began in this page: browsers give a dragged picture as a file, too
 */
export function isForPage(event: Event, isOwnDrag: boolean): boolean {
  if ('clipboardData' in event) {
    const { clipboardData } = event as ClipboardEvent
    return !isForField(event) || clipboardData?.getData('text/plain') === ''
  }
  return !isOwnDrag && (event as DragEvent).dataTransfer?.types.includes('Files') === true
}
