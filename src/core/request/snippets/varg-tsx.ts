import { quoteText } from '../../text/literals.ts'
import { writeCall, writeMembers } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import { lackFiles } from './lack.ts'
import { writeLegendLine } from './legend.ts'
import { durationOf, ofKind } from './request-body.ts'
import type { Snippet } from './snippet.ts'

/**
 * For a template of Varg, which brings its own imports. Only plain `const`: rendering in the cloud
 * refuses `export const`.
 */
export const vargTsx: Snippet = {
  id: 'varg-tsx',
  label: 'Varg TSX',
  language: 'typescript',
  isRequest: true,
  lack: (request) => (request.kind === 'transcription' ? lackFiles(request) : undefined),
  leftOut: othersOf,
  write(request) {
    const { references } = request
    const legend = references.map(writeLegendLine)
    const constants = references.map(
      ({ identifier, url }) => `const ${identifier} = ${quoteText(url)};`,
    )
    return [legend, constants, elementLines(request)]
      .filter((lines) => lines.length > 0)
      .map((lines) => lines.join('\n'))
      .join('\n\n')
  },
}

/** Varg makes no transcriptions in templates: the constants are all there is to them. */
function elementLines(request: GenerationRequest): string[] {
  switch (request.kind) {
    case 'image':
      return imageLines(request)
    case 'video':
      return videoLines(request)
    case 'transcription':
      return []
  }
}

function imageLines(request: GenerationRequest): string[] {
  const image = writeMembers({
    model: writeCall('varg.imageModel', quoteText(request.model)),
    prompt: writeMembers({ text: quoteText(request.prompt), images: imagesOf(request) }),
    aspectRatio: aspectRatioOf(request),
  })
  return [
    ...tellLeftOut('Image() takes images only', request),
    `const image = ${writeCall('Image', image)};`,
  ]
}

function videoLines(request: GenerationRequest): string[] {
  const [film] = namesOf(request, 'video')
  const [sound] = namesOf(request, 'audio')
  const video = writeMembers({
    model: writeCall('varg.videoModel', quoteText(request.model)),
    prompt: writeMembers({
      text: quoteText(request.prompt),
      images: imagesOf(request),
      video: film,
      audio: sound,
    }),
    duration: durationOf(request)?.toString(),
    aspectRatio: aspectRatioOf(request),
  })
  return [
    ...tellLeftOut('Video() takes one video and one audio file', request),
    `const video = ${writeCall('Video', video)};`,
  ]
}

function tellLeftOut(reason: string, request: GenerationRequest): string[] {
  const names = othersOf(request).map(({ identifier }) => identifier)
  return names.length > 0 ? [`// ${reason}. Left out: ${names.join(', ')}`] : []
}

/** What the element takes no more of: its constant is all there is to it. */
function othersOf(request: GenerationRequest): TaggedReference[] {
  switch (request.kind) {
    case 'image':
      return ofKind(request, 'video', 'audio')
    case 'video':
      return [...ofKind(request, 'video').slice(1), ...ofKind(request, 'audio').slice(1)]
    case 'transcription':
      return []
  }
}

function imagesOf(request: GenerationRequest): string | undefined {
  const names = namesOf(request, 'image')
  return names.length > 0 ? `[${names.join(', ')}]` : undefined
}

function namesOf(request: GenerationRequest, ...kinds: Parameters<typeof ofKind>[1][]): string[] {
  return ofKind(request, ...kinds).map(({ identifier }) => identifier)
}

function aspectRatioOf({ aspectRatio }: GenerationRequest): string | undefined {
  return aspectRatio === '' ? undefined : quoteText(aspectRatio)
}
