/** Pixels between the anchor and the popover. */
const GAP = 6
/** Pixels that stay free at the edges of the window. */
const MARGIN = 8

/** Pixels of height below which a side has too little room. */
const LOW = 160

export type Anchor = Element | { x: number; y: number }

export interface Placement {
  /** The preferred side. The other side is used when only that one has room. */
  side?: 'below' | 'above' | undefined
  align?: 'start' | 'center' | 'end' | undefined
  /** Called when the anchor left the page. */
  onGone?: (() => void) | undefined
}

/**
 * Keeps a shown popover at its anchor, inside the window. It follows scrolling and changes of size.
 *
 * @returns a function that stops it
 */
export function placePopover(
  panel: HTMLElement,
  anchor: Anchor,
  { side = 'below', align = 'start', onGone }: Placement = {},
): () => void {
  function place(): void {
    if (anchor instanceof Element && !anchor.isConnected) {
      onGone?.()
      return
    }
    const at = anchor instanceof Element ? anchor.getBoundingClientRect() : pointRect(anchor)
    const windowWidth = document.documentElement.clientWidth
    const above = at.top - GAP - MARGIN
    const below = innerHeight - at.bottom - GAP - MARGIN
    panel.style.maxHeight = 'none'
    const { offsetWidth: width, offsetHeight: height } = panel
    const [preferred, other] = side === 'below' ? [below, above] : [above, below]
    const isFlipped = height > preferred && other > preferred
    const isBelow = (side === 'below') !== isFlipped
    const beside = isBelow ? below : above
    // In a low window, the popover covers its anchor.
    const room = beside < Math.min(height, LOW) ? innerHeight - 2 * MARGIN : beside
    const shownHeight = Math.min(height, room)
    const top = isBelow ? at.bottom + GAP : at.top - GAP - shownHeight
    const lefts = {
      start: at.left,
      center: (at.left + at.right - width) / 2,
      end: at.right - width,
    }
    Object.assign(panel.style, {
      inset: 'auto',
      margin: '0',
      maxHeight: `${room}px`,
      top: `${clamp(top, innerHeight - shownHeight)}px`,
      left: `${clamp(lefts[align], windowWidth - width)}px`,
    })
  }

  place()
  const sizes = new ResizeObserver(place)
  sizes.observe(panel)
  if (anchor instanceof Element) sizes.observe(anchor)
  document.addEventListener('scroll', place, { capture: true, passive: true })
  addEventListener('resize', place)
  return () => {
    sizes.disconnect()
    document.removeEventListener('scroll', place, { capture: true })
    removeEventListener('resize', place)
    for (const name of ['inset', 'margin', 'max-height']) panel.style.removeProperty(name)
  }
}

/**
 * Where the menu of a `contextmenu` event opens: at the pointer, or at the element when Shift+F10 or
 * the menu key is pressed.
 */
export function contextMenuAnchor(event: MouseEvent, element: Element): Anchor {
  const isPointer = 'pointerType' in event ? event.pointerType !== '' : event.button === 2
  return isPointer ? { x: event.clientX, y: event.clientY } : element
}

/** Keeps the start of a popover in the window. */
const clamp = (start: number, end: number) => Math.max(MARGIN, Math.min(start, end - MARGIN))

/** Compensates for the gap, so that a menu touches its point. */
function pointRect({ x, y }: { x: number; y: number }) {
  return { left: x, right: x, top: y + GAP, bottom: y - GAP }
}
