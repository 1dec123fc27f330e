import type { MediaKind } from '../../core/media/media-kind.ts'
import type { MediaProbe, Probe } from './media-probe.ts'
import { probeImage } from './probe-image.ts'
import { probeSound } from './probe-sound.ts'
import { probeVideo } from './probe-video.ts'

/** How long one file is looked at, in milliseconds. */
const LONGEST_LOOK = 10_000

const LOOKS: Record<MediaKind, Probe> = {
  image: probeImage,
  video: probeVideo,
  audio: probeSound,
}

/**
 * What this browser sees in a file, in ten seconds at most: as much as it can decode, which is
 * nothing at all of HEIC in most. Leaves no object URL behind and never alters the bytes. How
 * many files are looked at at a time is up to the caller.
 *
 * @param blob has the media type as its `type`, for a browser needs that to tell SVG
 * @throws the reason of `signal` once it has fired, and nothing else
 */
export async function probeMedia(
  blob: Blob,
  kind: MediaKind,
  signal?: AbortSignal,
): Promise<MediaProbe> {
  signal?.throwIfAborted()
  const look: MediaProbe = { media: {}, thumbnail: undefined }
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), LONGEST_LOOK)
  try {
    await LOOKS[kind](blob, look, AbortSignal.any([clock.signal, ...(signal ? [signal] : [])]))
  } catch {
    // A file that cannot be decoded, or not in time, is none of anybody's faults.
  } finally {
    clearTimeout(timer)
  }
  signal?.throwIfAborted()
  return look
}
