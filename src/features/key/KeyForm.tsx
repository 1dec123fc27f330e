import { useMutation } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import type { GatewayId } from '../../core/gateways.ts'
import { findKey } from '../../core/key.ts'
import type { Keyring } from '../../storage/keyring.ts'
import { Button } from '../../ui/Button.tsx'
import { useAnnounce } from '../../ui/LiveRegions.tsx'

interface KeyFormProps {
  keyring: Keyring
  gateway: GatewayId
  /** Called when the form is about to go. */
  onSaved: () => void
}

/** Takes a key for one gateway. The field is emptied the moment the key is saved. */
export function KeyForm({ keyring, gateway, onSaved }: KeyFormProps) {
  const [text, setText] = useState('')
  const [remember, setRemember] = useState(false)
  const fieldId = useId()
  const { assertively } = useAnnounce()

  const save = useMutation({
    mutationFn: async () => {
      const key = findKey(text)
      if (key === undefined)
        throw new Error('A key starts with varg_ and has no spaces. Nothing was saved.')
      keyring.save(gateway, key, remember)
    },
    onError: ({ message }) => assertively(message),
    onSuccess: () => {
      setText('')
      onSaved()
    },
  })

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
          id={fieldId}
          type="password"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            save.reset()
          }}
          placeholder={gateway === 'sandbox' ? 'optional' : 'varg_…'}
          aria-invalid={save.isError}
          aria-describedby={save.isError ? `${fieldId}-problem` : undefined}
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
      {save.isError && (
        <p id={`${fieldId}-problem`} className="text-bad text-sm">
          {save.error.message}
        </p>
      )}
    </form>
  )
}
