import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useRef, useState } from 'react'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import { readKey } from '../../../core/api/read-key.ts'
import { plural } from '../../../core/text/format.ts'
import { describeOptions, NO_OPTIONS } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { pastedLines } from '../../../ui/pasted-lines.ts'
import type { DetailsFile, InspectorPorts } from '../log/inspector-ports.ts'
import { OptionRow } from './OptionFields.tsx'
import { OptionsForm } from './OptionsForm.tsx'

const NO_SOURCE =
  'This page no longer has its bytes, and it has no URL to fetch them from: drop the file again.'
const UNSOUND = 'Nothing can be sent while a field holds no number in range.'

/** Sends one file with options of its own, which are in force nowhere else. */
export function SendDifferently({ file, ports }: { file: DetailsFile; ports: InspectorPorts }) {
  const [{ options, isSound }, setChosen] = useState({ options: NO_OPTIONS, isSound: true })
  const key = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<string>()
  /** Whether one was typed; the key itself is in its field alone. */
  const [hasKey, setHasKey] = useState(false)
  const keyId = useId()
  const send = useMutation({
    mutationFn: () => ports.test(file, options, takeKey(key.current)),
    // What was sent is in the log; nobody looks for it here.
    gcTime: 0,
  })
  const differences = [...describeOptions(options), ...(hasKey ? ['with another key'] : [])]
  const isIdle = !hasSource(file) || !isSound || send.isPending

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    if (isIdle) return
    const typed = key.current?.value.trim() ?? ''
    const read = typed === '' ? undefined : readKey(typed)
    const wrong = read && 'found' in read ? read.found : undefined
    setFound(wrong)
    if (wrong !== undefined) key.current?.focus()
    else {
      send.mutate()
      setHasKey(false)
    }
  }

  return (
    <form onSubmit={submit} className="grid grid-cols-1 gap-3 text-sm">
      <p className="text-soft">
        What comes of it stands here and in the log. The list and the history stay as they are.
      </p>
      <div className="grid grid-cols-1 gap-2 sm:gap-1">
        <OptionsForm
          options={options}
          onChange={(next, sound) => setChosen({ options: next, isSound: sound })}
        />
        <OptionRow title="Key">
          <label htmlFor={keyId}>With another key</label>
          {/* Not React's: it would write the key into an attribute and keep it. */}
          <input
            ref={key}
            id={keyId}
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder="the one in use"
            onPaste={(event) => {
              const lines = pastedLines(event.clipboardData)
              if (lines === undefined) return
              event.preventDefault()
              event.currentTarget.value = lines
              setFound(undefined)
              setHasKey(true)
            }}
            onInput={({ currentTarget }) => {
              setFound(undefined)
              setHasKey(currentTarget.value.trim() !== '')
            }}
            aria-invalid={found !== undefined}
            aria-describedby={`${keyId}-note`}
            className="min-h-8 min-w-0 max-w-64 flex-1 basis-40 pointer-coarse:min-h-11 rounded-lg border border-line-strong bg-surface px-2 placeholder:text-soft aria-invalid:border-bad"
          />
          <p id={`${keyId}-note`} className={`basis-full ${found ? 'py-1 text-bad' : 'text-soft'}`}>
            {found
              ? `Found ${found}. Paste one whole key, which starts with varg_. Nothing was sent.`
              : 'For this send only; it is kept nowhere.'}
          </p>
        </OptionRow>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Button type="submit" look="primary" idle={isIdle} aria-busy={send.isPending}>
          {options.repeat > 1 ? `Send ${plural(options.repeat, 'time')}` : 'Send'}
        </Button>
        <p className="min-w-0 flex-1 basis-52 text-soft">{wordsFor(file, isSound, differences)}</p>
      </div>
      <div role="status" className="wrap-anywhere empty:hidden">
        {send.isPending && !file.file && <p className="text-soft">Fetching its bytes…</p>}
        {send.isError && <p className="text-bad">{explain(asProblem(send.error)).sentence}</p>}
      </div>
    </form>
  )
}

/** What the button does, or why it does nothing. */
function wordsFor(file: DetailsFile, isSound: boolean, differences: readonly string[]): string {
  if (!hasSource(file)) return NO_SOURCE
  if (!isSound) return UNSOUND
  const how = differences.length === 0 ? 'as always, to see the call' : differences.join(', ')
  const sentence = `${how.charAt(0).toUpperCase()}${how.slice(1)}.`
  if (file.file) return sentence
  return `${sentence} This page no longer has its bytes: they are fetched back from its URL first.`
}

/** Whether there are bytes to send, or a way to get them. */
function hasSource({ file, listed }: DetailsFile): boolean {
  return file !== undefined || listed !== undefined
}

/** The key of the field, which does not hold it any longer. */
function takeKey(field: HTMLInputElement | null): string | undefined {
  const read = readKey(field?.value ?? '')
  if (field) field.value = ''
  return 'key' in read ? read.key : undefined
}
