/** How many parts of a sound are told apart. */
const PARTS = 120

/** Loudness of the loudest part below which all is silence: the last step of 16 bits. */
const SILENCE = 1 / 32_768

/**
 * How loud each of 120 equal parts of a sound is, in whole percent of the loudest one.
 *
 * @param channels their samples, -1 to 1, all of one length
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

/** Root of the mean square: what the ear takes for loudness, unlike one single spike. */
function meanLoudness(samples: Float32Array): number {
  let sum = 0
  for (const sample of samples) sum += sample * sample
  return samples.length === 0 ? 0 : Math.sqrt(sum / samples.length)
}
