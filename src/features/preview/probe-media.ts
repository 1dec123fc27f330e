import type { MediaKind } from '../../core/media/media-kind.ts'
import type { MediaProbe, Probe } from './media-probe.ts'
import { probeImage } from './probe-image.ts'
import { probeSound } from './probe-sound.ts'
import { probeVideo } from './probe-video.ts'

/** Timeout for one file, in milliseconds. */
const TIMEOUT = 10_000

const PROBES: Record<MediaKind, Probe> = { image: probeImage, video: probeVideo, audio: probeSound }

/**
 * Reads facts and a thumbnail from a file within ten seconds. The result holds what the browser
 * can decode, which is nothing for HEIC in most. Revokes its object URLs. The caller limits how
 * many files are probed at a time.
 *
 * @param blob its `type` is the media type, which browsers need to recognise SVG
 * @throws only the abort reason of `signal`
 */
export async function probeMedia(
  blob: Blob,
  kind: MediaKind,
  signal?: AbortSignal,
): Promise<MediaProbe> {
  signal?.throwIfAborted()
  const result: MediaProbe = { media: {}, thumbnail: undefined }
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), TIMEOUT)
  try {
    await PROBES[kind](blob, result, AbortSignal.any([clock.signal, ...(signal ? [signal] : [])]))
  } catch {
    // A file that cannot be decoded in time is not an error.
  } finally {
    clearTimeout(timer)
  }
  signal?.throwIfAborted()
  return result
}
