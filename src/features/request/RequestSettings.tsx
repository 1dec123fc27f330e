import type { ReactNode } from 'react'
import type { Composer } from '../../core/request/composer.ts'
import { type Draft, modelOf } from '../../core/request/draft.ts'
import { hasDuration, hasRatio, REQUEST_KINDS } from '../../core/request/generation.ts'
import { FIELD, Select } from './fields.tsx'
import { ModelField } from './ModelField.tsx'
import { useRequestParts } from './use-request-parts.ts'
import { words } from './words.ts'

const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9']

const KINDS = REQUEST_KINDS.map((value) => ({ value, label: words.kinds[value] }))

/** The settings of the request's kind, in one line, or in two on phones and touch screens. */
export function RequestSettings({ composer, draft }: { composer: Composer; draft: Draft }) {
  const { kind, aspectRatio, duration } = draft
  const named = useRequestParts(false)?.ratiosOf(modelOf(draft))
  const ratios = new Set([...(named ?? RATIOS), aspectRatio])

  return (
    <div className="relative flex shrink-0 gap-1.5 px-4 pt-2 pb-3 roomy:grid roomy:grid-cols-2">
      <Select
        label={words.kind}
        options={KINDS}
        value={kind}
        onChange={(chosen) => composer.change({ kind: chosen })}
        className={`roomy:w-full ${kind === 'image' || kind === 'video' ? 'w-19' : 'w-33'}`}
      />
      <ModelField composer={composer} draft={draft} />
      {hasRatio(kind) && (
        <Select
          label={words.aspectRatio}
          options={[
            ...[...ratios].filter(Boolean).map((value) => ({ value, label: value })),
            { value: '', label: words.auto },
          ]}
          value={aspectRatio}
          onChange={(chosen) => composer.change({ aspectRatio: chosen })}
          className="w-15 roomy:w-full roomy:last:col-span-2"
        />
      )}
      {hasDuration(kind) && (
        <Unit text={words.seconds} isShown={duration !== ''}>
          <input
            type="text"
            inputMode="decimal"
            aria-label={words.duration}
            autoComplete="off"
            value={duration}
            placeholder={words.auto}
            onChange={({ target }) => composer.change({ duration: target.value })}
            className={`w-full border-line-strong ${FIELD}`}
          />
        </Unit>
      )}
    </div>
  )
}

/** Shows the unit of a number after it, within its field. */
function Unit({
  text,
  isShown,
  children,
}: {
  text: string
  isShown: boolean
  children: ReactNode
}) {
  return (
    <div className="relative w-14 shrink-0 roomy:w-full">
      {children}
      {isShown && (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-y-0 end-2.5 flex items-center text-soft roomy:text-base"
        >
          {text}
        </span>
      )}
    </div>
  )
}
