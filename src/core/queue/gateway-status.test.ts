import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../api/content.ts'
import type { GatewayId } from '../api/gateways.ts'
import type { Problem } from '../api/problem.ts'
import { EVERY_KIND } from '../testing/every-problem.ts'
import { hashFor } from '../testing/played-queue.ts'
import { HOLD_KINDS } from '../uploads/stage.ts'
import { createGatewayStatus, type GatewayStatus } from './gateway-status.ts'

const NOW = 1_000_000
const MINE: Content = { gateway: 'varg', account: 'me', hash: hashFor('a') }
const THEIRS: Content = { ...MINE, account: 'former' }

let onChange: ReturnType<typeof vi.fn<(gateway: GatewayId) => void>>
let gatewayStatus: GatewayStatus

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: NOW })
  onChange = vi.fn()
  gatewayStatus = createGatewayStatus(onChange)
  gatewayStatus.open('varg', 'me')
  onChange.mockClear()
})

afterEach(() => {
  vi.useRealTimers()
})

function refused(status: number, message = 'No.'): Problem {
  return { kind: 'refused', status, code: 'SomeError', message }
}

describe('a gateway', () => {
  it('is held for a key until it is opened', () => {
    expect(gatewayStatus.holds.get()).toEqual([{ gateway: 'sandbox', kind: 'key' }])
    expect(gatewayStatus.accountOf('sandbox')).toBeUndefined()
    gatewayStatus.open('sandbox', 'me')
    expect(gatewayStatus.holds.get()).toEqual([])
    expect(onChange.mock.calls).toEqual([['sandbox']])
  })

  it('drops the holds of the former account when it is opened for another one', () => {
    for (const kind of HOLD_KINDS) gatewayStatus.hold({ gateway: 'varg', kind })
    gatewayStatus.open('varg', 'other')
    const left = HOLD_KINDS.filter((kind) => gatewayStatus.isHeldBy('varg', kind))
    expect(left).toEqual(['offline', 'unreachable'])
  })

  it('keeps the holds of an account when it is opened for it again', () => {
    for (const kind of HOLD_KINDS) gatewayStatus.hold({ gateway: 'varg', kind })
    gatewayStatus.open('varg', 'me')
    const left = HOLD_KINDS.filter((kind) => !gatewayStatus.isHeldBy('varg', kind))
    expect(left).toEqual(['key'])
  })

  it('is held for the connection first, which tells whether there is a key', () => {
    gatewayStatus.hold({ gateway: 'sandbox', kind: 'unreachable' })
    expect(gatewayStatus.holdOn('sandbox')?.kind).toBe('unreachable')
    expect(gatewayStatus.holdFor('sandbox', 0)?.kind).toBe('unreachable')
    // A file with attempts is not held for the connection, but it still needs the key.
    expect(gatewayStatus.holdFor('sandbox', 1)?.kind).toBe('key')
    gatewayStatus.unhold('sandbox', 'unreachable')
    expect(gatewayStatus.holdOn('sandbox')?.kind).toBe('key')
  })

  it('does not notify when no hold is lifted', () => {
    gatewayStatus.unhold('varg', 'offline', 'balance')
    expect(onChange).not.toHaveBeenCalled()
  })
})

describe('a refusal', () => {
  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
  ] as const)('holds its gateway with the problem when its status is %i', (status, kind) => {
    const problem = refused(status)
    expect(gatewayStatus.noteRefusal(MINE, problem, {})).toBe(kind)
    expect(gatewayStatus.holdOn('varg')).toEqual({ gateway: 'varg', kind, problem })
    expect(onChange.mock.calls).toEqual([['varg']])
  })

  it.each([
    ['until the time of its headers', { retryAt: NOW + 9_000 }, 'Retry after 60 seconds.', 9_000],
    ['for the time of its message', {}, 'Retry after 30 seconds.', 30_000],
    ['for a minute without a time', {}, 'Slow down.', 60_000],
  ])('holds its gateway %s when its status is 429', (_, pace, message, wait) => {
    expect(gatewayStatus.noteRefusal(MINE, refused(429, message), pace)).toBe('rate-limit')
    expect(gatewayStatus.holdOn('varg')).toEqual({
      gateway: 'varg',
      kind: 'rate-limit',
      until: NOW + wait,
      length: wait,
    })
    expect(gatewayStatus.room('varg', () => 0)).toBe(0)
    vi.advanceTimersByTime(wait - 1)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(true)
    vi.advanceTimersByTime(1)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(false)
    expect(gatewayStatus.room('varg', () => 0)).toBe(1)
  })

  it.each([
    ...EVERY_KIND.filter(({ kind }) => kind !== 'refused' && kind !== 'other-upstream'),
    ...[400, 403, 404, 413, 422, 500, 503].map((status) => refused(status)),
    { kind: 'cdn-page', status: 429 } as const,
  ])('does not hold its gateway when it is about the file: $kind $status', (problem) => {
    expect(gatewayStatus.noteRefusal(MINE, problem, { retryAt: NOW + 9_000 })).toBeUndefined()
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(onChange).not.toHaveBeenCalled()
  })

  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
    [429, 'rate-limit'],
  ] as const)(
    'counts no attempt and holds nothing when a former account gets status %i',
    (status, kind) => {
      expect(gatewayStatus.noteRefusal(THEIRS, refused(status), {})).toBe(kind)
      expect(gatewayStatus.holdOn('varg')).toBeUndefined()
      expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
      expect(onChange).not.toHaveBeenCalled()
    },
  )
})

describe('a call for another upstream', () => {
  it('holds its gateway for a key unless another account is in use', () => {
    const problem = { kind: 'other-upstream' } as const
    expect(gatewayStatus.noteRefusal(THEIRS, problem, {})).toBe('key')
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(gatewayStatus.noteRefusal(MINE, problem, {})).toBe('key')
    expect(gatewayStatus.holdOn('varg')).toEqual({ gateway: 'varg', kind: 'key' })
  })
})

describe('the end of a rate limit', () => {
  it('moves when a longer limit follows, and notifies once', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    onChange.mockClear()
    vi.advanceTimersByTime(29_999)
    expect(onChange).not.toHaveBeenCalled()
    vi.advanceTimersByTime(600_000)
    expect(onChange.mock.calls).toEqual([['varg']])
  })

  it('does not move when a shorter limit follows', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ until: NOW + 30_000 })
    vi.advanceTimersByTime(29_999)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(true)
  })

  it('does not apply to the next account', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.open('varg', 'other')
    expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
    gatewayStatus.noteRefusal({ ...MINE, account: 'other' }, refused(429), {
      retryAt: NOW + 20_000,
    })
    vi.advanceTimersByTime(19_999)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(true)
  })

  it('does not move when the clock is set back', () => {
    vi.useFakeTimers({ now: NOW })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 40_000 })
    vi.advanceTimersByTime(10_000)
    vi.setSystemTime(Date.now() - 7_200_000)
    // Sends in flight are accepted or refused meanwhile.
    gatewayStatus.noteResponse(MINE, {})
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: Date.now() + 20_000 })
    vi.advanceTimersByTime(30_000)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(false)
    expect(gatewayStatus.room('varg', () => 0)).toBe(1)
  })

  it('comes at once when a person tries now', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 7_200_000 })
    onChange.mockClear()
    gatewayStatus.tryNow('varg')
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(false)
    expect(gatewayStatus.room('varg', () => 0)).toBe(1)
    expect(onChange.mock.calls).toEqual([['varg']])
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ length: 60_000 })
  })

  it('does not apply to the other gateway', () => {
    gatewayStatus.open('sandbox', 'me')
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.noteRefusal({ ...MINE, gateway: 'sandbox' }, refused(429), {
      retryAt: NOW + 20_000,
    })
    vi.advanceTimersByTime(10_000)
    expect(gatewayStatus.holds.get().map(({ gateway }) => gateway)).toEqual(['sandbox'])
  })
})

describe('the pace of a response', () => {
  it('holds the gateway when an accepted file leaves no calls', () => {
    gatewayStatus.noteResponse(MINE, { remaining: 0, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ kind: 'rate-limit', until: NOW + 5_000 })
    vi.advanceTimersByTime(5_000)
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
  })

  it('leaves room for the remaining calls less the sends in flight', () => {
    gatewayStatus.noteResponse(MINE, { remaining: 3, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect([0, 2, 5].map((inFlight) => gatewayStatus.room('varg', () => inFlight))).toEqual([
      3, 1, 0,
    ])
  })

  it('is ignored when it is about a former account', () => {
    gatewayStatus.noteResponse(THEIRS, { remaining: 0, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
    expect(onChange).not.toHaveBeenCalled()
  })
})
