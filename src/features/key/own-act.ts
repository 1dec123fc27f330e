/** Events that add files or save a key. */
const ACTS = ['drop', 'paste', 'change', 'submit'] as const

/** Events after which the page must not move the focus. */
const OTHERS = ['pointerdown', 'keydown'] as const

/** Keys that do nothing by themselves. */
const MODIFIERS = new Set(['Shift', 'Control', 'Alt', 'Meta'])

const EDITABLE =
  'input:not([type=radio], [type=checkbox], [type=file], [type=button]), textarea, select, [contenteditable]'

/** Whether the last thing that a person did was to drop, choose or paste files, or to save a key. */
export interface OwnAct {
  isLast(): boolean
  stop(): void
}

export function watchOwnActs(target: EventTarget = document): OwnAct {
  const controller = new AbortController()
  const options = { signal: controller.signal, capture: true }
  let isLast = false
  for (const type of ACTS) {
    target.addEventListener(
      type,
      (event) => {
        if (type === 'submit' || hasFiles(event)) isLast = true
      },
      options,
    )
  }
  for (const type of OTHERS) {
    target.addEventListener(
      type,
      (event) => {
        if (event instanceof KeyboardEvent && MODIFIERS.has(event.key)) return
        isLast = false
      },
      options,
    )
  }
  return { isLast: () => isLast, stop: () => controller.abort() }
}

/** Whether a person is in the middle of something: typing, or in an open dialog. */
export function isOccupied(): boolean {
  const { activeElement } = document
  return (
    activeElement?.matches(EDITABLE) === true || document.querySelector('dialog:modal') !== null
  )
}

/** Whether a drop, a paste or a choice brings files. Text and links are no reason to ask for a key. */
function hasFiles(event: Event): boolean {
  const { target } = event
  if (event.type === 'change') return target instanceof HTMLInputElement && target.type === 'file'
  const { clipboardData, dataTransfer } = event as Partial<ClipboardEvent & DragEvent>
  return (clipboardData ?? dataTransfer)?.types.includes('Files') ?? false
}
