import { useMutation } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import {
  type SubmitEvent,
  type SyntheticEvent,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from 'react'
import type { Explanation } from '../../core/api/explain.ts'
import { DASHBOARD } from '../../core/api/gateways.ts'
import { looksLikeKey } from '../../core/api/key.ts'
import { loadExplain, loadPart } from '../../http/parts.ts'
import { loadView } from '../../http/styles.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'
import { LINK_LOOK } from '../../ui/link-look.ts'
import { pastedLines } from '../../ui/pasted-lines.ts'
import { usePart } from '../../ui/use-part.ts'
import { useAccount } from './account-context.ts'
import type { AccountState } from './use-account-state.ts'
import { words } from './words.ts'

const loadOtherKeys = async () => (await loadView(() => import('./OtherKeys.tsx'))).OtherKeys

interface KeyFormProps {
  state: AccountState
  /** Whether the field may take the focus. Called when it appears and when the key is rejected. */
  takesFocus: () => boolean
  /** Whether the form announces why the key is rejected. Elsewhere, the batch bar does. */
  announces?: boolean
  /** Use `filled` only for the most important action of the page. */
  look: 'filled' | 'plain'
  /** Called when a key was saved. The form is about to be removed. */
  onSaved: () => void
}

/** Takes a key for one gateway. The field is emptied when the key is saved. */
export function KeyForm({ state, takesFocus, announces = false, look, onSaved }: KeyFormProps) {
  const { keyring, gateway } = useAccount()
  const { owner, refusal } = state
  const field = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [remember, setRemember] = useState(false)
  const id = useId()
  const { assertively } = useAnnounce()
  const hasOthers = keyring.owners().some((one) => one !== owner)
  const { part: OtherKeys } = usePart('other-keys', loadOtherKeys, hasOthers)
  const { part: explain } = usePart('explain', loadExplain, refusal !== undefined)
  const isSandbox = gateway === 'sandbox'

  const save = useMutation({
    mutationFn: async () => {
      const key = await readKey(text)
      if (owner === undefined) throw new Error(words.noServer)
      keyring.save(owner, key, remember)
    },
    onError: ({ message }) => {
      assertively(message)
      field.current?.focus()
    },
    onSuccess: () => {
      setText('')
      onSaved()
    },
  })

  const isRefused = refusal !== undefined
  const focusField = useEffectEvent((_isRefused: boolean) => {
    if (takesFocus()) field.current?.focus()
  })
  // Follows the gateway, which may reject a key at any time.
  useEffect(() => {
    focusField(isRefused)
  }, [isRefused])

  const explained = refusal && explain && inOneLine(explain(refusal))
  // Announces a rejection when it arrives.
  useEffect(() => {
    if (announces && explained !== undefined) assertively(explained)
  }, [announces, explained, assertively])
  const reason = save.isError ? save.error.message : explained

  /** Separates the lines of a text, which the input would join. */
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
    <form onSubmit={submit} className="grid min-w-0 grid-cols-1 text-body">
      <div className="mb-1.5 flex items-center justify-between gap-4">
        <span className="flex gap-1.5">
          <label htmlFor={id} className="font-medium">
            {words.apiKey}
          </label>
          {isSandbox && <span className="text-soft">{words.optional}</span>}
        </span>
        {!isSandbox && (
          <a href={DASHBOARD} target="_blank" rel="noopener noreferrer" className={LINK_LOOK}>
            {words.getKey}
          </a>
        )}
      </div>
      <div className="flex gap-2">
        <input
          ref={field}
          id={id}
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
          placeholder={words.keyHint}
          aria-invalid={reason !== undefined}
          aria-describedby={reason === undefined ? undefined : `${id}-problem`}
          className="min-h-(--control) min-w-0 flex-1 rounded-control border border-line-strong bg-surface px-2.5 font-mono text-meta aria-invalid:border-bad"
        />
        <Button type="submit" look={isSandbox ? 'plain' : look} size="medium">
          {words.saveKey}
        </Button>
      </div>
      {reason !== undefined && (
        <p id={`${id}-problem`} className="mt-1.5 flex gap-1.5 text-bad">
          <Icon of={CircleAlert} className="mt-px" />
          <span className="wrap-anywhere min-w-0">{reason}</span>
        </p>
      )}
      {OtherKeys && !isSandbox && owner !== undefined && (
        <OtherKeys keyring={keyring} owner={owner} onUsed={onSaved} />
      )}
      <RememberField value={remember} onChange={setRemember} />
    </form>
  )
}

/** Chooses whether the key is kept after the tab is closed. */
export function RememberField({
  value,
  onChange,
}: {
  value: boolean
  onChange: (value: boolean) => void
}) {
  return (
    <label className="mt-2 flex min-h-6 items-center gap-2 justify-self-start pointer-coarse:min-h-11">
      <input
        type="checkbox"
        aria-label={words.rememberHere}
        checked={value}
        onChange={({ target }) => onChange(target.checked)}
      />
      {words.remember}
    </label>
  )
}

/** @throws {Error} whose message names what was found instead of a key */
async function readKey(text: string): Promise<string> {
  if (looksLikeKey(text)) return text
  if (text === '') throw new Error(words.keyNeeded)
  const reader = await loadPart(() => import('../../core/api/read-key.ts'))
  const read = reader.readKey(text)
  if ('key' in read) return read.key
  throw new Error(words.noKey(read.found))
}

/** Appends the gateway's own message, which says what is wrong with the key. */
function inOneLine({ sentence, gateway }: Explanation): string {
  return gateway ? `${sentence} (${gateway.code}: ${gateway.message})` : sentence
}
