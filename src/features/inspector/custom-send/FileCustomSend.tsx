import { useMutation } from '@tanstack/react-query'
import { useId, useRef, useState } from 'react'
import { explain } from '../../../core/api/explain.ts'
import { asProblem } from '../../../core/api/problem.ts'
import { readKey } from '../../../core/api/read-key.ts'
import { NO_OPTIONS } from '../../../core/traffic/custom-send-options.ts'
import { describeOptions } from '../../../core/traffic/describe-options.ts'
import { Button } from '../../../ui/Button.tsx'
import { FieldRow } from '../../../ui/FieldRow.tsx'
import { pastedLines } from '../../../ui/pasted-lines.ts'
import { type DetailsFile, useInspector } from '../inspector-context.ts'
import { words } from '../words.ts'
import { CustomSendForm } from './CustomSendForm.tsx'

const text = words.custom

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
  const differences = [...describeOptions(options), ...(hasKey ? [text.withKey] : [])]
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
      gateway={file.gateway}
      intro={text.fileIntro}
      options={options}
      onChange={(next, sound) => setChosen({ options: next, isSound: sound })}
      onSubmit={submit}
      rows={
        <FieldRow legend={text.key}>
          {/* Uncontrolled: React would write the key into an attribute and keep it. */}
          <input
            ref={key}
            aria-label={text.otherKey}
            type="password"
            autoComplete="off"
            spellCheck={false}
            placeholder={text.keyPlaceholder}
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
            className="min-h-(--control-small) min-w-0 max-w-64 flex-1 basis-40 rounded-control border border-line-strong bg-surface px-2.5 aria-invalid:border-bad"
          />
          <p id={`${keyId}-note`} className={found ? 'basis-full text-bad' : 'text-soft'}>
            {found ? text.badKey(found) : text.keyNote}
          </p>
        </FieldRow>
      }
      button={
        <Button type="submit" look="tinted" idle={isIdle} aria-busy={send.isPending}>
          {text.send(options.repeat)}
        </Button>
      }
      note={noteOf(file, isSound, differences)}
    >
      <div role="status" className="wrap-anywhere pt-1 empty:hidden">
        {send.isPending && !file.file && <p className="text-soft">{text.fetching}</p>}
        {send.isError && <p className="text-bad">{explain(asProblem(send.error)).sentence}</p>}
      </div>
    </CustomSendForm>
  )
}

/** What the button does, or why it is disabled. */
function noteOf(file: DetailsFile, isSound: boolean, differences: readonly string[]): string {
  if (!hasSource(file)) return text.noSource
  if (!isSound) return text.invalid
  const how = text.sentence(differences.length === 0 ? text.asUsual : differences.join(', '))
  return file.file ? how : `${how} ${text.fetchFirst}`
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
