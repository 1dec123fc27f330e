import { createRandom } from './seeded-random.ts'

const RATE = 22_050
const SECONDS = 1.8
/** Bytes of a WAV header. */
const HEADER = 44

/** Resonances of vowels in hertz, as of an adult who says "ah-oh-ee-ah". */
const VOWELS = [
  [730, 1090, 2440],
  [570, 840, 2410],
  [270, 2290, 3010],
  [660, 1720, 2410],
] as const

/** Width of the resonances in hertz. */
const WIDTHS = [90, 110, 170] as const

/** A synthetic voice as a mono WAV file with 16 bits. The seed decides its pitch and its melody. */
export function makeVoice(seed: number): Uint8Array<ArrayBuffer> {
  return toWav(normalize(sing(createRandom(seed))))
}

function sing(random: () => number): Float64Array {
  const samples = new Float64Array(Math.round(RATE * SECONDS))
  const pitch = 110 + random() * 70
  const steps = VOWELS.map(() => 1 + (random() - 0.4) * 0.25)
  const filters = WIDTHS.map(() => ({ a: 0, b: 0 }))
  let phase = 0
  for (const index of samples.keys()) {
    const time = index / RATE
    const place = Math.min((time / SECONDS) * VOWELS.length, VOWELS.length - 1.001)
    const [from, part] = [Math.floor(place), smooth(place % 1)]
    const vibrato = 1 + 0.012 * Math.sin(time * 2 * Math.PI * 5.2)
    phase = (phase + (pitch * mix(steps, from, part) * vibrato) / RATE) % 1
    // The vocal folds open slowly and close at once.
    let sound = (phase < 0.6 ? (phase / 0.6) ** 2 : 0) - 0.2 + (random() - 0.5) * 0.04
    for (const [formant, filter] of filters.entries()) {
      const frequency = mix(
        VOWELS.map((vowel) => vowel[formant] ?? 0),
        from,
        part,
      )
      sound = resonate(filter, sound, frequency, WIDTHS[formant] ?? 100)
    }
    const fade = Math.min(1, time / 0.06, (SECONDS - time) / 0.25)
    samples[index] = sound * fade
  }
  return samples
}

/** A resonator of second order with gain 1 at zero hertz. */
function resonate(
  filter: { a: number; b: number },
  input: number,
  frequency: number,
  width: number,
): number {
  const radius = Math.exp((-Math.PI * width) / RATE)
  const turn = 2 * radius * Math.cos((2 * Math.PI * frequency) / RATE)
  const output = input * (1 - turn + radius ** 2) + turn * filter.a - radius ** 2 * filter.b
  filter.b = filter.a
  filter.a = output
  return output
}

function mix(values: readonly number[], from: number, part: number): number {
  const [start = 0, end = start] = values.slice(from, from + 2)
  return start + (end - start) * part
}

function smooth(part: number): number {
  return part * part * (3 - 2 * part)
}

function normalize(samples: Float64Array): Float64Array {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
  return samples.map((sample) => (peak > 0 ? (sample / peak) * 0.7 : 0))
}

function toWav(samples: Float64Array): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + samples.length * 2)
  const view = new DataView(bytes.buffer)
  const text = (at: number, letters: string) => bytes.set(new TextEncoder().encode(letters), at)
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  // PCM with one channel.
  view.setUint16(20, 1, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, RATE, true)
  view.setUint32(28, RATE * 2, true)
  view.setUint16(32, 2, true)
  view.setUint16(34, 16, true)
  text(36, 'data')
  view.setUint32(40, samples.length * 2, true)
  for (const [index, sample] of samples.entries()) {
    view.setInt16(HEADER + index * 2, Math.round(sample * 32_767), true)
  }
  return bytes
}
