import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useDropzone } from 'react-dropzone'
import { type Given, readGiven } from '../../core/request/given.ts'
import { countDragged, type DraggedItems } from './dragged-items.ts'
import { givenKind, isForField, isForPage } from './page-gesture.ts'
import { type Batch, readGesture } from './read-drop.ts'

/** Where something can be dropped: on the list, on the request, or on the reference with this id. */
export type DropZone = 'list' | 'request' | `swap ${string}`

/** Id of the zone that makes references. It is in the document while files are dragged. */
export const REQUEST_ZONE = 'drop-on-request'

/** What is dragged over the page. */
export interface Drag extends DraggedItems {
  /** The zone under the pointer. */
  zone: DropZone
  /** Whether it is a link or a picture of another page instead of files. */
  isLink: boolean
}

/** What is read from a drag event, of React or of the browser. */
type DragPoint = Pick<DragEvent, 'clientX' | 'clientY' | 'dataTransfer'>

interface PageDropOptions {
  /** Gets the files of a drop, a paste or a choice. */
  onBatch(batch: Batch, zone: DropZone): void
  /** Gets a link, a picture or a text without files, dropped or pasted outside of fields. */
  onGiven(given: Given, zone: DropZone): void
  onError(error: Error): void
  /** Called when files are dragged over the page. */
  onApproach(): void
  /** The zone at a point of the window, while something is dragged. */
  zoneAt(x: number, y: number): DropZone
}

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
 * Accepts drops and pastes on the whole page, and choices of its file inputs.
 *
 * `onBatch` gets the files, and react-dropzone gets none. It would read each file's size, which
 * takes 0.2 ms, and discard a slow folder when the next drop starts.
 *
 * Links, pictures of other pages and text go to `onGiven`. Fields keep text, and fields in a dialog
 * also keep links. Drags within the page are rejected, because browsers would open a dropped link.
 */
export function usePageDrop(options: PageDropOptions) {
  const { onBatch, onGiven, onError, onApproach, zoneAt } = options
  const [drag, setDrag] = useState<Drag>()
  /** Number of files found in each folder drop that is being read. */
  const [readings, setReadings] = useState<ReadonlyMap<Event, number>>(new Map())
  const isOwnDrag = useRef(false)
  /** The element under the pointer. Browsers enter the next element before they leave this one. */
  const entered = useRef<EventTarget>(null)

  const dropzone = useDropzone({
    noClick: true,
    noKeyboard: true,
    preventDropOnDocument: false,
    onError,
    onDragOver: follow,
    onDragLeave({ target }) {
      if (target === entered.current) setDrag(undefined)
    },
    // Runs during the event. onDragEnter and onDrop may run after the next event.
    async getFilesFromEvent(event) {
      if (Array.isArray(event)) return []
      const native: Event = 'nativeEvent' in event ? event.nativeEvent : event
      if (native.type === 'dragenter') enter(native as DragEvent)
      else await take(native)
      return []
    },
  })

  function enter(event: DragEvent): void {
    entered.current = event.target
    follow(event)
    onApproach()
  }

  function follow({ clientX, clientY, dataTransfer }: DragPoint): void {
    const zone = zoneAt(clientX, clientY)
    const isLink = !dataTransfer?.types.includes('Files')
    const { count, areFiles } = countDragged(dataTransfer)
    setDrag((now) => {
      const isSame = now?.zone === zone && now.count === count && now.areFiles === areFiles
      return isSame && now.isLink === isLink ? now : { zone, isLink, count, areFiles }
    })
  }

  /** Handles a drag without files. The zones are drawn for links and pictures only. */
  function followGiven(event: DragEvent, kind: 'link' | 'text'): void {
    const { type, target, dataTransfer } = event
    if (type === 'dragleave') {
      if (target === entered.current) setDrag(undefined)
      return
    }
    event.preventDefault()
    if (type === 'dragenter') entered.current = target
    if (type !== 'drop') {
      if (kind === 'link') follow(event)
      return
    }
    const zone = zoneAt(event.clientX, event.clientY)
    setDrag(undefined)
    const given = readGiven(dataTransfer)
    if (given) onGiven(given, zone)
  }

  function note(event: Event, found?: number): void {
    setReadings((former) => {
      if (found === undefined && !former.has(event)) return former
      const next = new Map(former)
      if (found === undefined) next.delete(event)
      else next.set(event, found)
      return next
    })
  }

  // Catches errors, because react-dropzone discards those of a read when the next read starts.
  async function take(event: Event): Promise<void> {
    const zone = event instanceof DragEvent ? zoneAt(event.clientX, event.clientY) : 'list'
    setDrag(undefined)
    // Browsers may announce a picture of another page as a file, and then give its URL only.
    const given = event instanceof DragEvent ? readGiven(event.dataTransfer) : undefined
    try {
      const batch = await readGesture(event, (found) => note(event, found))
      const { candidates, unreadable, ignored } = batch
      if (candidates.length + unreadable.length + ignored > 0) onBatch(batch, zone)
      else if (given) onGiven(given, zone)
    } catch (caught) {
      onError(caught instanceof Error ? caught : new Error(String(caught)))
    } finally {
      note(event)
    }
  }

  // The handlers are typed for React's events but work with native ones.
  function handle(event: Event): void {
    dropzone.getRootProps()[GESTURES[event.type as keyof typeof GESTURES]]?.(event as never)
  }

  const onGesture = useEffectEvent((event: Event) => {
    const kind = givenKind(event, isOwnDrag.current)
    if (kind === 'paste') {
      const given = readGiven((event as ClipboardEvent).clipboardData)
      if (given) onGiven(given, 'list')
    } else if (kind) followGiven(event as DragEvent, kind)
    else if (isForPage(event, isOwnDrag.current)) handle(event)
    else if (event.type === 'dragover' && !isForField(event)) rejectDrag(event as DragEvent)
  })

  const onOwnDrag = useEffectEvent(({ type }: Event) => {
    isOwnDrag.current = type === 'dragstart'
    // A drag that ends outside of the page may send nothing else.
    if (type === 'pointermove' && drag) setDrag(undefined)
  })

  // Follows the document, because an element of ours would miss the margins of the page.
  // The listener stays the same, because a replaced one misses a drop in flight.
  useEffect(() => {
    const controller = new AbortController()
    for (const type of Object.keys(GESTURES)) {
      document.addEventListener(type, (event) => onGesture(event), controller)
    }
    for (const type of OWN_DRAG) {
      document.addEventListener(type, (event) => onOwnDrag(event), controller)
    }
    return () => controller.abort()
  }, [])

  return {
    /** Undefined while no files are dragged over the page. */
    drag,
    /** Number of files found so far in folders. Undefined when no folder is being read. */
    found: readings.size > 0 ? [...readings.values()].reduce((a, b) => a + b) : undefined,
    /** Props of a file input. Its files are taken like dropped ones. */
    getInputProps: dropzone.getInputProps,
    /** Takes the files of a paste that the document did not get. */
    takePasted: (event: ClipboardEvent) => handle(event),
  }
}

/** Forbids the drop, unless another listener handled the event. */
function rejectDrag(event: DragEvent): void {
  if (event.defaultPrevented) return
  event.preventDefault()
  if (event.dataTransfer) event.dataTransfer.dropEffect = 'none'
}
