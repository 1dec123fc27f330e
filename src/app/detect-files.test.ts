import { afterEach, expect, it, vi } from 'vitest'
import type { Inspection } from '../core/intake/intake.ts'
import { createDetect } from './detect-files.ts'

const FILES = [new File(['x'], 'a.png')]
const SEEN: Inspection[] = [{ readable: true, size: 1, mediaType: 'image/png' }]

afterEach(() => void vi.unstubAllGlobals())

it('detection rejects as unsupported and reads no file when the browser lacks workers', async () => {
  vi.stubGlobal('Worker', undefined)
  const look = vi.fn()
  const inspect = createDetect({ inspect: look, prepare: () => {} })
  await expect(inspect(FILES)).rejects.toMatchObject({
    problem: { kind: 'unsupported', reason: 'Web Workers' },
  })
  expect(look).not.toHaveBeenCalled()
})

it('detection keeps the result of the bytes when the player cannot be loaded', async () => {
  vi.stubGlobal('Worker', class {})
  const undecided: Inspection[] = [
    ...SEEN,
    { readable: true, size: 1, mediaType: 'video/mp4', isUndecided: true },
  ]
  const inspect = createDetect({ inspect: async () => undecided, prepare: () => {} })
  expect(await inspect([...FILES, ...FILES])).toEqual(undecided)
})
