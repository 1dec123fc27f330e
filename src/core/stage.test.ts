import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ContentHash, UploadedFile } from './contract.ts'
import { advance, isFinal, type Stage, type StageEvent } from './stage.ts'

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
  { type: 'accepted', result: RESULT },
  { type: 'failed', problem: { kind: 'no-connection' } },
  { type: 'canceled' },
  { type: 'retried' },
]

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

  it('keeps only what is true: a result tells new from deduplicated', () => {
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

  it('holds a ready file and lets it go on', () => {
    expect(run('hashed', 'held')).toMatchObject({ name: 'waiting', reason: { kind: 'key' } })
    expect(run('hashed', 'held', 'released')).toEqual({ name: 'ready', hash: HASH, attempts: 0 })
  })

  it('keeps the URL of an uploaded file whatever comes of sending it once more', () => {
    for (const end of ['failed', 'canceled'] as const) {
      const again = run('hashed', 'send-started', 'accepted', 'retried', 'send-started', end)
      expect(again).toMatchObject({ name: end, earlier: RESULT })
    }
  })

  it('does not hash again what was hashed before it failed', () => {
    expect(run('hashed', 'send-started', 'failed', 'retried')).toEqual({
      name: 'ready',
      hash: HASH,
      attempts: 1,
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
  ])('hashes anew what is no longer what was hashed: $kind', (problem) => {
    const failed = advance(run('hashed', 'send-started'), { type: 'failed', problem })
    expect(advance(failed, { type: 'retried' })).toEqual({ name: 'queued' })
  })

  it.each([
    ['a late progress tick', ['hashed', 'send-started', 'all-sent'], 'sent-so-far'],
    ['a cancel after the end', ['hashed', 'send-started', 'accepted'], 'canceled'],
    ['a failure after a cancel', ['hashed', 'canceled'], 'failed'],
    ['an answer after a cancel', ['hashed', 'send-started', 'canceled'], 'accepted'],
    ['a retry of what runs', ['hashed', 'send-started'], 'retried'],
  ] as const)('returns the very same object for %s', (_, path, late) => {
    const stage = run(...path)
    const event = EVENTS.find(({ type }) => type === late) as StageEvent
    expect(advance(stage, event)).toBe(stage)
  })

  it('leaves a final stage by a retry only, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...EVENTS)), (events) => {
        let stage: Stage = { name: 'queued' }
        for (const event of events) {
          const next = advance(stage, event)
          if (isFinal(stage) && next !== stage) expect(event.type).toBe('retried')
          stage = next
        }
      }),
    )
  })
})
