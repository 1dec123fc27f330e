const CONTROLS = 'button, a[href], input, select'

export interface RovingToolbar {
  /** Moves the focus. False when the key does nothing here. */
  move: (key: string) => boolean
  stop: () => void
}

/** Makes one control of a toolbar a tab stop, and keeps the focus in the toolbar. */
export function followToolbar(toolbar: HTMLElement): RovingToolbar {
  /** The control that is the tab stop, and its place. */
  let current: HTMLElement | undefined
  let place = 0
  let hasFocus = false

  const controls = () =>
    [...toolbar.querySelectorAll<HTMLElement>(CONTROLS)].filter(
      (control) => isIn(toolbar, control) && control.checkVisibility() && !isDisabled(control),
    )

  function update(): void {
    const all = controls()
    const isGone = current && !all.includes(current)
    if (!current || isGone) current = all[Math.min(place, all.length - 1)]
    if (current) place = all.indexOf(current)
    for (const control of all) {
      const tabIndex = control === current ? 0 : -1
      if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex
    }
    if (isGone && hasFocus) current?.focus()
  }

  function onFocusIn({ target }: FocusEvent): void {
    if (!(target instanceof HTMLElement) || !controls().includes(target)) return
    current = target
    hasFocus = true
    update()
  }

  function onFocusOut({ target }: FocusEvent): void {
    // Removing the focused control does not count as leaving the toolbar.
    queueMicrotask(() => {
      const isLeft = target instanceof HTMLElement && target.isConnected && !isDisabled(target)
      if (isLeft && !toolbar.contains(document.activeElement)) hasFocus = false
    })
  }

  update()
  const changes = new MutationObserver(update)
  changes.observe(toolbar, { childList: true, subtree: true, attributeFilter: ['disabled'] })
  toolbar.addEventListener('focusin', onFocusIn)
  toolbar.addEventListener('focusout', onFocusOut)

  return {
    move(key) {
      const all = controls()
      const at = all.findIndex((control) => control.matches(':focus'))
      // Arrows belong to the field.
      if (at < 0 || all[at]?.matches('select, input:not([type="checkbox"])')) return false
      const steps: Record<string, number> = {
        ArrowRight: at + 1,
        ArrowLeft: at - 1,
        Home: 0,
        End: all.length - 1,
      }
      const step = steps[key]
      if (step === undefined) return false
      all.at(step % all.length)?.focus()
      return true
    },
    stop() {
      changes.disconnect()
      toolbar.removeEventListener('focusin', onFocusIn)
      toolbar.removeEventListener('focusout', onFocusOut)
    },
  }
}

/** False for the controls of a popover or dialog that a control of the toolbar opens. */
function isIn(toolbar: HTMLElement, control: HTMLElement): boolean {
  const panel = control.closest('[popover], dialog')
  return !panel || panel.contains(toolbar)
}

function isDisabled(control: HTMLElement): boolean {
  return control.matches(':disabled')
}
