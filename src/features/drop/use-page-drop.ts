import { useEffect, useEffectEvent, useState } from 'react'
import { type DropzoneState, useDropzone } from 'react-dropzone'
import { isForField, isForPage } from './page-gesture.ts'
import { type Batch, readGesture } from './read-drop.ts'

/** Events of the document, and the handlers of react-dropzone that get them. */
const GESTURES = {
  dragenter: 'onDragEnter',
  dragover: 'onDragOver',
  dragleave: 'onDragLeave',
  drop: 'onDrop',
  paste: 'onPaste',
} as const

/** Events that start or end a drag of this page. A drag sends no pointermove. */
const OWN_DRAG = ['dragstart', 'dragend', 'pointermove']

/**
 * Accepts drops and pastes on the whole page.
 *
 * `onBatch` gets the files, and react-dropzone gets none. It would read each file's size, which
 * takes 0.2 ms, and discard a slow folder when the next drop starts.
 *
 * Fields get text, links and the page's own pictures. Elsewhere they are rejected, because
 * browsers would open a dropped link.
 *
 * @param onApproach called when files are dragged over the page
 */
export function usePageDrop(
  onBatch: (batch: Batch) => void,
  onError: (error: Error) => void,
  onApproach: () => void,
): DropzoneState {
  const [isOwnDrag, setOwnDrag] = useState(false)
  const dropzone = useDropzone({
    noClick: true,
    noKeyboard: true,
    preventDropOnDocument: false,
    onError,
    async getFilesFromEvent(event) {
      if (Array.isArray(event)) return []
      const native: Event = 'nativeEvent' in event ? event.nativeEvent : event
      if (native.type === 'dragenter') {
        onApproach()
        return []
      }
      const batch = await readGesture(native)
      const { candidates, unreadable, ignored } = batch
      if (candidates.length + unreadable.length + ignored > 0) onBatch(batch)
      return []
    },
  })

  // The handlers are typed for React's events but work with native ones.
  const onGesture = useEffectEvent((event: Event) => {
    if (!isForPage(event, isOwnDrag)) {
      if (event.type === 'dragover' && !isForField(event)) rejectDrag(event as DragEvent)
      return
    }
    const handle = dropzone.getRootProps()[GESTURES[event.type as keyof typeof GESTURES]]
    handle?.(event as never)
  })

  // Follows the document, because an element of ours would miss the margins of the page.
  // The listener stays the same, because a replaced one misses a drop in flight.
  useEffect(() => {
    const controller = new AbortController()
    for (const type of Object.keys(GESTURES)) {
      document.addEventListener(type, (event) => onGesture(event), controller)
    }
    for (const type of OWN_DRAG) {
      document.addEventListener(type, () => setOwnDrag(type === 'dragstart'), controller)
    }
    return () => controller.abort()
  }, [])

  return { ...dropzone, isDragGlobal: dropzone.isDragGlobal && !isOwnDrag }
}

/** Forbids the drop, unless another listener handled the event. */
function rejectDrag(event: DragEvent): void {
  if (event.defaultPrevented) return
  event.preventDefault()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}
