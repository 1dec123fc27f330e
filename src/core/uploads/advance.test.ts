import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentHash, UploadedFile } from '../api/contract.ts'
import { advance, revive } from './advance.ts'
import { isAtRest, isFinal, type Stage, type StageEvent, type StageName } from './stage.ts'

const HASH: ContentHash = `sha256:${'a'.repeat(64)}`
const RESULT: UploadedFile = {
  fileId: 'f1',
  url: 'https://s3.example/u/1/a.png',
  hash: HASH,
  size: 3,
  mediaType: 'image/png',
  deduplicated: false,
}

const EVENTS: StageEvent[] = [
  { type: 'hashed-so-far', hashed: 1 },
  { type: 'hashed', hash: HASH },
  { type: 'held', reason: { kind: 'key' } },
  { type: 'released' },
  { type: 'send-started' },
  { type: 'sent-so-far', sent: 2 },
  { type: 'all-sent' },
  { type: 'retry-scheduled', at: 9, problem: { kind: 'no-connection' } },
  { type: 'accepted', result: RESULT },
  { type: 'found', result: RESULT, first: 'first.png' },
  { type: 'fetched-back', at: 9 },
  {
    type: 'uploaded-elsewhere',
    stage: { name: 'uploaded', hash: HASH, attempts: 1, result: RESULT, origin: 'deduplicated' },
  },
  { type: 'mismatch', problem: { kind: 'empty' } },
  { type: 'failed', problem: { kind: 'no-connection' } },
  { type: 'canceled' },
  { type: 'retried' },
  { type: 'restored', stage: { name: 'queued' } },
  { type: 'bytes-lost' },
  { type: 'file-chosen' },
]

/** Requests of a person, and findings about the bytes or the URL. */
const AFTER_THE_END = new Set([
  'uploaded-elsewhere',
  'retried',
  'restored',
  'bytes-lost',
  'file-chosen',
  'fetched-back',
  'mismatch',
])

function run(...types: StageEvent['type'][]): Stage {
  return types
    .map((type) => EVENTS.find((event) => event.type === type) as StageEvent)
    .reduce(advance, { name: 'queued' })
}

describe('advance', () => {
  it('leads a file from queued to uploaded', () => {
    const stages = [
      'hashed-so-far',
      'hashed',
      'send-started',
      'sent-so-far',
      'all-sent',
      'accepted',
    ] as const
    expect(stages.map((_, index) => run(...stages.slice(0, index + 1)).name)).toEqual([
      'hashing',
      'ready',
      'uploading',
      'uploading',
      'confirming',
      'uploaded',
    ])
  })

  it('stores whether the content was new or deduplicated', () => {
    const before = run('hashed', 'send-started', 'all-sent')
    const result = { ...RESULT, deduplicated: true }
    expect(advance(before, { type: 'accepted', result })).toEqual({
      name: 'uploaded',
      hash: HASH,
      attempts: 1,
      result,
      origin: 'deduplicated',
    })
  })

  it('holds and releases a ready file', () => {
    expect(run('hashed', 'held')).toMatchObject({ name: 'waiting', reason: { kind: 'key' } })
    expect(run('hashed', 'held', 'released')).toEqual({ name: 'ready', hash: HASH, attempts: 0 })
  })

  it('keeps the result of an uploaded file when sending it again fails', () => {
    for (const end of ['failed', 'canceled'] as const) {
      const again = run('hashed', 'send-started', 'accepted', 'retried', 'send-started', end)
      expect(again).toMatchObject({ name: end, earlier: RESULT })
    }
  })

  it('does not hash a failed file again when its hash is known', () => {
    expect(run('hashed', 'send-started', 'failed', 'retried')).toEqual({
      name: 'ready',
      hash: HASH,
      attempts: 0,
    })
    expect(run('hashed-so-far', 'canceled', 'retried')).toEqual({ name: 'queued' })
  })

  it.each([
    { kind: 'changed-on-disk' } as const,
    {
      kind: 'refused',
      status: 400,
      code: 'ValidationError',
      message: 'm',
      field: 'X-Content-Hash',
    } as const,
  ])('hashes a file again when its hash is stale: $kind', (problem) => {
    const failed = advance(run('hashed', 'send-started'), { type: 'failed', problem })
    expect(advance(failed, { type: 'retried' })).toEqual({ name: 'queued' })
  })

  it.each([
    ['a late progress tick', ['hashed', 'send-started', 'all-sent'], 'sent-so-far'],
    ['a cancel after the end', ['hashed', 'send-started', 'accepted'], 'canceled'],
    ['a failure after a cancel', ['hashed', 'canceled'], 'failed'],
    ['a response after a cancel', ['hashed', 'send-started', 'canceled'], 'accepted'],
    ['a retry while sending', ['hashed', 'send-started'], 'retried'],
  ] as const)('returns the same object for %s', (_, path, late) => {
    const stage = run(...path)
    const event = EVENTS.find(({ type }) => type === late) as StageEvent
    expect(advance(stage, event)).toBe(stage)
  })

  it('does not count an attempt when its end is not about the file', () => {
    expect(run('hashed', 'send-started', 'all-sent', 'held')).toMatchObject({
      name: 'waiting',
      attempts: 0,
    })
    expect(run('hashed', 'send-started', 'retry-scheduled')).toMatchObject({
      reason: { kind: 'retry', at: 9 },
      attempts: 1,
    })
  })

  it('sets the origin deduplicated when the gateway found the content', () => {
    const found = { type: 'found', result: RESULT, first: undefined } as const
    expect(advance(run('hashed'), found)).toMatchObject({
      name: 'uploaded',
      origin: 'deduplicated',
      attempts: 0,
    })
  })

  it('sets the origin already-here when a known result is found', () => {
    expect(run('hashed', 'held', 'found')).toMatchObject({
      origin: 'already-here',
      first: 'first.png',
      attempts: 0,
    })
  })

  it('drops the result on a mismatch, and stores the time when it was fetched back', () => {
    const uploaded = ['hashed', 'send-started', 'accepted'] as const
    expect(run(...uploaded, 'fetched-back')).toMatchObject({ name: 'uploaded', fetchedBack: 9 })
    expect(run(...uploaded, 'mismatch')).not.toHaveProperty('earlier')
  })

  it('accepts only the same bytes for a missing file', () => {
    const lost = run('hashed', 'bytes-lost')
    expect(lost).toMatchObject({ name: 'missing-file', hash: HASH })
    const chosen = advance(lost, { type: 'file-chosen' })
    expect(advance(chosen, { type: 'hashed', hash: HASH })).toMatchObject({ name: 'ready' })
    const other = advance(chosen, { type: 'hashed', hash: `sha256:${'b'.repeat(64)}` })
    expect(other).toMatchObject({
      name: 'missing-file',
      hash: HASH,
      problem: { kind: 'other-content' },
    })
    expect(advance(chosen, { type: 'bytes-lost' })).toMatchObject({ hash: HASH })
    expect(advance(chosen, { type: 'canceled' })).toMatchObject({ hash: HASH })
  })

  it('keeps the earlier result and the again flag when the bytes are lost', () => {
    const again = run('hashed', 'send-started', 'accepted', 'retried', 'bytes-lost', 'file-chosen')
    expect(again).toMatchObject({ name: 'queued', earlier: RESULT, again: true })
  })

  it('puts only a canceled file back, without the attempt that was in flight', () => {
    const stage = run('hashed', 'send-started')
    const canceled = advance(stage, { type: 'canceled' })
    expect(advance(canceled, { type: 'restored', stage })).toEqual({
      name: 'ready',
      hash: HASH,
      attempts: 0,
    })
    expect(advance(stage, { type: 'restored', stage: canceled })).toBe(stage)
  })

  it('leaves a final stage only by an event that may follow the end', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        let stage: Stage = { name: 'queued' }
        for (const event of events) {
          const next = advance(stage, event)
          if (isFinal(stage) && next !== stage) expect(AFTER_THE_END).toContain(event.type)
          stage = next
        }
      }),
    )
  })
})

const PAST = { earlier: RESULT, again: true } as const
const HASHED = { hash: HASH, attempts: 3, ...PAST } as const
const READY: Stage = { ...HASHED, name: 'ready', attempts: 0 }

/** Each stage with all its facts, and the revived one. */
const FOUND = {
  queued: [{ name: 'queued', expected: HASH, ...PAST }, 'itself'],
  hashing: [
    { name: 'hashing', hashed: 7, expected: HASH, ...PAST },
    { name: 'queued', expected: HASH, ...PAST },
  ],
  ready: [{ name: 'ready', ...HASHED }, READY],
  waiting: [
    { name: 'waiting', reason: { kind: 'retry', at: 9, problem: { kind: 'empty' } }, ...HASHED },
    READY,
  ],
  uploading: [{ name: 'uploading', sent: 7, ...HASHED }, READY],
  confirming: [{ name: 'confirming', ...HASHED }, READY],
  uploaded: [
    { name: 'uploaded', result: RESULT, origin: 'new', hash: HASH, attempts: 3 },
    'itself',
  ],
  failed: [{ name: 'failed', problem: { kind: 'empty' }, ...HASHED }, 'itself'],
  canceled: [{ name: 'canceled', ...HASHED }, 'itself'],
  'missing-file': [{ name: 'missing-file', ...HASHED }, 'itself'],
} satisfies Record<StageName, [Stage, Stage | 'itself']>

describe('revive', () => {
  it.each(Object.values(FOUND))('revives the stage $name', (found, revived) => {
    expect(revive(found)).toEqual(revived === 'itself' ? found : revived)
  })

  it('returns the same object for a stage at rest, and is idempotent', () => {
    for (const [found] of Object.values(FOUND)) {
      if (isAtRest(found)) expect(revive(found)).toBe(found)
      expect(revive(revive(found))).toEqual(revive(found))
    }
  })

  it('returns stages that structured clone preserves', () => {
    for (const [found] of Object.values(FOUND)) {
      expect(structuredClone(revive(found))).toEqual(revive(found))
    }
  })
})
