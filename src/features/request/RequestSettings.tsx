import { type ReactNode, useId } from 'react'
import type { Composer, Draft } from '../../core/request/composer.ts'
import { MODELS, REQUEST_KINDS, type RequestKind } from '../../core/request/generation.ts'
import type { Snippet } from '../../core/request/snippets/snippet.ts'
import { RadioBar } from '../../ui/RadioBar.tsx'
import { takesSettings } from './format-notes.ts'

const KIND_WORDS: Record<RequestKind, string> = {
  image: 'Image',
  video: 'Video',
  transcription: 'Transcription',
}

const RATIOS = ['16:9', '9:16', '1:1', '4:3', '3:4', '21:9']

const BOX =
  'min-h-9 w-full min-w-0 rounded-lg border border-line-strong bg-surface px-2 text-sm placeholder:text-soft pointer-coarse:min-h-11'

interface RequestSettingsProps {
  composer: Composer
  draft: Draft
  format: Snippet
}

/** What is to be made and how. What the format decides or leaves out keeps its place, greyed. */
export function RequestSettings({ composer, draft, format }: RequestSettingsProps) {
  const id = useId()
  const kind = format.kind ?? draft.kind
  const { aspectRatio, duration, models } = draft
  const ratios = RATIOS.includes(aspectRatio) || !aspectRatio ? RATIOS : [aspectRatio, ...RATIOS]

  return (
    <fieldset
      disabled={!takesSettings(format)}
      className="grid min-w-0 grid-cols-1 gap-3 disabled:opacity-50"
    >
      <fieldset
        disabled={format.kind !== undefined}
        className={takesSettings(format) ? 'min-w-0 disabled:opacity-50' : 'min-w-0'}
      >
        <RadioBar
          legend="Make"
          options={REQUEST_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
          value={kind}
          onChange={(chosen) => composer.change({ kind: chosen })}
        />
      </fieldset>
      <div className="flex gap-2">
        <Setting id={`${id}model`} label="Model" className="flex-1">
          <input
            id={`${id}model`}
            type="text"
            list={`${id}models`}
            autoComplete="off"
            spellCheck={false}
            value={models[kind]}
            onChange={({ target }) =>
              composer.change({ models: { ...models, [kind]: target.value } })
            }
            className={BOX}
          />
          <datalist id={`${id}models`}>
            {MODELS[kind].map((model) => (
              <option key={model} value={model} />
            ))}
          </datalist>
        </Setting>
        {kind !== 'transcription' && (
          <Setting id={`${id}ratio`} label="Aspect ratio" className="w-22">
            <select
              id={`${id}ratio`}
              value={aspectRatio}
              onChange={({ target }) => composer.change({ aspectRatio: target.value })}
              className={BOX}
            >
              {ratios.map((ratio) => (
                <option key={ratio}>{ratio}</option>
              ))}
              <option value="">Auto</option>
            </select>
          </Setting>
        )}
        {kind === 'video' && (
          <Setting id={`${id}duration`} label="Seconds" className="w-16">
            <input
              id={`${id}duration`}
              type="text"
              inputMode="decimal"
              aria-label="Duration in seconds"
              autoComplete="off"
              value={duration}
              placeholder="Auto"
              onChange={({ target }) => composer.change({ duration: target.value })}
              className={BOX}
            />
          </Setting>
        )}
      </div>
    </fieldset>
  )
}

function Setting({
  id,
  label,
  className,
  children,
}: {
  id: string
  label: string
  /** For its width. */
  className: string
  children: ReactNode
}) {
  return (
    <div className={`grid min-w-0 grid-cols-1 content-start gap-1 ${className}`}>
      <label htmlFor={id} className="whitespace-nowrap text-soft text-sm">
        {label}
      </label>
      {children}
    </div>
  )
}
