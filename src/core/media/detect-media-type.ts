import { readAsfKind } from './asf-streams.ts'
import {
  type ByteSource,
  numberAt,
  openRangeReader,
  type RangeReader,
  textAt,
} from './byte-source.ts'
import { readEbmlType } from './ebml-tracks.ts'
import { MEDIA_SIGNATURES, WEAK_SIGNATURES } from './media-signatures.ts'
import { readMp4Kind } from './mp4-tracks.ts'
import { findMpegAudio, type MpegLayer, skipId3 } from './mpeg-audio.ts'
import { readOggKind } from './ogg-streams.ts'
import { OTHER_SIGNATURES } from './other-signatures.ts'
import { readPngType } from './png-chunks.ts'
import { type DetectedType, findSignature, SIGNATURE_HEAD } from './signature.ts'
import { isSvg } from './svg.ts'
import { openTiff } from './tiff-directory.ts'
import { readZipType } from './zip-entries.ts'

/** The root element of an SVG must begin within this many bytes. */
const SVG_HEAD = 16 * 1024

/** The first match wins, so weak signatures come last. */
const SIGNATURES = [...MEDIA_SIGNATURES, ...OTHER_SIGNATURES, ...WEAK_SIGNATURES]

/** In UTF-8. Some editors write it before text. */
const BYTE_ORDER_MARK = '\xef\xbb\xbf'

const DNG_VERSION = 50_706

/** PrintIM, by which file-type tells Sony's raw files from other TIFF. */
const PRINT_IMAGE = 50_341

const MPEG: Record<MpegLayer, DetectedType> = {
  0: { mediaType: 'audio/aac', extension: 'aac' },
  1: { mediaType: 'audio/mpeg', extension: 'mpga' },
  2: { mediaType: 'audio/mpeg', extension: 'mpga' },
  3: { mediaType: 'audio/mpeg', extension: 'mp3' },
}

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
  const found = findSignature(await readStart(reader, start), SIGNATURES)
  if (found) return decideType(found, reader)
  const layer = await findMpegAudio(reader, start)
  return layer === undefined ? undefined : MPEG[layer]
}

/** Returns one character for each byte, after a byte order mark. */
async function readStart(reader: RangeReader, start: number): Promise<string> {
  const text = await textAt(reader, start, Math.min(SIGNATURE_HEAD, reader.size - start))
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text
}

/**
 * Reads more of a file when several types share its signature. Returns undefined when it has
 * another type.
 */
async function decideType(
  found: DetectedType,
  reader: RangeReader,
): Promise<DetectedType | undefined> {
  switch (found.mediaType) {
    case 'image/png': {
      const png = await readPngType(reader)
      return png && { mediaType: `image/${png}`, extension: png }
    }
    case 'image/tiff':
      return decideTiff(found, reader)
    case 'application/zip':
      return (await readZipType(reader)) ?? found
    default:
      return decideKind(found, reader)
  }
}

/** Cameras write TIFF with tags of their own. Returns undefined without a directory. */
async function decideTiff(
  found: DetectedType,
  reader: RangeReader,
): Promise<DetectedType | undefined> {
  const tiff = await openTiff(reader, 0, reader.size)
  // BigTIFF has another header.
  if (!tiff) return found
  const tags = (await tiff.read(tiff.first))?.tags
  if (tags?.has(DNG_VERSION)) return { mediaType: 'image/x-adobe-dng', extension: 'dng' }
  if (tags?.has(PRINT_IMAGE)) return { mediaType: 'image/x-sony-arw', extension: 'arw' }
  return tags && found
}

/** Reads from the tracks of a container whether it is video or audio. */
async function decideKind(
  found: DetectedType,
  reader: RangeReader,
): Promise<DetectedType | undefined> {
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
  if (mediaType === 'video/matroska') {
    const { document, kind } = await readEbmlType(reader)
    const isWebm = document === 'webm'
    if (!isWebm && document !== 'matroska') return undefined
    if (kind === 'audio') {
      return { mediaType: `audio/${document}`, extension: isWebm ? 'weba' : 'mka' }
    }
    const video = { mediaType: `video/${document}`, extension: isWebm ? 'webm' : 'mkv' }
    return kind ? video : { ...video, isUndecided: true }
  }
  if (/^(application|audio|video)\/ogg/.test(mediaType)) {
    const kind = await readOggKind(reader)
    if (kind === 'video') return { mediaType: 'video/ogg', extension: 'ogv' }
    if (kind === undefined) return mediaType === 'application/ogg' ? undecided : found
    return mediaType.startsWith('audio') ? found : { mediaType: 'audio/ogg', extension: 'oga' }
  }
  if (mediaType === 'application/vnd.ms-asf') {
    const kind = await readAsfKind(reader)
    if (!kind) return undecided
    return { mediaType: `${kind}/x-ms-asf`, extension: kind === 'audio' ? 'wma' : 'wmv' }
  }
  if (mediaType === 'video/x-flv') {
    // The fifth byte holds flags for the streams: 4 is audio, 1 is video.
    const streams = (await numberAt(reader, 4, 1)) ?? 0
    if ((streams & 5) === 4) return { ...found, mediaType: 'audio/x-flv' }
  }
  return found
}
