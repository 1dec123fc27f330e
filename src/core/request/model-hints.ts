import { formatList } from '../text/format-list.ts'
import { endpointOf } from './endpoint.ts'
import { fileHints } from './file-hints.ts'
import type { GenerationRequest } from './generation.ts'
import type { Hint } from './hint.ts'
import { type ModelFamily, READ_ON } from './models/family.ts'
import { describeSeconds, nearestSeconds, takesSeconds } from './models/seconds.ts'
import { findTags } from './reference.ts'
import type { Snippet } from './snippets/snippet.ts'
import { settingsOf } from './used-settings.ts'
import { words } from './words.ts'

type Rule = (request: GenerationRequest, family: ModelFamily) => Omit<Hint, 'why'> | undefined

/** What the documents of a model say about a request. Each reason names its source. */
export function hintAtModel(
  request: GenerationRequest,
  family: ModelFamily,
  snippet: Pick<Snippet, 'id' | 'lack' | 'leftOut'>,
): Hint[] {
  const omitted = snippet.leftOut?.(request) ?? []
  const sent = request.references.filter((reference) => !omitted.includes(reference))
  const canBeSent = snippet.lack(request) === undefined
  const rules = [hintAtEndpoint, hintAtState, hintAtSeconds, hintAtRatio]
  if (snippet.id !== 'varg-tsx') rules.push(hintAtVersion)
  if (request.kind !== 'transcription') rules.push(hintAtPrompt)
  const hints = rules.flatMap((rule) => rule(request, family) ?? [])
  const tags = request.kind === 'transcription' ? undefined : hintAtTags(request, family)
  return [...hints, ...fileHints(request, family, sent, canBeSent), ...(tags ? [tags] : [])].map(
    (hint) => ({ ...hint, why: words.sourced(whyOf(hint.id, request), family.source, READ_ON) }),
  )
}

/** The first word of the id names the rule. */
function whyOf(id: string, { version }: GenerationRequest): string {
  const why = words.whyModel[id.split(' ')[0] as keyof typeof words.whyModel]
  return typeof why === 'string' ? why : why(version)
}

const hintAtEndpoint: Rule = (request, { name, endpoint }) => {
  const { model } = request
  if (endpointOf(request) === endpoint) return undefined
  const fix = { label: words.switchTo[endpoint], change: { kind: endpoint, model } }
  return { id: 'endpoint', sentence: words.otherEndpoint(name), fix }
}

const hintAtState: Rule = (_, { name, state }) =>
  state === 'deprecated' ? { id: 'deprecated', sentence: words.deprecated(name) } : undefined

/** A deprecated model of version 1 is redirected in version 2. */
const hintAtVersion: Rule = (request, { name, version = request.version, state }) =>
  version === request.version || state === 'deprecated'
    ? undefined
    : { id: 'version', sentence: words.onlyVersion(name, version) }

const hintAtSeconds: Rule = (request, { name, seconds = [], refuses, ...family }) => {
  const { duration } = settingsOf(request)
  if (duration === undefined) return undefined
  if (duration === 'auto') {
    if (seconds.length === 0 || family.hasAutoSeconds) return undefined
    return {
      id: 'seconds',
      sentence: words.noAutoSeconds(name),
      fix: { label: words.leaveOutSeconds, change: { duration: '' } },
    }
  }
  const takes = seconds.map((allowed) => takesSeconds(allowed, duration))
  if (!takes.includes(false)) return undefined
  const allowed = seconds.map(describeSeconds)
  const [only = '', ...others] = allowed
  const sentence =
    others.length > 0 ? words.disputedSeconds(name, allowed) : words.takesSeconds(name, only)
  const nearest = nearestSeconds(seconds, duration)
  return {
    id: 'seconds',
    sentence: takes.includes(true)
      ? sentence
      : words.offSeconds(sentence, duration, refuses === 'seconds'),
    fix:
      nearest === undefined
        ? undefined
        : { label: words.correctSeconds(nearest), change: { duration: String(nearest) } },
  }
}

const hintAtRatio: Rule = (request, { name, ratios = '' }) => {
  const { aspectRatio } = settingsOf(request)
  const named = ratios.split(' ')
  if (!aspectRatio || !ratios || named.includes(aspectRatio)) return undefined
  return { id: 'ratio', sentence: words.otherThan(name, formatList(named), aspectRatio) }
}

const hintAtPrompt: Rule = ({ prompt }, { name, prompt: use }) => {
  if (prompt.trim() === '') {
    return use === 'required' ? { id: 'prompt', sentence: words.emptyPrompt } : undefined
  }
  return use === 'unused' ? { id: 'unused-prompt', sentence: words.unusedPrompt(name) } : undefined
}

const hintAtTags: Rule = ({ prompt, references }, { name, tags, prompt: use }) => {
  const tag = findTags(prompt).find((found) => references.some((one) => one.tag === found.tag))
  if (tags || use === 'unused' || !tag) return undefined
  return { id: 'tags', sentence: words.noTags(name, tag.tag) }
}
