/** Number of parts of a sound. */
const PARTS = 120

/** Loudness below which the whole sound counts as silence: the last step of 16 bits. */
const SILENCE = 1 / 32_768

/**
 * The loudness of 120 equal parts of a sound, in whole percent of the loudest part.
 *
 * @param channels samples from -1 to 1, with the same length in each channel
 */
export function measurePeaks(channels: readonly Float32Array[]): number[] {
  const length = channels[0]?.length ?? 0
  const loudness = Array.from({ length: PARTS }, (_, part) => {
    const start = Math.floor((part * length) / PARTS)
    const end = Math.max(start + 1, Math.floor(((part + 1) * length) / PARTS))
    return Math.max(0, ...channels.map((samples) => meanLoudness(samples.subarray(start, end))))
  })
  const loudest = Math.max(...loudness)
  return loudness.map((part) => (loudest < SILENCE ? 0 : Math.round((part / loudest) * 100)))
}

/** Root mean square, which follows perceived loudness better than the maximum. */
function meanLoudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length)
}
