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
  it('is held for a key until it is opened, and each by itself', () => {
    expect(gatewayStatus.holds.get()).toEqual([{ gateway: 'sandbox', kind: 'key' }])
    expect(gatewayStatus.accountOf('sandbox')).toBeUndefined()
    gatewayStatus.open('sandbox', 'me')
    expect(gatewayStatus.holds.get()).toEqual([])
    expect(onChange.mock.calls).toEqual([['sandbox']])
  })

  it('opened with another account is held for nothing that the former was refused for', () => {
    for (const kind of HOLD_KINDS) gatewayStatus.hold({ gateway: 'varg', kind })
    gatewayStatus.open('varg', 'other')
    const left = HOLD_KINDS.filter((kind) => gatewayStatus.isHeldBy('varg', kind))
    expect(left).toEqual(['offline', 'unreachable'])
  })

  it('opened with the same account is still held for what that was refused for', () => {
    for (const kind of HOLD_KINDS) gatewayStatus.hold({ gateway: 'varg', kind })
    gatewayStatus.open('varg', 'me')
    const left = HOLD_KINDS.filter((kind) => !gatewayStatus.isHeldBy('varg', kind))
    expect(left).toEqual(['key'])
  })

  it('says nothing where nothing is lifted', () => {
    gatewayStatus.unhold('varg', 'offline', 'balance')
    expect(onChange).not.toHaveBeenCalled()
  })
})

describe('a refusal', () => {
  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
  ] as const)('of status %i holds its gateway, and says what the gateway said', (status, kind) => {
    const problem = refused(status)
    expect(gatewayStatus.noteRefusal(MINE, problem, {})).toBe(kind)
    expect(gatewayStatus.holdOn('varg')).toEqual({ gateway: 'varg', kind, problem })
    expect(onChange.mock.calls).toEqual([['varg']])
  })

  it.each([
    ['by its headers', { retryAt: NOW + 9_000 }, 'Retry after 60 seconds.', 9_000],
    ['by its words', {}, 'Retry after 30 seconds.', 30_000],
    ['for a minute where it says nothing', {}, 'Slow down.', 60_000],
  ])('of status 429 holds it %s', (_, pace, message, wait) => {
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
  ])('that is about the file, or none, holds nothing: $kind $status', (problem) => {
    expect(gatewayStatus.noteRefusal(MINE, problem, { retryAt: NOW + 9_000 })).toBeUndefined()
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(onChange).not.toHaveBeenCalled()
  })

  it.each([
    [401, 'bad-key'],
    [402, 'balance'],
    [429, 'rate-limit'],
  ] as const)(
    'of status %i to a former account costs its file no try, and holds nothing',
    (status, kind) => {
      expect(gatewayStatus.noteRefusal(THEIRS, refused(status), {})).toBe(kind)
      expect(gatewayStatus.holdOn('varg')).toBeUndefined()
      expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
      expect(onChange).not.toHaveBeenCalled()
    },
  )
})

describe('a call that is meant for another upstream', () => {
  it('holds its gateway for a key, unless that is open to another account by now', () => {
    const problem = { kind: 'other-upstream' } as const
    expect(gatewayStatus.noteRefusal(THEIRS, problem, {})).toBe('key')
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(gatewayStatus.noteRefusal(MINE, problem, {})).toBe('key')
    expect(gatewayStatus.holdOn('varg')).toEqual({ gateway: 'varg', kind: 'key' })
  })
})

describe('the end of a rate limit', () => {
  it('is put off by a longer one, and comes once', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    onChange.mockClear()
    vi.advanceTimersByTime(29_999)
    expect(onChange).not.toHaveBeenCalled()
    vi.advanceTimersByTime(600_000)
    expect(onChange.mock.calls).toEqual([['varg']])
  })

  it('is not brought forward by a shorter one', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ until: NOW + 30_000 })
    vi.advanceTimersByTime(29_999)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(true)
  })

  it('of a former account is not that of the next', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.open('varg', 'other')
    expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
    gatewayStatus.noteRefusal({ ...MINE, account: 'other' }, refused(429), {
      retryAt: NOW + 20_000,
    })
    vi.advanceTimersByTime(19_999)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(true)
  })

  it('comes no later than at first when the clock is set back meanwhile', () => {
    vi.useFakeTimers({ now: NOW })
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 40_000 })
    vi.advanceTimersByTime(10_000)
    vi.setSystemTime(Date.now() - 7_200_000)
    // Something that was under way is taken or refused meanwhile.
    gatewayStatus.noteResponse(MINE, {})
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: Date.now() + 20_000 })
    vi.advanceTimersByTime(30_000)
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(false)
    expect(gatewayStatus.room('varg', () => 0)).toBe(1)
  })

  it('comes at once when a person asks for that', () => {
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 7_200_000 })
    onChange.mockClear()
    gatewayStatus.tryNow('varg')
    expect(gatewayStatus.isHeldBy('varg', 'rate-limit')).toBe(false)
    expect(gatewayStatus.room('varg', () => 0)).toBe(1)
    expect(onChange.mock.calls).toEqual([['varg']])
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 30_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ length: 60_000 })
  })

  it('of one gateway is not that of the other', () => {
    gatewayStatus.open('sandbox', 'me')
    gatewayStatus.noteRefusal(MINE, refused(429), { retryAt: NOW + 10_000 })
    gatewayStatus.noteRefusal({ ...MINE, gateway: 'sandbox' }, refused(429), {
      retryAt: NOW + 20_000,
    })
    vi.advanceTimersByTime(10_000)
    expect(gatewayStatus.holds.get().map(({ gateway }) => gateway)).toEqual(['sandbox'])
  })
})

describe('what an answer says of the pace', () => {
  it('holds the gateway when nothing remains, also with the answer to a file that it took', () => {
    gatewayStatus.noteResponse(MINE, { remaining: 0, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toMatchObject({ kind: 'rate-limit', until: NOW + 5_000 })
    vi.advanceTimersByTime(5_000)
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
  })

  it('leaves room for what remains, beside what is under way', () => {
    gatewayStatus.noteResponse(MINE, { remaining: 3, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect([0, 2, 5].map((underWay) => gatewayStatus.room('varg', () => underWay))).toEqual([
      3, 1, 0,
    ])
  })

  it('is nothing where it is about a former account', () => {
    gatewayStatus.noteResponse(THEIRS, { remaining: 0, resetAt: NOW + 5_000 })
    expect(gatewayStatus.holdOn('varg')).toBeUndefined()
    expect(gatewayStatus.room('varg', () => 0)).toBe(Number.POSITIVE_INFINITY)
    expect(onChange).not.toHaveBeenCalled()
  })
})
