import type { MediaKind } from '../../core/media/media-kind.ts'
import type { DrawFrame, MediaProbe, Probe } from './media-probe.ts'
import { probeImage } from './probe-image.ts'
import { probeSound } from './probe-sound.ts'
import { probeVideo } from './probe-video.ts'

const PROBES: Record<MediaKind, Probe> = { image: probeImage, video: probeVideo, audio: probeSound }

/**
 * Reads facts and a thumbnail from a file. Finds nothing in formats that the browser cannot decode.
 * Most cannot decode HEIC. Revokes its object URLs. The caller limits how many files are probed at
 * a time.
 *
 * @param blob its `type` is the media type, which browsers need to recognise SVG
 * @param found gets each fact as soon as it is known, and keeps it after an abort
 * @param drawFrame draws off the main thread: a frame of 4K takes more than 100 ms
 * @throws only the abort reason of `signal`
 */
export async function probeMedia(
  blob: Blob,
  kind: MediaKind,
  found: MediaProbe,
  signal: AbortSignal,
  drawFrame: DrawFrame = async () => undefined,
): Promise<void> {
  signal.throwIfAborted()
  // A file that cannot be decoded is not an error.
  await PROBES[kind](blob, found, signal, drawFrame).catch(() => {})
  signal.throwIfAborted()
}
