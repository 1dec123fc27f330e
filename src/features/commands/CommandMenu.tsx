import { SearchIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { ListItem } from '../../core/request/list-item.ts'
import { CopyByHand } from '../../ui/CopyByHand.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { useModal } from '../../ui/use-modal.ts'
import { CommandHints } from './CommandHints.tsx'
import { CommandRow } from './CommandRow.tsx'
import type { Command } from './command.ts'
import { findResults, type Result } from './find-results.ts'
import { words } from './words.ts'

interface CommandMenuProps {
  commands: readonly Command[]
  /** Files with a URL, newest first. */
  files: readonly ListItem[]
  renderThumbnail: (file: ListItem) => ReactNode
  /** @returns whether the request has the file now. Undefined without a request */
  onAdd: ((file: ListItem) => boolean) | undefined
  /** What was typed before the menu was loaded. */
  initialText?: string
  onClose: () => void
}

/** Runs commands and copies URLs by name, from the keyboard. */
export function CommandMenu(props: CommandMenuProps) {
  const { commands, files, renderThumbnail, onAdd, initialText = '', onClose } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const [typed, setTyped] = useState(initialText)
  const [place, setPlace] = useState(0)
  /** The last file action. Typing and the arrow keys clear it. */
  const [done, setDone] = useState<{ id: string; word: string; sentence: string }>()
  const [rejected, setRejected] = useState<string>()
  const events = useModal(dialog, onClose)
  const results = findResults(typed, commands, files)
  const current = results[place]
  /** A letter is a command only while nothing is typed. */
  const addKeys = onAdd && (typed === '' ? 'A' : 'Shift+Enter')
  const firstFile = results.findIndex(({ kind }) => kind === 'file')

  function choose(next: number): void {
    setPlace(next)
    setDone(undefined)
    list.current?.querySelector(`[data-place="${next}"]`)?.scrollIntoView({ block: 'nearest' })
  }

  function run(result: Result): void {
    if (result.kind === 'file') return void copy(result.file)
    // The dialog returns the focus first. The command may move it.
    flushSync(onClose)
    result.command.run()
  }

  function runAt(index: number | undefined): void {
    const result = index === undefined ? undefined : results[index]
    if (result) run(result)
  }

  async function copy({ key, url, title }: ListItem): Promise<void> {
    try {
      await navigator.clipboard.writeText(url)
      setDone({ id: key, word: words.copied, sentence: words.urlCopied(title) })
    } catch {
      setRejected(url)
    }
  }

  function add(file: ListItem): void {
    if (!onAdd?.(file)) return
    setDone({ id: file.key, word: words.added, sentence: words.fileAdded(file.title) })
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const { key, shiftKey } = event
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : 0
    const isAdd = (key === 'Enter' && shiftKey) || (key.toLowerCase() === 'a' && typed === '')
    if (step !== 0 && results.length > 0) {
      choose((place + step + results.length) % results.length)
    } else if (isAdd && onAdd && current?.kind === 'file' && !hasModifier(event)) {
      add(current.file)
    } else if (key === 'Enter' && current) {
      run(current)
    } else return
    event.preventDefault()
  }

  return (
    <dialog
      ref={dialog}
      aria-label={words.commandMenu}
      className="mx-auto mt-[min(12vh,6rem)] mb-0 flex max-h-[min(30rem,80vh)] w-[calc(100%-2rem)] max-w-150 flex-col overflow-hidden rounded-region bg-raised text-body shadow-dialog max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-full max-sm:max-w-none max-sm:rounded-none"
      {...events}
    >
      <div className="flex h-12.5 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Icon of={SearchIcon} className="text-soft" />
        <input
          role="combobox"
          aria-label={words.search}
          aria-expanded="true"
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={current && id + place}
          placeholder={words.search}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value)
            choose(0)
          }}
          onKeyDown={press}
          className="h-12 min-w-0 flex-1 bg-transparent text-title outline-none placeholder:text-soft max-sm:text-base"
        />
        <button
          type="button"
          tabIndex={-1}
          aria-label={words.close}
          onClick={() => dialog.current?.close()}
          className="pointer-coarse:min-h-11 pointer-coarse:min-w-11"
        >
          <Kbd keys="Escape" />
        </button>
      </div>
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={words.results}
        onMouseMove={({ target }) => setPlace((before) => placeOf(target) ?? before)}
        onMouseDown={(event) => event.preventDefault()}
        onKeyDown={press}
        onClick={({ target }) => runAt(placeOf(target))}
        className="min-h-0 overflow-y-auto p-1.5 empty:p-0"
      >
        {results.map((result, index) => (
          <CommandRow
            key={`${result.kind} ${result.id}`}
            id={id + index}
            place={index}
            result={result}
            heading={headingAt(index, firstFile)}
            isCurrent={index === place}
            addKeys={addKeys}
            done={done?.id === result.id ? done.word : undefined}
            renderThumbnail={renderThumbnail}
          />
        ))}
      </div>
      {results.length === 0 && <p className="px-4 py-3 text-soft">{words.none}</p>}
      <p role="status" className="sr-only">
        {done?.sentence ?? (typed === '' ? '' : words.found(results.length))}
      </p>
      <CommandHints addKeys={addKeys} />
      {rejected !== undefined && (
        <CopyByHand label={words.copyUrl} text={rejected} onClose={() => setRejected(undefined)} />
      )}
    </dialog>
  )
}

/** The index of the row under the pointer. */
function placeOf(target: EventTarget): number | undefined {
  const row = target instanceof Element && target.closest<HTMLElement>('[data-place]')
  return row ? Number(row.dataset.place) : undefined
}

function headingAt(index: number, firstFile: number): string | undefined {
  if (index === firstFile) return words.files
  return index === 0 ? words.actions : undefined
}

function hasModifier({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return ctrlKey || altKey || metaKey
}
