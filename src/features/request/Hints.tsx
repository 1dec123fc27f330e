import { useState } from 'react'
import type { Hint, HintFix } from '../../core/request/hint.ts'
import { checkMentions, type Mention } from '../../core/request/mentions.ts'
import { findFamily } from '../../core/request/models/find-family.ts'
import type { TaggedReference } from '../../core/request/reference.ts'
import type { Role } from '../../core/request/roles.ts'
import type { Snippet } from '../../core/request/snippets/snippet.ts'
import { Button } from '../../ui/Button.tsx'
import { HINT_BUTTON, HintLine, type ShownHint } from './HintLine.tsx'
import { words } from './tray-words.ts'

/** Maximum hints shown at once. Above it, only the first shows, to keep the code in view. */
const MOST = 2

interface HintsProps {
  /** Prefix of the ids of `mentionIds`. */
  id: string
  prompt: string
  model: string
  references: readonly TaggedReference[]
  roles: ReadonlyMap<string, Role>
  hints: readonly Hint[]
  format: Snippet
  onFix: (change: HintFix) => void
}

/** Why the request may fail. Hints never block it. */
export function Hints(props: HintsProps) {
  const { id, prompt, model, references, roles, hints, format, onFix } = props
  const [isWhole, setWhole] = useState(false)
  const { unknown, unused } = checkMentions(prompt, references)
  const { tags } = findFamily(model) ?? {}
  const sent = unused.filter(({ id }) => tags && roles.get(id) !== 'unused')
  const all = [
    ...(format.isRequest ? unknownHints(id, unknown) : formatHints(format, references)),
    ...hints.map((hint) => explainHint(hint, onFix)),
    ...(format.isRequest ? unusedHints(id, sent) : []),
  ]
  if (all.length === 0) return null
  const isLong = all.length > MOST
  return (
    <ul aria-label={words.hints} className="grid shrink-0 gap-0.5 px-4 pb-1.5 text-meta text-soft">
      {(isLong && !isWhole ? all.slice(0, 1) : all).map((hint, place) => (
        <HintLine key={hint.id} hint={hint}>
          {isLong && place === 0 && (
            <Button
              look="quiet"
              aria-expanded={isWhole}
              onClick={() => setWhole(!isWhole)}
              className={HINT_BUTTON}
            >
              {isWhole ? words.fewerHints : words.moreHints(all.length - 1)}
            </Button>
          )}
        </HintLine>
      ))}
    </ul>
  )
}

function explainHint(hint: Hint, onFix: HintsProps['onFix']): ShownHint {
  const { id, sentence, why, fix } = hint
  const remedy = fix && { label: fix.label, apply: () => onFix(fix.change) }
  return { id: `hint-${id.replace(' ', '-')}`, sentence, why, remedy }
}

/** Warns that a list format leaves out prompt and settings. */
function formatHints({ label }: Snippet, { length }: readonly TaggedReference[]): ShownHint[] {
  if (length === 0) return []
  return [{ id: 'hint-list', sentence: words.listOnly(label), why: words.whyListOnly }]
}

function unknownHints(id: string, mentions: readonly Mention[]): ShownHint[] {
  if (mentions.length === 0) return []
  const sentence = words.unknownTags([...new Set(mentions.map(({ tag }) => tag))])
  return [{ id: `${id}unknown`, sentence, why: words.whyUnknown, isBad: true }]
}

function unusedHints(id: string, references: readonly TaggedReference[]): ShownHint[] {
  if (references.length === 0) return []
  const sentence = words.unusedTags(references.map(({ tag }) => tag))
  return [{ id: `${id}unused`, sentence, why: words.whyUnused }]
}
