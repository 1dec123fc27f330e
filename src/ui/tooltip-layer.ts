import { KBD_LOOK, keySigns } from './Kbd.tsx'
import { placePopover } from './place-popover.ts'

/** Milliseconds that the pointer rests before the tooltip is shown. */
const SHOW_DELAY = 400
/** Milliseconds in which the pointer may move from the element to its tooltip. */
const HIDE_DELAY = 120

const LOOK =
  'flex max-w-80 items-center gap-2 wrap-anywhere rounded-control bg-raised px-2 py-1 text-start font-normal text-meta text-ink shadow-float animate-appear forced-colors:border'

/** @returns a function that stops it */
export function startTooltips(): () => void {
  const tip = document.createElement('div')
  tip.id = 'tooltip'
  tip.role = 'tooltip'
  tip.popover = 'manual'
  tip.className = LOOK
  let owner: HTMLElement | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let stopPlacing: (() => void) | undefined

  function show(element: HTMLElement): void {
    if (owner === element || !element.isConnected || !isUseful(element)) return
    hide()
    owner = element
    const text = element.dataset.tip ?? ''
    fill(tip, text, element.dataset.keys)
    // Outside of an open modal dialog, the tooltip is inert. Screen readers expect a landmark.
    const parent = element.closest('dialog:modal, section, main, header') ?? document.body
    parent.append(tip)
    tip.showPopover()
    stopPlacing = placePopover(tip, element, { align: 'center', onGone: hide })
    if (text !== (element.ariaLabel ?? element.textContent) && !describedBy(element)) {
      element.setAttribute('aria-describedby', tip.id)
    }
  }

  function hide(): void {
    clearTimeout(timer)
    if (!owner) return
    if (describedBy(owner) === tip.id) owner.removeAttribute('aria-describedby')
    owner = undefined
    stopPlacing?.()
    tip.remove()
  }

  const listeners = {
    pointerover(event: PointerEvent): void {
      if (event.pointerType === 'touch') return
      const target = event.target instanceof Element ? event.target : undefined
      if (target && tip.contains(target)) {
        clearTimeout(timer)
        return
      }
      const element = target?.closest<HTMLElement>('[data-tip]')
      clearTimeout(timer)
      if (!element) timer = setTimeout(hide, HIDE_DELAY)
      else if (element !== owner) timer = setTimeout(show, owner ? HIDE_DELAY : SHOW_DELAY, element)
    },
    focusin({ target }: FocusEvent): void {
      hide()
      if (!(target instanceof HTMLElement) || !target.matches(':focus-visible')) return
      const element = target.closest<HTMLElement>('[data-tip]')
      // A field inside of a labelled area shows no tooltip. Its label does.
      if (element === target || target.parentElement === element) show(element as HTMLElement)
    },
    focusout: hide,
    pointerdown: hide,
    keydown(event: KeyboardEvent): void {
      if (event.key === 'Escape') hide()
    },
    pointerout(event: PointerEvent): void {
      // The pointer left the window.
      if (!event.relatedTarget) hide()
    },
  }

  const names = Object.keys(listeners) as (keyof typeof listeners)[]
  for (const name of names) document.addEventListener(name, listeners[name] as EventListener, true)
  return () => {
    hide()
    for (const name of names) {
      document.removeEventListener(name, listeners[name] as EventListener, true)
    }
  }
}

const describedBy = (element: Element) => element.getAttribute('aria-describedby')

/** Whether the element shows less than its tooltip. */
function isUseful(element: HTMLElement): boolean {
  if (!('tipCut' in element.dataset)) return true
  return [...element.querySelectorAll('*')].some((part) => part.scrollWidth > part.clientWidth)
}

function fill(tip: HTMLElement, text: string, keys: string | undefined): void {
  const words = document.createElement('span')
  words.textContent = text
  const signs = (keys ? keySigns(keys) : []).map((sign) => {
    const key = document.createElement('kbd')
    key.className = KBD_LOOK
    key.textContent = sign
    return key
  })
  tip.replaceChildren(words, ...signs)
}
