import { describe, expect, it } from 'vitest'
import type { Stage } from './stage.ts'
import { countBytes, createPaceMeter } from './throughput.ts'
import type { Upload } from './upload.ts'

function upload(stage: Partial<Stage> & { name: Stage['name'] }): Upload {
  return { size: 100, stage } as Upload
}

describe('countBytes', () => {
  it('counts what was sent of what will be', () => {
    expect(
      countBytes([
        upload({ name: 'uploaded' }),
        upload({ name: 'confirming' }),
        upload({ name: 'uploading', sent: 30 }),
        upload({ name: 'queued' }),
        upload({ name: 'waiting' }),
        upload({ name: 'failed' }),
        upload({ name: 'canceled' }),
      ]),
    ).toEqual({ total: 500, sent: 230 })
  })
})

describe('the pace meter', () => {
  it('says nothing before bytes have moved', () => {
    const look = createPaceMeter()
    expect(look(0, { total: 100, sent: 0 })).toBeUndefined()
    expect(look(1000, { total: 100, sent: 0 })).toBeUndefined()
  })

  it('tells a steady rate and the time left, however often one looks', () => {
    for (const step of [100, 1000, 3000]) {
      const look = createPaceMeter()
      for (let time = 0; time < 6000; time += step) look(time, { total: 10_000, sent: time })
      const pace = look(6000, { total: 10_000, sent: 6000 })
      expect(pace?.bytesPerSecond).toBeCloseTo(1000)
      expect(pace?.secondsLeft).toBeCloseTo(4)
    }
  })

  it('forgets half of an old rate in five seconds', () => {
    const look = createPaceMeter()
    look(0, { total: 9000, sent: 0 })
    look(1000, { total: 9000, sent: 800 })
    expect(look(6000, { total: 9000, sent: 800 })?.bytesPerSecond).toBeCloseTo(400)
  })

  it('tells the rate of the link when bytes move in gulps', () => {
    const look = createPaceMeter()
    const [rate, gulp, total] = [50_000, 1_400_000, 30_000_000]
    let pace: ReturnType<typeof look>
    for (let second = 0; second <= 300; second += 1) {
      // At first the system takes more than three gulps at once.
      const sent = second === 0 ? 0 : gulp * (3 + Math.floor((second * rate) / gulp))
      pace = look(second * 1000, { total, sent })
      if (second < 60) continue
      expect(pace?.bytesPerSecond).toBeGreaterThan(40_000)
      expect(pace?.bytesPerSecond).toBeLessThan(60_000)
    }
  })

  it('goes on falling when nothing moves any more', () => {
    const look = createPaceMeter()
    look(0, { total: 9000, sent: 0 })
    look(1000, { total: 9000, sent: 800 })
    expect(look(81_000, { total: 9000, sent: 800 })?.bytesPerSecond).toBeCloseTo(10)
  })

  it('takes bytes that were taken back for a standstill', () => {
    const look = createPaceMeter()
    look(0, { total: 900, sent: 0 })
    look(1000, { total: 900, sent: 500 })
    expect(look(2000, { total: 400, sent: 0 })?.bytesPerSecond).toBeGreaterThan(0)
  })
})
