import { fileTypeFromBlob } from 'file-type'
import { readAsfKind } from './asf-streams.ts'
import { type ByteSource, openRangeReader, type RangeReader } from './byte-source.ts'
import { readEbmlKind } from './ebml-tracks.ts'
import { readMp4Kind } from './mp4-tracks.ts'
import { findMpegAudio, type MpegLayer, skipId3 } from './mpeg-audio.ts'
import { readOggKind } from './ogg-streams.ts'
import { type DetectedType, findSignature } from './signatures.ts'
import { isSvg } from './svg.ts'

/** The root element of an SVG must begin within this many bytes. */
const SVG_HEAD = 16 * 1024

const MPEG: Record<MpegLayer, DetectedType> = {
  0: { mediaType: 'audio/aac', extension: 'aac' },
  1: { mediaType: 'audio/mpeg', extension: 'mpga' },
  2: { mediaType: 'audio/mpeg', extension: 'mpga' },
  3: { mediaType: 'audio/mpeg', extension: 'mp3' },
}

/** The usual extension of a type, where file-type returns several. */
const USUAL: Record<string, string> = { 'video/mp4': 'mp4', 'audio/mp4': 'm4a', 'audio/ogg': 'ogg' }

/**
 * Detects the media type of a file from its bytes. Returns undefined when they match no known type.
 * The page and the sandbox both use it, so they agree on the same bytes.
 *
 * Reads the first 64 KiB. For containers and tagged audio it also reads a bounded number of short
 * ranges.
 *
 * @throws what `source` throws
 */
export async function detectMediaType(source: ByteSource): Promise<DetectedType | undefined> {
  const reader = await openRangeReader(source)
  const head = await reader.read(0, SVG_HEAD)
  if (isSvg(head)) return { mediaType: 'image/svg+xml', extension: 'svg' }
  const start = await skipId3(reader)
  const signature = await readSignature(reader, start)
  if (signature) return signature
  const found = await fileTypeFromBlob(asBlob(reader, start))
  // file-type accepts two bytes that look like a frame as MPEG audio.
  if (!found || found.mime === 'audio/mpeg' || found.mime === 'audio/aac') {
    const layer = await findMpegAudio(reader, start)
    return layer === undefined ? undefined : MPEG[layer]
  }
  // `tar.gz` is the only extension of two parts.
  const extension = USUAL[found.mime] ?? found.ext.toLowerCase().split('.').at(-1) ?? ''
  return decideKind({ mediaType: found.mime, extension }, reader)
}

async function readSignature(reader: RangeReader, start: number) {
  const view = await reader.view(start, Math.min(16, reader.size - start))
  return view && findSignature(view)
}

/** Reads from the tracks of a container whether it is video or audio. */
async function decideKind(found: DetectedType, reader: RangeReader): Promise<DetectedType> {
  const { mediaType } = found
  const undecided: DetectedType = { ...found, isUndecided: true }
  if (/^(video\/(mp4|quicktime|x-m4v|3gpp2?)|audio\/(mp4|x-m4a))$/.test(mediaType)) {
    const kind = await readMp4Kind(reader)
    if (kind === undefined) return mediaType.startsWith('audio/') ? found : undecided
    if (mediaType.startsWith(kind)) return found
    if (kind === 'image') return { mediaType: 'image/heif', extension: 'heif' }
    if (kind === 'video') return { mediaType: 'video/mp4', extension: 'mp4' }
    return mediaType.includes('3gpp')
      ? { ...found, mediaType: mediaType.replace('video', 'audio') }
      : { mediaType: 'audio/mp4', extension: 'm4a' }
  }
  if (mediaType === 'video/webm' || mediaType === 'video/matroska') {
    const kind = await readEbmlKind(reader)
    if (kind === 'video') return found
    if (kind === undefined) return undecided
    return mediaType === 'video/webm'
      ? { mediaType: 'audio/webm', extension: 'weba' }
      : { mediaType: 'audio/matroska', extension: 'mka' }
  }
  if (/^(application|audio|video)\/ogg/.test(mediaType)) {
    const kind = await readOggKind(reader)
    if (kind === 'video') return { mediaType: 'video/ogg', extension: 'ogv' }
    if (kind === undefined) return mediaType === 'application/ogg' ? undecided : found
    return mediaType.startsWith('audio') ? found : { mediaType: 'audio/ogg', extension: 'oga' }
  }
  if (found.extension === 'asf') {
    const kind = await readAsfKind(reader)
    if (kind === 'audio') return { mediaType: 'audio/x-ms-asf', extension: 'wma' }
    if (kind === 'video') return { mediaType: 'video/x-ms-asf', extension: 'wmv' }
    return undecided
  }
  if (mediaType === 'video/x-flv') {
    // The fifth byte holds flags for the streams: 4 is audio, 1 is video.
    const streams = (await reader.view(4, 1))?.getUint8(0)
    if (streams !== undefined && (streams & 5) === 4) return { ...found, mediaType: 'audio/x-flv' }
  }
  return found
}

/** The part of a Blob that file-type uses, beginning at `offset`. */
function asBlob(reader: RangeReader, offset: number): Blob {
  const slice = (start: number, end: number) => ({
    arrayBuffer: async () => (await reader.read(start + offset, end + offset)).slice().buffer,
  })
  return { size: reader.size - offset, type: '', slice } as unknown as Blob
}
