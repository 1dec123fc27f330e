import { useEffect, useEffectEvent, useState } from 'react'
import { type DropzoneState, useDropzone } from 'react-dropzone'
import { isForField, isForPage } from './page-gesture.ts'
import { type Batch, readGesture } from './read-drop.ts'

/** Each gesture of the document and the handler of react-dropzone that it is for. */
const GESTURES = {
  dragenter: 'onDragEnter',
  dragover: 'onDragOver',
  dragleave: 'onDragLeave',
  drop: 'onDrop',
  paste: 'onPaste',
} as const

/** What begins and ends a drag of the page's own. No pointer moves while one is under way. */
const OWN_DRAG = ['dragstart', 'dragend', 'pointermove']

/**
 * Makes the whole page a place to drop on and to paste into.
 *
 * The batch is handed over here, and react-dropzone is told of no files: it would ask
 * each for its size, 0.2 ms a file, and drop a slow folder when the next drop comes.
 *
 * Text, links and the page's own pictures are left to fields, and dropped nowhere else: browsers
 * would leave the page for a link.
 *
 * @param onApproach files are dragged over the page: they may come soon
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

  // The handlers are typed for React's events but ask for nothing that a native one lacks.
  const onGesture = useEffectEvent((event: Event) => {
    if (!isForPage(event, isOwnDrag)) {
      if (event.type === 'dragover' && !isForField(event)) refuseDrag(event as DragEvent)
      return
    }
    const handle = dropzone.getRootProps()[GESTURES[event.type as keyof typeof GESTURES]]
    handle?.(event as never)
  })

  // Follows the document, not an element of ours: the margins of the page take files too.
  // The listener stays the same: one that is replaced while a drop is on its way misses it.
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

/** Unless something on the way took it. */
function refuseDrag(event: DragEvent): void {
  if (event.defaultPrevented) return
  event.preventDefault()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}
