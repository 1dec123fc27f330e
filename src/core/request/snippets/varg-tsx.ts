import { quoteText } from '../../text/literals.ts'
import { writeCall, writeExpression, writeMembers } from '../../text/value-code.ts'
import { endpointOf } from '../endpoint.ts'
import type { GenerationRequest, RequestKind } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import { ofKind, placesOf } from '../roles.ts'
import { settingsOf } from '../used-settings.ts'
import { words } from '../words.ts'
import { FORMATS } from './formats.ts'
import { lackFiles, lackForKind } from './lack.ts'
import { hasOwnLegend, writeLegendLine } from './legend.ts'
import { filesInPlace, optionsOf } from './request-body.ts'
import type { Snippet } from './snippet.ts'

/** What each element accepts, for a comment. Templates have no transcriptions. */
const ACCEPTED: Record<Exclude<RequestKind, 'transcription'>, string> = {
  image: words.comment.imageOnly,
  video: words.comment.oneVideoAndAudio,
  lipsync: words.comment.oneFaceAndVoice,
  frames: words.comment.twoFrames,
  upscale: words.comment.oneSource,
}

/**
 * Code for a Varg template, which has its own imports. It has only plain constants, because
 * rendering in the cloud rejects `export const`. A legend has the names that constants cannot show.
 */
export const vargTsx: Snippet = {
  id: 'varg-tsx',
  label: FORMATS['varg-tsx'],
  language: 'typescript',
  isRequest: true,
  lack: (request) => (request.kind === 'transcription' ? lackFiles : lackForKind)(request),
  leftOut: othersOf,
  write(request) {
    const { references } = request
    const legend = references.filter(hasOwnLegend).map(writeLegendLine)
    const constants = references.map(
      ({ identifier, url }) => `const ${identifier} = ${quoteText(url)};`,
    )
    return [legend, constants, elementLines(request)]
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')
  },
}

/** For a transcription only the constants are written. */
function elementLines(request: GenerationRequest): string[] {
  const { kind } = request
  if (kind === 'transcription') return []
  const [name, element] = endpointOf(request) === 'image' ? ['image', 'Image'] : ['video', 'Video']
  const [film, sound] = [shownOf(request, 'video')[0], shownOf(request, 'audio')[0]]
  const { duration, aspectRatio } = settingsOf(request)
  const options = optionsOf(request)
  const members = writeMembers({
    model: writeCall(`varg.${name}Model`, quoteText(request.model)),
    prompt: writeMembers({
      text: hasText(request) ? quoteText(request.prompt) : undefined,
      images: imagesOf(request),
      video: film?.identifier,
      audio: sound?.identifier,
    }),
    duration: duration === undefined ? undefined : writeExpression(duration),
    aspectRatio: aspectRatio && quoteText(aspectRatio),
    providerOptions:
      options === undefined ? undefined : writeExpression({ varg: options }, constantsOf(request)),
  })
  const omitted = othersOf(request).map(({ identifier }) => identifier)
  const comment = omitted.length > 0 ? [`// ${words.comment.leftOut(ACCEPTED[kind], omitted)}`] : []
  return [...comment, `const ${name} = ${writeCall(element, members)};`]
}

/** A lipsync and an upscale need no prompt. */
function hasText({ kind, prompt }: GenerationRequest): boolean {
  return prompt !== '' || (kind !== 'lipsync' && kind !== 'upscale')
}

function constantsOf({ references }: GenerationRequest): ReadonlyMap<string, string> {
  return new Map(references.map(({ url, identifier }) => [url, identifier]))
}

/** References that the element does not accept. They have only a constant. */
function othersOf(request: GenerationRequest): TaggedReference[] {
  if (request.kind === 'transcription') return []
  const shown = (['image', 'video', 'audio'] as const).flatMap((kind) => shownOf(request, kind))
  for (const { reference, option } of placesOf(request)) {
    if (option !== undefined) shown.push(reference)
  }
  return request.references.filter((reference) => !shown.includes(reference))
}

/** The references of one kind that the element accepts: any number of images, else one. */
function shownOf(request: GenerationRequest, kind: TaggedReference['kind']): TaggedReference[] {
  const used = ofKind({ references: filesInPlace(request) }, kind)
  if (kind === 'image') return used
  return endpointOf(request) === 'image' ? [] : used.slice(0, 1)
}

function imagesOf(request: GenerationRequest): string | undefined {
  const names = shownOf(request, 'image').map(({ identifier }) => identifier)
  return names.length > 0 ? `[${names.join(', ')}]` : undefined
}
