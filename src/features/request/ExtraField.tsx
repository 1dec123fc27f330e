import { useState } from 'react'
import type { Composer } from '../../core/request/composer.ts'
import { readExtra } from '../../core/request/extra.ts'
import { EXTRA_FIELD } from './fields.tsx'
import { words } from './tray-words.ts'

/** Further members of the body, as JSON. A hint reports invalid JSON. An empty field is hidden. */
export function ExtraField({ composer, extra }: { composer: Composer; extra: string }) {
  const [isFocused, setFocused] = useState(false)
  if (extra === '' && !isFocused) return null
  return (
    <div className="grid shrink-0 gap-0.5 px-4 pb-3">
      <label htmlFor={EXTRA_FIELD} className="text-meta text-soft">
        {words.extra}
      </label>
      <textarea
        id={EXTRA_FIELD}
        value={extra}
        rows={3}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={readExtra(extra) === 'invalid'}
        onFocus={() => setFocused(true)}
        onBlur={() => setFocused(false)}
        onChange={({ target }) => composer.change({ extra: target.value })}
        className="scroll-quiet field-sizing-content max-h-42.5 min-h-8 w-full resize-none rounded-control border border-line-strong bg-surface px-2 py-1.5 font-mono text-code aria-invalid:border-bad pointer-coarse:text-base"
      />
    </div>
  )
}
