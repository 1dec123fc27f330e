import { describe, expect, it } from 'vitest'
import { hashFor } from '../testing/played-queue.ts'
import { type Counts, createUploadsStore } from '../uploads/uploads-store.ts'
import { announce, describeHold, type Report, summarize, takeReport } from './progress-report.ts'

function report(counts: Partial<Counts>, rest: Partial<Report> = {}): Report {
  const all = { ...createUploadsStore().counts.get(), ...counts }
  return { counts: all, waits: {}, holds: [], paused: false, ...rest }
}

describe('summarize', () => {
  it.each([
    ['2 of 2 uploaded', report({ uploaded: 2 })],
    [
      '1,200 of 1,229 uploaded, 1 failed, 1 canceled, 3 waiting',
      report(
        { uploaded: 1200, failed: 1, waiting: 3, ready: 24, canceled: 1 },
        { waits: { key: 3 } },
      ),
    ],
    [
      '12 of 40 uploaded, 1 failed, 3 waiting',
      report({ uploaded: 12, failed: 1, waiting: 3, ready: 24 }, { waits: { 'rate-limit': 3 } }),
    ],
    [
      '1 of 3 uploaded, 1 to choose again, paused',
      report({ uploaded: 1, ready: 1, 'missing-file': 1 }, { paused: true }),
    ],
  ])('lists only the states that occur: %s', (text, at) => {
    expect(summarize(at)).toBe(text)
  })
})

describe('takeReport', () => {
  it('counts files by reason and finds the next retry', () => {
    const store = createUploadsStore()
    const problem = { kind: 'no-connection' } as const
    const reasons = [
      { kind: 'retry', at: 9, problem },
      { kind: 'retry', at: 7, problem },
      { kind: 'offline' },
    ] as const
    store.add(
      reasons.map((reason) => ({
        file: undefined,
        path: 'a',
        size: 1,
        mediaType: 'image/png',
        gateway: 'varg',
        stage: { name: 'waiting', reason, hash: hashFor('a'), attempts: 1 },
      })),
    )
    const rest = { counts: store.counts.get(), holds: [], paused: false }
    expect(takeReport(store.all(), rest)).toMatchObject({
      waits: { retry: 2, offline: 1 },
      nextTry: 7,
    })
  })
})

describe('describeHold', () => {
  it.each([
    [{ offline: 2 }, 'offline', '2 files waiting for the network'],
    [{ offline: 1, retry: 3 }, 'offline', '1 file waiting for the network'],
    [{ retry: 3 }, 'unreachable', '3 files waiting for the gateway'],
  ] as const)('counts the files that feel a hold: %j', (waits, kind, expected) => {
    expect(describeHold(report({ waiting: 3 }, { waits }), kind)).toBe(expected)
  })
})

describe('announce', () => {
  it('announces a hold once', () => {
    const before = report({ hashing: 1, waiting: 1 }, { waits: { retry: 1 } })
    const after = report({ waiting: 2 }, { waits: { 'bad-key': 2 } })
    expect(announce(before, after)).toBe('2 files waiting for a valid key')
    expect(announce(after, report({ waiting: 3 }, { waits: { 'bad-key': 3 } }))).toBeUndefined()
  })

  it('announces only the start, each quarter and the end', () => {
    const states = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((uploaded) =>
      report({ uploaded, ready: 8 - uploaded }),
    )
    const announced = states
      .slice(1)
      .map((after, index) => announce(states[index] as Report, after))
    expect(announce(report({}), states[0] as Report)).toBe('8 files to upload')
    expect(announced).toEqual([
      undefined,
      '25% done',
      undefined,
      '50% done',
      undefined,
      '75% done',
      undefined,
      '8 of 8 uploaded',
    ])
  })

  it('counts a failed file as ended', () => {
    const before = report({ uploaded: 3, uploading: 1 })
    const after = report({ uploaded: 3, failed: 1 })
    expect(announce(before, after)).toBe('3 of 4 uploaded, 1 failed')
  })

  it('announces nothing when the list is empty', () => {
    expect(announce(report({ uploaded: 1 }), report({}))).toBeUndefined()
  })
})
