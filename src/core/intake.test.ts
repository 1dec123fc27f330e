import { describe, expect, it, vi } from 'vitest'
import { SIZE_LIMIT } from './contract.ts'
import { type Inspection, mergeRefusals, pastedName, refuse, takeFiles } from './intake.ts'

function seen(size: number, mediaType?: string): Inspection {
  return { readable: true, size, mediaType }
}

describe('refuse', () => {
  it.each([
    ['image/heic'],
    ['image/svg+xml'],
    ['video/matroska'],
    ['audio/x-flac'],
    ['application/ogg'],
  ])('takes %s', (mediaType) => {
    expect(refuse(seen(1, mediaType))).toBeUndefined()
  })

  it('takes a file of exactly the limit and none above it', () => {
    expect(refuse(seen(SIZE_LIMIT, 'video/mp4'))).toBeUndefined()
    expect(refuse(seen(SIZE_LIMIT + 1, 'video/mp4'))).toEqual({
      kind: 'too-large',
      size: SIZE_LIMIT + 1,
      limit: SIZE_LIMIT,
    })
  })

  it.each([
    ['an empty file', seen(0), { kind: 'empty' }],
    [
      'an archive, whatever its name',
      seen(9, 'application/zip'),
      { kind: 'not-media', found: 'application/zip' },
    ],
    ['bytes that nobody knows', seen(9), { kind: 'not-media', found: undefined }],
    [
      'what cannot be read',
      { readable: false, reason: 'denied' } as const,
      { kind: 'unreadable', reason: 'denied' },
    ],
  ])('refuses %s', (_, inspection, problem) => {
    expect(refuse(inspection)).toEqual(problem)
  })
})

const candidate = (path: string) => ({ file: new File(['x'], path), path })

describe('takeFiles', () => {
  it('adds in natural order of the paths and reports the rest', async () => {
    const add = vi.fn()
    const inspect = async (files: readonly File[]) =>
      files.map(({ name }) => seen(1, name.endsWith('.zip') ? 'application/zip' : 'image/png'))
    const paths = ['shot10.png', 'b/2.png', 'shot2.png', 'x.zip', 'b/10.png']
    const report = await takeFiles(paths.map(candidate), 'sandbox', { inspect, add })
    expect(
      add.mock.calls.flatMap(([files]) => files.map((file: { path: string }) => file.path)),
    ).toEqual(['b/2.png', 'b/10.png', 'shot2.png', 'shot10.png'])
    expect(report).toEqual({
      refusals: [{ path: 'x.zip', problem: { kind: 'not-media', found: 'application/zip' } }],
      left: [],
    })
    expect(add.mock.calls[0]?.[0][0]).toMatchObject({
      gateway: 'sandbox',
      size: 1,
      mediaType: 'image/png',
    })
  })

  it('has the first files of a large batch added before the last were looked at', async () => {
    const events: string[] = []
    const inspect = async (files: readonly File[]) => {
      events.push(`looked at ${files.length}`)
      return files.map(() => seen(1, 'image/png'))
    }
    const add = (files: readonly unknown[]) => events.push(`added ${files.length}`)
    await takeFiles(
      Array.from({ length: 100 }, (_, index) => candidate(`${index}`)),
      'varg',
      { inspect, add },
    )
    expect(events).toEqual(['looked at 64', 'added 64', 'looked at 36', 'added 36'])
  })
})

describe('takeFiles, where the looking fails', () => {
  it('keeps what is left, so that nothing is lost and nothing taken twice', async () => {
    const candidates = Array.from({ length: 70 }, (_, index) => candidate(`${index}.png`))
    const added: number[] = []
    let looks = 0
    const inspect = async (files: readonly File[]) => {
      looks += 1
      if (looks === 2) throw new Error('crashed')
      return files.map(() => seen(1, 'image/png'))
    }
    const add = (files: readonly unknown[]) => added.push(files.length)
    const report = await takeFiles(candidates, 'varg', { inspect, add })
    expect(report.problem).toEqual({ kind: 'unexpected', reason: 'crashed' })
    expect(report.left.map(({ path }) => path)).toEqual([
      '64.png',
      '65.png',
      '66.png',
      '67.png',
      '68.png',
      '69.png',
    ])
    await takeFiles(report.left, 'varg', { inspect, add })
    expect(added).toEqual([64, 6])
  })
})

describe('mergeRefusals', () => {
  it('tells the same file and reason once', () => {
    const empty = { path: 'a', problem: { kind: 'empty' } } as const
    const gone = { path: 'a', problem: { kind: 'changed-on-disk' } } as const
    expect(mergeRefusals([empty], [empty, gone])).toEqual([empty, gone])
  })
})

describe('pastedName', () => {
  it('tells the time, so that two pastes differ', () => {
    expect(pastedName(new Date(2026, 2, 1, 14, 5, 9), 'png')).toBe('pasted-2026-03-01-14-05-09.png')
  })
})
