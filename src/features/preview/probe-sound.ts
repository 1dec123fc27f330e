import { EDGE } from '../../core/media/thumbnail-square.ts'
import { knownDuration } from '../../core/text/format.ts'
import { measurePeaks } from './measure-peaks.ts'
import { readDuration, withElement } from './media-element.ts'
import type { Probe } from './media-probe.ts'
import { createSquare, toDataUrl } from './square-picture.ts'
import { untilAborted } from './until-aborted.ts'

/** Maximum size of a file that is decoded, in bytes. */
const MAX_SIZE = 30 * 1024 * 1024

/** Maximum duration that is decoded, in seconds. Ten minutes of stereo take 230 MB decoded. */
const MAX_DURATION = 600

/** Enough to measure loudness, with a third of the memory of 48 kHz. */
const SAMPLES_PER_SECOND = 16_000

/** Number of bars in a thumbnail. A bar is as wide as a gap. */
const BARS = 16

/** Reads the duration, and the peaks unless the file is too large to decode. */
export const probeSound: Probe = async (blob, result, signal) => {
  const duration = await withElement('audio', blob, signal, (audio) => readDuration(audio, signal))
  result.media = { duration }
  if (duration === undefined || duration > MAX_DURATION || blob.size > MAX_SIZE) return
  const bytes = await untilAborted(blob.arrayBuffer(), signal)
  const decoder = new OfflineAudioContext(1, 1, SAMPLES_PER_SECOND)
  const sound = await untilAborted(decoder.decodeAudioData(bytes), signal)
  const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) =>
    sound.getChannelData(channel),
  )
  const peaks = measurePeaks(channels)
  result.media = { duration: knownDuration(sound), peaks }
  result.thumbnail = drawBars(peaks)
}

/** Draws the peaks as bars on a transparent background, in one colour for both themes. */
function drawBars(peaks: readonly number[]): string {
  const square = createSquare()
  square.fillStyle = getComputedStyle(document.documentElement).getPropertyValue('--color-wave')
  const step = EDGE / BARS
  for (let bar = 0; bar < BARS; bar += 1) {
    const part = peaks.slice((bar * peaks.length) / BARS, ((bar + 1) * peaks.length) / BARS)
    const height = Math.max(2, (Math.max(0, ...part) / 100) * EDGE * 0.75)
    square.fillRect(bar * step + step / 4, (EDGE - height) / 2, step / 2, height)
  }
  return toDataUrl(square)
}
