import { useEffect, useEffectEvent } from 'react'
import type { Command } from '../features/commands/command.ts'

/** Where the focus is when a key is pressed. */
export type KeyPlace = 'page' | 'field' | 'dialog'

export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'repeat'
>

/** Opens the command menu at any place. */
export const MENU_KEYS = 'Ctrl+K'

interface KeySettings {
  /** Whether keys without Ctrl act. */
  singleKeys: boolean
  /** Whether ⌘ takes the place of Ctrl. */
  isMac: boolean
}

/**
 * The command of a key press. Single keys work outside of fields and dialogs. Ctrl keys also work
 * in fields, and {@link MENU_KEYS} work everywhere.
 */
export function commandOfKey(
  press: KeyPress,
  place: KeyPlace,
  commands: readonly Command[],
  { singleKeys, isMac }: KeySettings,
): Command | undefined {
  if (press.repeat) return undefined
  return commands.find(({ keys }) => {
    if (keys === undefined || !isPressed(keys, press, isMac)) return false
    if (keys === MENU_KEYS) return true
    return keys.startsWith('Ctrl+') ? place !== 'dialog' : singleKeys && place === 'page'
  })
}

const OTHER_KEYS = ['ctrlKey', 'metaKey'] as const
const MAC_KEYS = ['metaKey', 'ctrlKey'] as const

function isPressed(keys: string, press: KeyPress, isMac: boolean): boolean {
  const [key = '', ...modifiers] = keys.split(/(?<=.)\+/).toReversed()
  const [wanted, other] = isMac ? MAC_KEYS : OTHER_KEYS
  if (press.altKey || press[other] || press[wanted] !== modifiers.includes('Ctrl')) return false
  // Signs such as `?` need Shift on many keyboards.
  const isLetter = /^[a-z]$/i.test(key) || key.length > 1
  if (isLetter && press.shiftKey !== modifiers.includes('Shift')) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

const DIALOGS = 'dialog, [popover], [role=dialog], [role=menu], [role=listbox]'
const FIELDS = 'textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])'

export function placeOfKey(target: EventTarget | null): KeyPlace {
  if (!(target instanceof Element)) return 'page'
  if (target.closest(DIALOGS) || document.querySelector('dialog:modal')) return 'dialog'
  return target.closest(FIELDS) ? 'field' : 'page'
}

const IS_MAC = typeof navigator === 'object' && /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Runs commands at their keys, for the whole page. */
export function usePageKeys(commands: () => readonly Command[], singleKeys: boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const place = placeOfKey(event.target)
    const command = commandOfKey(event, place, commands(), { singleKeys, isMac: IS_MAC })
    if (!command) return
    event.preventDefault()
    command.run()
  })

  // Follows the document. Controls handle their own keys first.
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKeyDown(event)
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [])
}
