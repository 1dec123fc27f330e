import { describe, expect, it } from 'vitest'
import { makeVoice } from './make-voice.ts'

const samplesOf = (wav: Uint8Array<ArrayBuffer>) => new Int16Array(wav.buffer, 44)

describe('makeVoice', () => {
  it('writes a WAV file whose header states the length of the data', () => {
    const wav = makeVoice(1)
    const view = new DataView(wav.buffer)
    expect(view.getUint32(4, true)).toBe(wav.length - 8)
    expect(view.getUint32(40, true)).toBe(wav.length - 44)
    expect(view.getUint32(28, true)).toBe(view.getUint32(24, true) * 2)
  })

  it('is audible and never clips', () => {
    const samples = samplesOf(makeVoice(1))
    const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0)
    expect(peak).toBeGreaterThan(20_000)
    expect(peak).toBeLessThan(24_000)
    const power = samples.reduce((sum, sample) => sum + sample ** 2, 0) / samples.length
    expect(Math.sqrt(power)).toBeGreaterThan(1500)
  })

  it('fades in and out', () => {
    const samples = samplesOf(makeVoice(1))
    expect(samples[0]).toBe(0)
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(20)
  })

  it('returns the same bytes for the same seed and others for another', () => {
    expect(makeVoice(7)).toEqual(makeVoice(7))
    expect(makeVoice(8)).not.toEqual(makeVoice(7))
  })
})
