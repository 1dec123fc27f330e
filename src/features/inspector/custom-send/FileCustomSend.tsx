import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import { readKey } from '../../../core/api/read-key.ts'
import { plural } from '../../../core/text/format.ts'
import { describeOptions, NO_OPTIONS } from '../../../core/traffic/custom-send-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { pastedLines } from '../../../ui/pasted-lines.ts'
import { type DetailsFile, useInspector } from '../inspector-context.ts'
import { CustomSendForm } from './CustomSendForm.tsx'
import { FormRow } from './form-rows.tsx'

const INTRO =
  'What comes of it stands here and in the log. The list and the history stay as they are.'
const NO_SOURCE =
  'This page no longer has its bytes, and it has no URL to fetch them from: drop the file again.'
const UNSOUND = 'Nothing can be sent while a field holds no number in range.'

/** Sends one file with options of its own. Other files are sent as before. */
export function FileCustomSend({ file }: { file: DetailsFile }) {
  const inspector = useInspector()
  const [{ options, isSound }, setChosen] = useState({ options: NO_OPTIONS, isSound: true })
  const key = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<string>()
  /** Whether a key is typed. Only the input holds the key itself. */
  const [hasKey, setHasKey] = useState(false)
  const keyId = useId()
  const send = useMutation({
    mutationFn: () => inspector.sendCustom(file, options, takeKey(key.current)),
    // The log has the calls. The mutation cache is not needed.
    gcTime: 0,
  })
  const differences = [...describeOptions(options), ...(hasKey ? ['with another key'] : [])]
  const isIdle = !hasSource(file) || !isSound || send.isPending

  function submit(): void {
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
    <CustomSendForm
      intro={INTRO}
      options={options}
      onChange={(next, sound) => setChosen({ options: next, isSound: sound })}
      onSubmit={submit}
      rows={
        <FormRow title="Key">
          <label htmlFor={keyId}>With another key</label>
          {/* Uncontrolled: React would write the key into an attribute and keep it. */}
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
        </FormRow>
      }
      button={
        <Button type="submit" look="primary" idle={isIdle} aria-busy={send.isPending}>
          {options.repeat > 1 ? `Send ${plural(options.repeat, 'time')}` : 'Send'}
        </Button>
      }
      note={wordsFor(file, isSound, differences)}
    >
      <div role="status" className="wrap-anywhere empty:hidden">
        {send.isPending && !file.file && <p className="text-soft">Fetching its bytes…</p>}
        {send.isError && <p className="text-bad">{explain(asProblem(send.error)).sentence}</p>}
      </div>
    </CustomSendForm>
  )
}

/** What the button does, or why it is disabled. */
function wordsFor(file: DetailsFile, isSound: boolean, differences: readonly string[]): string {
  if (!hasSource(file)) return NO_SOURCE
  if (!isSound) return UNSOUND
  const how = differences.length === 0 ? 'as always, to see the call' : differences.join(', ')
  const sentence = `${how.charAt(0).toUpperCase()}${how.slice(1)}.`
  if (file.file) return sentence
  return `${sentence} This page no longer has its bytes: they are fetched back from its URL first.`
}

/** Whether the bytes are on this page or can be fetched. */
function hasSource({ file, listed }: DetailsFile): boolean {
  return file !== undefined || listed !== undefined
}

/** Reads the key and clears the input. */
function takeKey(field: HTMLInputElement | null): string | undefined {
  const read = readKey(field?.value ?? '')
  if (field) field.value = ''
  return 'key' in read ? read.key : undefined
}
