import { describe, expect, it } from 'vitest'
import WORKER from './detect.worker.ts?worker&url'
import { createFileDetector } from './file-detector.ts'

describe('the file detector', () => {
  it('keeps its files until the script of the worker can be loaded', async () => {
    let started = 0
    const start = () => {
      started += 1
      return new Worker(started > 1 ? WORKER : '/gone/detect.worker.js', { type: 'module' })
    }
    const { inspect } = createFileDetector(async () => {}, start)
    const [inspection] = await inspect([new File([], 'empty.png')])
    expect(inspection).toMatchObject({ readable: true, size: 0 })
    expect(started).toBe(2)
  })

  it('rejects its files when the worker has crashed', async () => {
    const broken = new Blob(['onmessage = () => { throw new Error("boom") }'])
    const { inspect } = createFileDetector(
      async () => {},
      () => new Worker(URL.createObjectURL(broken)),
    )
    const inspecting = inspect([new File(['a'], 'a.png')])
    await expect(inspecting).rejects.toMatchObject({ problem: { kind: 'worker-lost' } })
  })
})
