import { type RefObject, useEffectEvent, useLayoutEffect } from 'react'
import { focusInside } from './focus-inside.ts'
import { type Anchor, type Placement, placePopover } from './place-popover.ts'
import { addLayer, isBehindModal, isTopLayer, watchLayers } from './top-layer.ts'

interface FloatingOptions extends Placement {
  anchor: Anchor | null
  /** Shows a `<dialog>` as a modal bottom sheet, else any element as a popover at its anchor. */
  isSheet: boolean
  onClose: () => void
  /** Called each time the panel is shown. */
  onShow?: (() => void) | undefined
}

/**
 * Shows a panel while its component is mounted. Escape and a press beside it close it, and the focus
 * returns to the anchor. An unrelated modal dialog hides the panel until that dialog is closed.
 */
export function useFloating(ref: RefObject<HTMLElement | null>, options: FloatingOptions): void {
  const { anchor, isSheet, side, align } = options
  const close = useEffectEvent(options.onClose)
  const shown = useEffectEvent(() => options.onShow?.())

  // Follows the element: only its methods show it. A layout effect cleans up before its removal.
  useLayoutEffect(() => {
    const panel = ref.current
    if (!panel) return
    let isGone = false
    const opener = anchor instanceof HTMLElement ? anchor : document.activeElement
    let hide: (() => void) | undefined

    function update(): void {
      if (!panel || isGone) return
      if (!isBehindModal(panel)) {
        if (hide) return
        hide = isSheet ? showSheet(panel) : showPopover(panel, anchor, { side, align }, close)
        shown()
      } else if (!isSheet) {
        hide?.()
        hide = undefined
      }
    }

    update()
    const stop = watchLayers(update)
    return () => {
      stop()
      isGone = true
      const active = document.activeElement
      const isLost = panel.contains(active) || active === document.body
      hide?.()
      if (isLost && opener instanceof HTMLElement) opener.focus({ preventScroll: true })
    }
  }, [ref, anchor, isSheet, side, align])
}

/** Moves the focus into a shown panel, but never out of a field in which a person types. */
export function takeFocus(panel: HTMLElement, anchor: Anchor | null): void {
  const active = document.activeElement
  const isTyping = active !== anchor && active?.matches('input, textarea, select')
  if (!isTyping || active?.closest('dialog') === panel) focusInside(panel)
}

/** @returns a function that hides it */
function showSheet(panel: HTMLElement): () => void {
  if (panel instanceof HTMLDialogElement) panel.showModal()
  const removeLayer = addLayer(panel)
  return () => {
    hidePanel(panel)
    removeLayer()
  }
}

/** @returns a function that hides it */
function showPopover(
  panel: HTMLElement,
  anchor: Anchor | null,
  placement: Placement,
  close: () => void,
): () => void {
  // A shown dialog takes the focus, except when it is inert.
  panel.inert = true
  panel.showPopover()
  panel.inert = false
  const stops = [
    addLayer(panel),
    anchor ? placePopover(panel, anchor, { ...placement, onGone: close }) : undefined,
    watchDismissal(panel, anchor, close),
  ]
  return () => {
    for (const stop of stops) stop?.()
    hidePanel(panel)
  }
}

/** Hides a panel before its component is removed, so that the page behind it accepts the focus. */
export function hidePanel(panel: HTMLElement): void {
  if (panel instanceof HTMLDialogElement && panel.open) panel.close()
  else if (panel.matches(':popover-open')) panel.hidePopover()
}

/** Light dismissal that ignores presses on the anchor. Scrolling by touch is no press. */
function watchDismissal(panel: HTMLElement, anchor: Anchor | null, close: () => void): () => void {
  let startedBeside = false

  function isBeside({ target }: Event): boolean {
    if (!(target instanceof Node) || !isTopLayer(panel)) return false
    return !panel.contains(target) && !(anchor instanceof Node && anchor.contains(target))
  }
  function onPress(event: Event): void {
    startedBeside = isBeside(event)
  }
  function onRelease(event: Event): void {
    if (startedBeside && isBeside(event)) close()
    startedBeside = false
  }
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isTopLayer(panel)) return
    // The first Escape clears a search.
    if (event.target instanceof HTMLInputElement && isFilledSearch(event.target)) return
    event.preventDefault()
    event.stopPropagation()
    close()
  }

  document.addEventListener('pointerdown', onPress, true)
  document.addEventListener('pointerup', onRelease, true)
  document.addEventListener('keydown', onKey, true)
  return () => {
    document.removeEventListener('pointerdown', onPress, true)
    document.removeEventListener('pointerup', onRelease, true)
    document.removeEventListener('keydown', onKey, true)
  }
}

function isFilledSearch(field: HTMLInputElement): boolean {
  return field.type === 'search' && field.value !== ''
}
