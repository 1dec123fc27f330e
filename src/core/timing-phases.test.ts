import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Timing } from './exchange.ts'
import { anyExchange, exchangeOf } from './test-kit/made-exchanges.ts'
import { timePhases } from './timing-phases.ts'

/** Each phase as `name start+duration`, with `!` where it broke. */
function linesOf(facts: Parameters<typeof exchangeOf>[0]): string[] {
  return timePhases(exchangeOf(facts)).phases.map(
    ({ name, start, duration, isBroken }) => `${name} ${start}+${duration}${isBroken ? '!' : ''}`,
  )
}

/** Only these marks, of the six. */
function marks(timing: Partial<Timing> & { ended: number }) {
  const none = { waited: undefined, hashed: undefined, connected: undefined }
  return { ...none, sent: undefined, answered: undefined, ...timing }
}

const BROKEN = { response: undefined, failure: { kind: 'no-connection' } } as const

describe('timePhases', () => {
  it('puts all phases one after another', () => {
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

  it('leaves out what did not come', () => {
    expect(linesOf({ timing: marks({ answered: 20, ended: 30 }) })).toEqual([
      'answering 0+20',
      'reading 20+10',
    ])
  })

  it('knows no connecting on a connection from before', () => {
    expect(linesOf({ timing: marks({ connected: 0, sent: 5, answered: 9, ended: 9 }) })).toEqual([
      'sending 0+5',
      'answering 5+4',
      'reading 9+0',
    ])
  })

  it('lets nothing be sent before there is a connection, and nothing come after the end', () => {
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
  ])('marks where it broke: %j', (timing, lines) => {
    expect(linesOf({ ...BROKEN, timing })).toEqual(lines)
  })

  it('finds nothing broken where an answer refused', () => {
    const failure = { kind: 'refused', status: 401, code: '', message: '' } as const
    const { phases } = timePhases(exchangeOf({ failure, response: { status: 401 } }))
    expect(phases.filter(({ isBroken }) => isBroken)).toEqual([])
  })

  it('tells bytes and rate of hashing and sending', () => {
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

  it('tells no rate of no time, and no bytes where sending broke', () => {
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

  it('never goes back, whatever the marks say', () => {
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
