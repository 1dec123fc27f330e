import { describe, expect, it } from 'vitest'
import type { Stage } from './stage.ts'
import { countBytes, createPaceMeter, createShareMeter } from './throughput.ts'
import type { Upload } from './upload.ts'

function upload(stage: Partial<Stage> & { name: Stage['name'] }): Upload {
  return { size: 100, stage } as Upload
}

describe('countBytes', () => {
  it('counts sent and total bytes without uploads that failed, were canceled or needed no send', () => {
    expect(
      countBytes([
        upload({ name: 'uploaded' }),
        upload({ name: 'confirming' }),
        upload({ name: 'uploading', sent: 30 }),
        upload({ name: 'queued' }),
        upload({ name: 'waiting' }),
        upload({ name: 'failed' }),
        upload({ name: 'canceled' }),
        upload({ name: 'uploaded', origin: 'deduplicated', attempts: 0 }),
      ]),
    ).toEqual({ total: 500, sent: 230 })
  })
})

describe('createPaceMeter', () => {
  it('returns undefined before bytes have moved', () => {
    const measure = createPaceMeter()
    expect(measure(0, { total: 100, sent: 0 })).toBeUndefined()
    expect(measure(1000, { total: 100, sent: 0 })).toBeUndefined()
  })

  it('measures a steady rate at any interval', () => {
    for (const step of [100, 1000, 3000]) {
      const measure = createPaceMeter()
      for (let time = 0; time < 6000; time += step) measure(time, { total: 10_000, sent: time })
      const pace = measure(6000, { total: 10_000, sent: 6000 })
      expect(pace?.bytesPerSecond).toBeCloseTo(1000)
      expect(pace?.secondsLeft).toBeCloseTo(4)
    }
  })

  it('tells the time left after three seconds or five percent', () => {
    const slow = createPaceMeter()
    slow(0, { total: 10_000, sent: 500 })
    expect(slow(2900, { total: 10_000, sent: 700 })?.secondsLeft).toBeUndefined()
    expect(slow(3000, { total: 10_000, sent: 800 })?.secondsLeft).toBeGreaterThan(0)
    const fast = createPaceMeter()
    fast(0, { total: 10_000, sent: 5000 })
    expect(fast(500, { total: 10_000, sent: 5249 })?.secondsLeft).toBeUndefined()
    expect(fast(600, { total: 10_000, sent: 5250 })?.secondsLeft).toBeGreaterThan(0)
  })

  it('halves the weight of an old rate in five seconds', () => {
    const measure = createPaceMeter()
    measure(0, { total: 9000, sent: 0 })
    measure(1000, { total: 9000, sent: 800 })
    expect(measure(6000, { total: 9000, sent: 800 })?.bytesPerSecond).toBeCloseTo(400)
  })

  it('measures the rate of the link when bytes move in bursts', () => {
    const measure = createPaceMeter()
    const [rate, burst, total] = [50_000, 1_400_000, 30_000_000]
    let pace: ReturnType<typeof measure>
    for (let second = 0; second <= 300; second += 1) {
      // At first, buffers take more than three bursts at once.
      const sent = second === 0 ? 0 : burst * (3 + Math.floor((second * rate) / burst))
      pace = measure(second * 1000, { total, sent })
      if (second < 60) continue
      expect(pace?.bytesPerSecond).toBeGreaterThan(40_000)
      expect(pace?.bytesPerSecond).toBeLessThan(60_000)
    }
  })

  it('lowers the rate while nothing moves', () => {
    const measure = createPaceMeter()
    measure(0, { total: 9000, sent: 0 })
    measure(1000, { total: 9000, sent: 800 })
    expect(measure(81_000, { total: 9000, sent: 800 })?.bytesPerSecond).toBeCloseTo(10)
  })

  it('counts removed bytes as a standstill', () => {
    const measure = createPaceMeter()
    measure(0, { total: 900, sent: 0 })
    measure(1000, { total: 900, sent: 500 })
    expect(measure(2000, { total: 400, sent: 0 })?.bytesPerSecond).toBeGreaterThan(0)
  })
})

describe('createShareMeter', () => {
  it('measures the share of what was left when the first bytes were counted', () => {
    const measure = createShareMeter()
    expect(measure({ total: 1000, sent: 600 })).toBe(0)
    expect(measure({ total: 1000, sent: 700 })).toBe(0.25)
    expect(measure({ total: 1000, sent: 1000 })).toBe(1)
  })

  it('stays between 0 and 1 when uploads are removed', () => {
    const measure = createShareMeter()
    measure({ total: 1000, sent: 600 })
    expect(measure({ total: 700, sent: 500 })).toBe(0)
    expect(measure({ total: 0, sent: 0 })).toBe(0)
  })
})
