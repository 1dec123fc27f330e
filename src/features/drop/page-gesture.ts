import { kindOfGiven } from '../../core/request/given.ts'

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

/**
 * The kind of an event that brings no files. A picture of another page is a `link`. Undefined when
 * a field keeps the content, a dialog is open during a paste, or another listener handled it.
 * Fields keep pasted and dragged text. Only fields in a dialog keep links, because zones cover the
 * page during a drag.
 */
export function givenKind(event: Event, isOwnDrag: boolean): 'paste' | 'link' | 'text' | undefined {
  if (event.defaultPrevented) return undefined
  if ('clipboardData' in event) {
    const { clipboardData } = event as ClipboardEvent
    const isKept = isForField(event) || hasModal()
    return isKept || clipboardData?.types.includes('Files') ? undefined : 'paste'
  }
  const kind = isOwnDrag ? undefined : kindOfGiven((event as DragEvent).dataTransfer?.types ?? [])
  const canKeep = kind === 'text' || hasModal()
  return canKeep && isForField(event) ? undefined : kind
}

function hasModal(): boolean {
  return document.querySelector('dialog:modal') !== null
}
