import type { GatewayId } from '../api/gateways.ts'
import type { MediaKind } from '../media/media-kind.ts'
import { membersOf } from './extra.ts'
import type { GenerationRequest } from './generation.ts'
import type { Hint } from './hint.ts'
import { limitHints } from './limit-hints.ts'
import { hintAtModel } from './model-hints.ts'
import { findFamily } from './models/find-family.ts'
import { hintAtExtensions, hintAtReach, hintAtShape } from './reference-hints.ts'
import { rolesOf } from './roles.ts'
import type { Snippet } from './snippets/snippet.ts'
import { words } from './words.ts'

/** The destination of a request. */
export interface HintTarget {
  /** The selected format. Formats that only list references get no hints about prompt and model. */
  snippet: Pick<Snippet, 'id' | 'isRequest' | 'lack' | 'leftOut'>
  /** The gateway that the request is for. */
  gateway: GatewayId
}

/**
 * Returns hints that prevent a failed generation. Hints about the request come first, then hints
 * about each reference. A request without references and prompt has no hints, and a model that no
 * document names gets no advice.
 */
export function findHints(request: GenerationRequest, target: HintTarget): Hint[] {
  if (request.references.length === 0 && request.prompt.trim() === '') return []
  const { snippet } = target
  const family = findFamily(request.model)
  const isTemplate = snippet.id === 'varg-tsx'
  const rules: Hint[][] = []
  if (snippet.isRequest) rules.push(hintAtEmptyModel(request), hintAtExtra(request))
  if (snippet.isRequest && family) rules.push(hintAtModel(request, family, snippet))
  if (snippet.isRequest) rules.push(limitHints(request, snippet, rules.flat()))
  if (isTemplate) rules.push(hintAtTemplate(request), hintAtTemplateExtra(request))
  rules.push(hintAtLeftOut(request, snippet))
  if (isTemplate) rules.push(hintAtExtensions(request))
  const roles = rolesOf(request)
  for (const reference of request.references) {
    if (target.gateway === 'varg') rules.push(hintAtReach(reference, request))
    const role = roles.get(reference.id)
    if (snippet.isRequest && role === 'start-frame') rules.push(hintAtShape(reference, request))
  }
  return rules.flat()
}

function count({ references }: GenerationRequest, kind: MediaKind): number {
  return references.filter((reference) => reference.kind === kind).length
}

/** References that the format omits. */
function hintAtLeftOut(request: GenerationRequest, { leftOut }: HintTarget['snippet']): Hint[] {
  const tags = leftOut?.(request).map(({ tag }) => tag) ?? []
  if (tags.length === 0) return []
  const isForVideo =
    request.kind === 'image' && count(request, 'video') <= 1 && count(request, 'audio') <= 1
  const fix = isForVideo
    ? { label: words.switchTo.video, change: { kind: 'video' as const } }
    : undefined
  return [{ id: 'left-out', sentence: words.leftOut(tags), why: words.why.leftOut, fix }]
}

/** Templates have elements for images and videos only. */
function hintAtTemplate({ kind, references }: GenerationRequest): Hint[] {
  if (kind !== 'transcription' || references.length === 0) return []
  const [sentence, why] = [words.noTranscription, words.why.noTranscription]
  return [{ id: 'no-transcription', sentence, why }]
}

function hintAtExtra({ extra }: GenerationRequest): Hint[] {
  if (extra !== 'invalid') {
    const names = Object.keys(membersOf(extra)).filter((name) => IN_FORM.has(name))
    if (names.length === 0) return []
    return [{ id: 'doubled-extra', sentence: words.extraInForm(names), why: words.why.extraInForm }]
  }
  return [{ id: 'invalid-extra', sentence: words.invalidExtra, why: words.why.invalidExtra }]
}

const IN_FORM = new Set(['model', 'prompt', 'files', 'audio_url'])

function hintAtTemplateExtra({ kind, extra }: GenerationRequest): Hint[] {
  const names = Object.keys(membersOf(extra)).filter((name) => name !== 'provider_options')
  if (names.length === 0 || kind === 'transcription') return []
  const [sentence, why] = [words.extraInTemplate(names), words.why.extraInTemplate]
  return [{ id: 'template-extra', sentence, why }]
}

/** Every request has a `model`. Source: the gateway's documentation. */
function hintAtEmptyModel({ model }: GenerationRequest): Hint[] {
  if (model.trim() !== '') return []
  return [{ id: 'model', sentence: words.emptyModel, why: words.why.model }]
}
