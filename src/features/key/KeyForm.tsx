import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react'
import type { Explanation } from '../../core/api/explain.ts'
import type { GatewayId } from '../../core/api/gateways.ts'
import { looksLikeKey } from '../../core/api/key.ts'
import type { Problem } from '../../core/api/problem.ts'
import { loadExplain, loadPart } from '../../http/parts.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { Button } from '../../ui/Button.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { pastedLines } from '../../ui/pasted-lines.ts'
import { usePart } from '../../ui/use-part.ts'

/** Where somebody may be in the middle of something. */
const TYPING = 'input:not([type=radio], [type=checkbox], [type=file]), textarea, select, dialog *'

const RULE = 'Paste one whole key, which starts with varg_. Nothing was saved.'

const loadOtherKeys = async () => (await loadPart(() => import('./OtherKeys.tsx'))).OtherKeys

interface KeyFormProps {
  keyring: Keyring
  gateway: GatewayId
  /** Whose key it will be; undefined until our server has said where varg.ai goes. */
  owner: string | undefined
  /** Why the key in use does not do; the field then asks for another. */
  refusal: Problem | undefined
  /** Called when the form is about to go. */
  onSaved: () => void
}

/** Takes a key for one gateway. The field is emptied the moment the key is saved. */
export function KeyForm({ keyring, gateway, owner, refusal, onSaved }: KeyFormProps) {
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [remember, setRemember] = useState(false)
  const fieldId = useId()
  const { assertively } = useAnnounce()
  const hasOthers = keyring.owners().some((one) => one !== owner)
  const { part: OtherKeys } = usePart('other-keys', loadOtherKeys, hasOthers)

  const { part: explain } = usePart('explain', loadExplain, refusal !== undefined)

  const save = useMutation({
    mutationFn: async () => {
      const key = await readKey(text)
      if (owner === undefined) {
        throw new Error((await loadExplain())({ kind: 'no-connection' }).sentence)
      }
      keyring.save(owner, key, remember)
    },
    onError: ({ message }) => assertively(message),
    onSuccess: () => {
      setText('')
      onSaved()
    },
  })

  const isRefused = refusal !== undefined
  // Follows the gateway: the person is taken to the only thing that helps, but not away from typing.
  useEffect(() => {
    if (isRefused && !document.activeElement?.matches(TYPING)) field.current?.focus()
  }, [isRefused])

  const explained = refusal && explain && inOneLine(explain(refusal))
  const reason = save.isError ? save.error.message : explained

  /** Keeps the lines of a text apart. */
  function takeLines(event: SyntheticEvent, data: DataTransfer): void {
    const lines = pastedLines(data)
    if (lines === undefined) return
    event.preventDefault()
    setText(lines)
    save.reset()
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    save.mutate()
  }

  return (
    <form onSubmit={submit} className="grid min-w-0 grid-cols-1 flex-1 basis-72 gap-2">
      <div className="flex flex-wrap items-center justify-between gap-x-4">
        <label htmlFor={fieldId} className="font-medium text-sm">
          API key
        </label>
        <label className="flex items-center gap-2 text-soft text-sm">
          <input
            type="checkbox"
            checked={remember}
            onChange={(event) => setRemember(event.target.checked)}
          />
          Remember on this device
        </label>
      </div>
      <div className="flex gap-2">
        <input
          ref={field}
          id={fieldId}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            save.reset()
          }}
          onPaste={(event) => takeLines(event, event.clipboardData)}
          onDrop={(event) => takeLines(event, event.dataTransfer)}
          placeholder={gateway === 'sandbox' ? 'optional' : 'varg_…'}
          aria-invalid={reason !== undefined}
          aria-describedby={reason === undefined ? undefined : `${fieldId}-problem`}
          className="min-h-9 min-w-0 flex-1 rounded-lg border border-line-strong bg-surface px-3 text-sm placeholder:text-soft"
        />
        <Button
          type="submit"
          look={gateway === 'sandbox' ? 'plain' : 'primary'}
          className="min-h-9"
          disabled={text === ''}
        >
          Save key
        </Button>
      </div>
      {OtherKeys && gateway === 'varg' && owner !== undefined && (
        <OtherKeys keyring={keyring} owner={owner} onUsed={onSaved} />
      )}
      {reason !== undefined && (
        <p id={`${fieldId}-problem`} className="wrap-anywhere text-bad text-sm">
          {reason}
        </p>
      )}
    </form>
  )
}

/** @throws {Error} with what was found in place of a key */
async function readKey(text: string): Promise<string> {
  if (looksLikeKey(text)) return text
  const reader = await loadPart(() => import('../../core/api/read-key.ts'))
  const read = reader.readKey(text)
  if ('key' in read) return read.key
  throw new Error(`Found ${read.found}. ${RULE}`)
}

/** The gateway's own words belong to it: they say what is wrong with the key. */
function inOneLine({ sentence, gateway }: Explanation): string {
  return gateway ? `${sentence} (${gateway.code}: ${gateway.message})` : sentence
}
