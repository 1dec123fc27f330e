import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Content } from '../core/api/content.ts'
import type { HistoryEntry } from '../core/history/history.ts'
import type { Upload } from '../core/uploads/upload.ts'
import { createUploadsStore, type UploadsStore } from '../core/uploads/uploads-store.ts'
import type { DrawnPicture } from '../hashing/protocol.ts'
import type { History } from './history-cache.ts'
import { createMediaPreviews } from './media-previews.ts'

const DRAWN: DrawnPicture = { width: 60, height: 40, thumbnail: 'data:image/webp;base64,AA' }
const PICTURE = { kind: 'picture', url: DRAWN.thumbnail }
const URL = 'https://s3.varg.ai/a.jpg'
const never = new AbortController().signal

const draw = vi.fn<(blob: Blob, source: string) => Promise<DrawnPicture | undefined>>()
const describeEntry = vi.fn<History['describe']>()
const thumbnail = vi.fn<(hash: string) => Promise<string | null>>()
const at = vi.fn<(url: string) => HistoryEntry | undefined>()

let store: UploadsStore

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
  store = createUploadsStore()
})

afterEach(() => vi.useRealTimers())

function open() {
  const ports = { at, thumbnail }
  return createMediaPreviews({ ports, describe: describeEntry } as unknown as History, store, {
    draw,
  })
}

function made(path = 'a.png', given: File | 'lost' = new File(['bytes'], path)): Upload {
  const file = given === 'lost' ? undefined : given
  const [id = 0] = store.add([
    { path, file, size: 5, mediaType: mediaTypeOf(path), gateway: 'varg' },
  ])
  return store.get(id) as Upload
}

const mediaTypeOf = (path: string) => (path.endsWith('jpg') ? 'image/jpeg' : 'image/png')

const content: Content = { gateway: 'varg', account: 'account', hash: `sha256:${'a'.repeat(64)}` }

/** A file that the queue hashes. */
function hashOne(): { stop: () => void } {
  const { id } = made('busy.png')
  store.dispatch(id, { type: 'hashed-so-far', hashed: 0 })
  return { stop: () => store.remove([id]) }
}

describe('the look of an upload', () => {
  it('is the preview inside a JPEG, without decoding the whole file', async () => {
    draw.mockResolvedValueOnce(DRAWN)
    expect(await open().look(made('a.jpg'), never)).toEqual(PICTURE)
    expect(draw.mock.calls.map(([, source]) => source)).toEqual(['preview'])
  })

  it('is decoded from the whole file when a JPEG has no preview', async () => {
    draw.mockResolvedValueOnce(undefined).mockResolvedValueOnce(DRAWN)
    expect(await open().look(made('a.jpg'), never)).toEqual(PICTURE)
    expect(draw.mock.calls.map(([, source]) => source)).toEqual(['preview', 'whole'])
  })

  it('is drawn from the file itself, or from a slice with the right type', async () => {
    draw.mockResolvedValue(DRAWN)
    const typed = new File(['bytes'], 'a.png', { type: 'image/png' })
    const { look } = open()
    await look(made('a.png', typed), never)
    await look(made('b.png', new File(['bytes'], 'b.png', { type: 'image/gif' })), never)
    const [[first] = [], [second] = []] = draw.mock.calls
    expect(first).toBe(typed)
    expect(second?.type).toBe('image/png')
  })

  it('is drawn once for two views, and known to later ones', async () => {
    draw.mockResolvedValue(DRAWN)
    const [{ look }, upload] = [open(), made()]
    expect(await Promise.all([look(upload, never), look(upload, never)])).toEqual([
      PICTURE,
      PICTURE,
    ])
    expect(await look(upload, never)).toEqual(PICTURE)
    expect(draw).toHaveBeenCalledOnce()
  })

  it('is tried again when the time ran out or the worker crashed', async () => {
    draw.mockRejectedValueOnce(new DOMException('', 'TimeoutError')).mockResolvedValueOnce(DRAWN)
    const looking = open().look(made(), never)
    await vi.advanceTimersByTimeAsync(1_999)
    expect(draw).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(1)
    expect(await looking).toEqual(PICTURE)
  })

  it('is not drawn when its view is gone before its turn', async () => {
    draw.mockReturnValue(new Promise(() => {}))
    const { look } = open()
    for (const path of ['a.png', 'b.png']) void look(made(path), never)
    const gone = new AbortController()
    void look(made('c.png'), gone.signal)
    gone.abort()
    void look(made('d.png'), AbortSignal.abort())
    expect(draw).toHaveBeenCalledTimes(2)
  })

  it('is decoded one at a time while files are hashed, then two', async () => {
    draw.mockReturnValue(new Promise(() => {}))
    const { look } = open()
    const hashing = hashOne()
    for (const path of ['a.png', 'b.png', 'c.png']) void look(made(path), never)
    expect(draw).toHaveBeenCalledTimes(1)
    hashing.stop()
    expect(draw).toHaveBeenCalledTimes(2)
  })

  it('comes from the history when the bytes are gone', async () => {
    thumbnail.mockResolvedValueOnce(DRAWN.thumbnail)
    const upload = made('a.png', 'lost')
    const stage = { name: 'missing-file', hash: content.hash } as unknown as Upload['stage']
    expect(await open().look({ ...upload, stage }, never)).toEqual(PICTURE)
    thumbnail.mockRejectedValueOnce(new Error('The database is closed'))
    expect(await open().look({ ...upload, stage }, never)).toEqual({ kind: 'none', label: 'PNG' })
    expect(await open().look(upload, never)).toEqual({ kind: 'none', label: 'PNG' })
  })
})

describe('the history', () => {
  it('gets facts and thumbnail of the newest files when nothing is sent', async () => {
    draw.mockResolvedValue(DRAWN)
    const { describeLater } = open()
    const hashing = hashOne()
    describeLater(made(), content, URL)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(draw).not.toHaveBeenCalled()
    hashing.stop()
    await vi.advanceTimersByTimeAsync(500)
    expect(describeEntry.mock.calls).toEqual([
      [
        expect.stringContaining(content.hash),
        { width: 60, height: 40 },
        new Map([[content.hash, DRAWN.thumbnail]]),
      ],
    ])
  })

  it('gets what a view has drawn before', async () => {
    draw.mockResolvedValue(DRAWN)
    const [{ look, describeLater }, upload] = [open(), made()]
    await look(upload, never)
    describeLater(upload, content, URL)
    await vi.advanceTimersByTimeAsync(500)
    expect(describeEntry).toHaveBeenCalledOnce()
    expect(draw).toHaveBeenCalledOnce()
  })

  it('is left alone when it has the facts, or the bytes are gone', async () => {
    at.mockReturnValue({ media: {} } as HistoryEntry)
    const { describeLater } = open()
    describeLater(made(), content, URL)
    describeLater(made('b.png', 'lost'), content, URL)
    await vi.advanceTimersByTimeAsync(5_000)
    expect(draw).not.toHaveBeenCalled()
    expect(describeEntry).not.toHaveBeenCalled()
  })
})
