import { words } from './key-words.ts'

const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent)

/** Signs of keys on this system. Other keys are shown by their name. */
const SIGNS: Record<string, string> = {
  Ctrl: IS_MAC ? '⌘' : words.ctrl,
  Alt: IS_MAC ? '⌥' : words.alt,
  Shift: IS_MAC ? '⇧' : words.shift,
  Enter: '↵',
  Delete: words.delete,
  Escape: words.escape,
  Space: words.space,
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
}

export const keySigns = (keys: string): string[] =>
  keys.split(/(?<=.)\+/).map((key) => SIGNS[key] ?? key)

/** Keys as `aria-keyshortcuts` names them. */
export const ariaKeys = (keys: string): string =>
  keys.replace('Ctrl', IS_MAC ? 'Meta' : 'Control').replace(/\b(Up|Down|Left|Right)$/, 'Arrow$1')

export const KBD_LOOK =
  'inline-grid h-5 min-w-5 place-items-center rounded-chip bg-sunken px-1.5 font-mono text-badge text-soft'

/** Keys such as `Ctrl+K`. Screen readers get them from `aria-keyshortcuts`. */
export function Kbd({ keys, className = '' }: { keys: string; className?: string }) {
  return (
    <span aria-hidden className={`inline-flex shrink-0 gap-1 ${className}`}>
      {keySigns(keys).map((sign) => (
        <kbd key={sign} className={KBD_LOOK}>
          {sign}
        </kbd>
      ))}
    </span>
  )
}
