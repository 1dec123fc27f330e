import { quoteText } from '../../text/literals.ts'
import { writeCall, writeMembers } from '../../text/value-code.ts'
import type { GenerationRequest } from '../generation.ts'
import type { TaggedReference } from '../reference.ts'
import { lackFiles } from './lack.ts'
import { writeLegendLine } from './legend.ts'
import { durationOf, ofKind } from './request-body.ts'
import type { Snippet } from './snippet.ts'

/**
 * Code for a Varg template, which has its own imports. It has only plain constants, because
 * rendering in the cloud rejects `export const`.
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

/** Templates have no transcriptions, so that only the constants are written. */
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
    ...leftOutComment('Image() takes images only', request),
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
    ...leftOutComment('Video() takes one video and one audio file', request),
    `const video = ${writeCall('Video', video)};`,
  ]
}

function leftOutComment(reason: string, request: GenerationRequest): string[] {
  const names = othersOf(request).map(({ identifier }) => identifier)
  return names.length > 0 ? [`// ${reason}. Left out: ${names.join(', ')}`] : []
}

/** References that the element does not accept. They have only a constant. */
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
