import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyExchange, exchangeOf } from '../testing/made-exchanges.ts'
import type { Timing } from './exchange.ts'
import { isBefore, scalePhases, timePhases } from './timing-phases.ts'

/** Each phase as `name start+duration`, with `!` when it failed. */
function linesOf(facts: Parameters<typeof exchangeOf>[0]): string[] {
  return timePhases(exchangeOf(facts)).phases.map(
    ({ name, start, duration, isBroken }) => `${name} ${start}+${duration}${isBroken ? '!' : ''}`,
  )
}

/** A timing with only these marks. */
function marks(timing: Partial<Timing> & { ended: number }) {
  const none = { waited: undefined, hashed: undefined, connected: undefined }
  return { ...none, sent: undefined, answered: undefined, ...timing }
}

const BROKEN = { response: undefined, failure: { kind: 'no-connection' } } as const

describe('timePhases', () => {
  it('returns all phases in order', () => {
    expect(linesOf({})).toEqual([
      'waiting 0+5',
      'hashing 5+7',
      'connecting 12+10',
      'sending 22+20',
      'answering 42+60',
      'reading 102+10',
    ])
    expect(timePhases(exchangeOf()).total).toBe(112)
  })

  it('omits phases that did not happen', () => {
    expect(linesOf({ timing: marks({ answered: 20, ended: 30 }) })).toEqual([
      'answering 0+20',
      'reading 20+10',
    ])
  })

  it('omits connecting when the connection is reused', () => {
    expect(linesOf({ timing: marks({ connected: 0, sent: 5, answered: 9, ended: 9 }) })).toEqual([
      'sending 0+5',
      'answering 5+4',
      'reading 9+0',
    ])
  })

  it('starts sending after connecting and ends every phase with the call', () => {
    expect(linesOf({ timing: marks({ connected: 40, sent: 2, answered: 90, ended: 60 }) })).toEqual(
      ['connecting 0+40', 'sending 40+0', 'answering 40+20', 'reading 60+0'],
    )
  })

  it.each([
    [marks({ ended: 30 }), ['connecting 0+30!']],
    [marks({ connected: 10, ended: 30 }), ['connecting 0+10', 'sending 10+20!']],
    [marks({ connected: 0, ended: 30 }), ['sending 0+30!']],
    [marks({ sent: 20, ended: 30 }), ['sending 0+20', 'answering 20+10!']],
    [
      marks({ sent: 20, answered: 25, ended: 30 }),
      ['sending 0+20', 'answering 20+5', 'reading 25+5!'],
    ],
  ])('marks the failed phase when the timing is %j', (timing, lines) => {
    expect(linesOf({ ...BROKEN, timing })).toEqual(lines)
  })

  it('marks no phase when the gateway rejected the call', () => {
    const failure = { kind: 'refused', status: 401, code: '', message: '' } as const
    const { phases } = timePhases(exchangeOf({ failure, response: { status: 401 } }))
    expect(phases.filter(({ isBroken }) => isBroken)).toEqual([])
  })

  it('returns bytes and rate of hashing and sending', () => {
    const { phases } = timePhases(
      exchangeOf({
        request: { body: { size: 2_000_000 } },
        timing: marks({ hashed: 100, connected: 0, sent: 500, answered: 600, ended: 600 }),
      }),
    )
    expect(phases.map(({ name, bytes, rate }) => [name, bytes, rate])).toEqual([
      ['hashing', 2_000_000, 20_000_000],
      ['sending', 2_000_000, 4_000_000],
      ['answering', undefined, undefined],
      ['reading', undefined, undefined],
    ])
  })

  it('omits the rate of a short phase and the bytes of a failed one', () => {
    const [hashing, sending] = timePhases(
      exchangeOf({ ...BROKEN, timing: marks({ hashed: 0.4, connected: 0, ended: 9 }) }),
    ).phases
    expect(hashing).toEqual({
      name: 'hashing',
      start: 0,
      duration: 0.4,
      bytes: 1000,
      isBroken: false,
    })
    expect(sending).toEqual({ name: 'sending', start: 0.4, duration: 9, isBroken: true })
  })

  it('returns contiguous phases for any timing', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const { phases, total } = timePhases(exchange)
        let end = 0
        for (const { start, duration } of phases) {
          expect(start).toBe(end)
          expect(duration).toBeGreaterThanOrEqual(0)
          end = start + duration
        }
        expect(total).toBe(end)
        expect(phases.filter(({ isBroken }) => isBroken).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('scalePhases', () => {
  /** Each bar as `name left+width` in percent, with `/` when it is cut. */
  function barsOf(before: Pick<Timing, 'waited' | 'hashed'>, ended = 100): string[] {
    const timing = marks({ ...before, connected: 0, sent: 0, answered: ended * 0.4, ended })
    const call = timePhases(exchangeOf({ timing }))
    return scalePhases(call).map(({ left, width, isCut }, place) => {
      const [from, share] = [left, width].map((part) => Math.round(part * 100))
      return `${call.phases[place]?.name} ${from}+${share}${isCut ? '/' : ''}`
    })
  }

  it.each([
    [{}, ['sending 0+0', 'answering 0+40', 'reading 40+60']],
    [
      { waited: 60, hashed: 40 },
      ['waiting 0+30', 'hashing 30+20', 'sending 50+0', 'answering 50+20', 'reading 70+30'],
    ],
    [{ waited: 200 }, ['waiting 0+67', 'sending 67+0', 'answering 67+13', 'reading 80+20']],
    [{ waited: 201 }, ['waiting 0+33/', 'sending 33+0', 'answering 33+27', 'reading 60+40']],
    [{ waited: 9e6 }, ['waiting 0+33/', 'sending 33+0', 'answering 33+27', 'reading 60+40']],
    [
      { waited: 150, hashed: 100 },
      ['waiting 0+33/', 'hashing 33+33', 'sending 67+0', 'answering 67+13', 'reading 80+20'],
    ],
    [
      { waited: 50, hashed: 900 },
      ['waiting 0+22', 'hashing 22+33/', 'sending 56+0', 'answering 56+18', 'reading 73+27'],
    ],
    [
      { waited: 500, hashed: 900 },
      ['waiting 0+17/', 'hashing 17+17/', 'sending 33+0', 'answering 33+27', 'reading 60+40'],
    ],
  ])('lays out bars for the time before %j', (before, bars) => {
    expect(barsOf(before)).toEqual(bars)
  })

  it('cuts no bar when the call took no time', () => {
    const call = ['sending 100+0', 'answering 100+0', 'reading 100+0']
    expect(barsOf({ waited: 30, hashed: 10 }, 0)).toEqual([
      'waiting 0+75',
      'hashing 75+25',
      ...call,
    ])
    expect(barsOf({}, 0)).toEqual(['sending 0+0', 'answering 0+0', 'reading 0+0'])
  })

  it('fills the width when a short call follows a long wait', () => {
    const timing = marks({ waited: 1e9, hashed: 0.1, answered: 1e-5, ended: 2e-5 })
    const [waiting, hashing, ...call] = scalePhases(timePhases(exchangeOf({ timing })))
    expect([waiting?.width, hashing?.width]).toEqual([1 / 6, 1 / 6])
    expect(call.reduce((sum, { width }) => sum + width, 0)).toBeCloseTo(2 / 3, 9)
  })

  it('fills the width and leaves a fifth for the call for any timing', () => {
    fc.assert(
      fc.property(anyExchange, (exchange) => {
        const call = timePhases(exchange)
        let edge = 0
        let ofCall = 0
        for (const [place, { left, width }] of scalePhases(call).entries()) {
          expect(left).toBeCloseTo(edge, 9)
          expect(width).toBeGreaterThanOrEqual(0)
          edge = left + width
          const phase = call.phases[place]
          if (phase && !isBefore(phase)) ofCall += width
        }
        if (call.total > 0) expect(edge).toBeCloseTo(1, 9)
        const took = call.phases.filter((phase) => !isBefore(phase))
        if (took.some(({ duration }) => duration > 1e-3)) expect(ofCall).toBeGreaterThan(0.2)
      }),
    )
  })
})
