import { knownDuration } from '../../core/text/format.ts'
import { measurePeaks } from './measure-peaks.ts'
import { readDuration, withElement } from './media-element.ts'
import type { Probe } from './media-probe.ts'
import { createSquare, EDGE, toDataUrl } from './square-picture.ts'
import { untilAborted } from './until-aborted.ts'

/** The largest file that is decoded, in bytes. */
const LARGEST = 30 * 1024 * 1024

/** The longest sound that is decoded, in seconds: decoded, ten minutes of stereo are 230 MB. */
const LONGEST = 600

/** Enough for loudness, and a third of the memory. */
const SAMPLES_PER_SECOND = 16_000

/** Bars of a thumbnail, each as wide as the gap beside it. */
const BARS = 16

/** Sees how long it is, and how loud where, unless it is too large to be decoded at once. */
export const probeSound: Probe = async (blob, look, signal) => {
  const duration = await withElement('audio', blob, signal, (audio) => readDuration(audio, signal))
  look.media = { duration }
  if (duration === undefined || duration > LONGEST || blob.size > LARGEST) return
  const bytes = await untilAborted(blob.arrayBuffer(), signal)
  const decoder = new OfflineAudioContext(1, 1, SAMPLES_PER_SECOND)
  const sound = await untilAborted(decoder.decodeAudioData(bytes), signal)
  const channels = Array.from({ length: sound.numberOfChannels }, (_, channel) =>
    sound.getChannelData(channel),
  )
  const peaks = measurePeaks(channels)
  look.media = { duration: knownDuration(sound), peaks }
  look.thumbnail = drawBars(peaks)
}

/** The sound as a few bars on a transparent ground, in one colour for both themes. */
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
