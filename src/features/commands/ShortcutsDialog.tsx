import { Dialog } from '../../ui/Dialog.tsx'
import { ariaKeys, Kbd } from '../../ui/Kbd.tsx'
import { words } from './words.ts'

export type Shortcut = readonly [label: string, ...keys: string[]]

const IN_LIST: readonly Shortcut[] = [
  [words.moveRows, 'Up', 'Down'],
  [words.extend, 'Shift+Up'],
  [words.select, 'Space'],
  [words.selectAll, 'Ctrl+A'],
  [words.preview, 'Enter'],
  [words.copyUrl, 'C'],
  [words.addToRequest, 'A'],
  [words.retry, 'R'],
  [words.remove, 'Delete'],
  [words.undo, 'Ctrl+Z'],
]

interface ShortcutsDialogProps {
  /** The keys that work anywhere on the page. */
  anywhere: readonly Shortcut[]
  singleKeys: boolean
  onClose: () => void
}

/** Every key of the page, in two columns. */
export function ShortcutsDialog({ anywhere, singleKeys, onClose }: ShortcutsDialogProps) {
  return (
    <Dialog title={words.shortcuts} onClose={onClose}>
      <div className="grid gap-x-10 gap-y-1 sm:grid-cols-2">
        <Column title={words.anywhere} shortcuts={anywhere} />
        <Column title={words.inList} shortcuts={IN_LIST} />
      </div>
      {!singleKeys && <p className="pt-3 text-meta text-soft">{words.singleKeysOff}</p>}
    </Dialog>
  )
}

function Column({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section aria-label={title}>
      <h3 className="mt-2 mb-0.5 font-medium text-meta text-soft">{title}</h3>
      <dl>
        {shortcuts.map(([label, ...keys]) => (
          <div
            key={label}
            className="flex min-h-7.5 items-center justify-between gap-3 border-line border-b"
          >
            <dt>{label}</dt>
            <dd className="flex gap-1">
              <span className="sr-only">{keys.map(ariaKeys).join(', ')}</span>
              {keys.map((one) => (
                <Kbd key={one} keys={one} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
