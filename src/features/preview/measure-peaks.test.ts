import { describe, expect, it } from 'vitest'
import { measurePeaks } from './measure-peaks.ts'

function channel(length: number, sampleAt: (part: number) => number): Float32Array {
  return Float32Array.from({ length }, (_, index) => sampleAt(index / length))
}

describe('the peaks of a sound', () => {
  it.each([
    ['no channels', []],
    ['no samples', [channel(0, () => 1)]],
    ['silence', [channel(1200, () => 0)]],
    ['samples below the last step of 16 bits', [channel(1200, () => 1 / 65_536)]],
  ])('are all 0 for %s', (_, channels) => {
    expect(measurePeaks(channels)).toEqual(Array(120).fill(0))
  })

  it.each([
    ['loud', 1],
    ['quiet', 0.01],
  ])('are all 100 for a %s tone', (_, loudness) => {
    const square = channel(12_000, (part) => (Math.round(part * 12_000) % 2 ? -1 : 1) * loudness)
    expect(measurePeaks([square])).toEqual(Array(120).fill(100))
  })

  it('are in order, as percent of the loudest part', () => {
    const peaks = measurePeaks([channel(12_000, (part) => (part < 0.5 ? 0.2 : 0.8))])
    expect(peaks).toEqual([...Array(60).fill(25), ...Array(60).fill(100)])
  })

  it('have the value of the loudest channel', () => {
    const left = channel(1200, (part) => (part < 0.5 ? 1 : 0))
    const right = channel(1200, (part) => (part < 0.5 ? 0 : 0.5))
    expect(measurePeaks([left, right])).toEqual([...Array(60).fill(100), ...Array(60).fill(50)])
  })

  it('have 120 parts when there are fewer samples', () => {
    const peaks = measurePeaks([channel(3, () => 1)])
    expect(peaks).toEqual(Array(120).fill(100))
  })
})
