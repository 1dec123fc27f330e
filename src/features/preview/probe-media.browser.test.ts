import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cdp } from 'vitest/browser'
import type { MediaKind } from '../../core/media/media-kind.ts'
import type { DrawFrame, MediaProbe } from './media-probe.ts'
import { probeMedia } from './probe-media.ts'
import {
  forgetDuration,
  makePicture,
  makeSound,
  openPicture,
  orient,
  recordFilm,
} from './testing/made-media.ts'

const NOTHING = { media: {}, thumbnail: undefined }
const RED = [255, 0, 0, 255]
const BLUE = [0, 0, 255, 255]

/** Object URLs that are not revoked. */
const open = new Set<string>()

beforeEach(() => {
  const { createObjectURL, revokeObjectURL } = URL
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    const url = createObjectURL.call(URL, blob)
    open.add(url)
    return url
  })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => {
    open.delete(url)
    revokeObjectURL.call(URL, url)
  })
})

afterEach(() => {
  expect([...open]).toEqual([])
  open.clear()
  vi.restoreAllMocks()
  document.documentElement.removeAttribute('style')
})

const never = new AbortController().signal

async function probe(blob: Blob, kind: MediaKind): Promise<MediaProbe> {
  const found: MediaProbe = { media: {}, thumbnail: undefined }
  await probeMedia(blob, kind, found, never)
  return found
}

/** Draws the left half red and the right half blue. */
function drawHalves(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas
  context.fillStyle = 'red'
  context.fillRect(0, 0, width / 2, height)
  context.fillStyle = 'blue'
  context.fillRect(width / 2, 0, width / 2, height)
}

function expectColour(found: readonly number[], wanted: readonly number[]): void {
  for (const [index, channel] of wanted.entries()) {
    expect(Math.abs((found[index] ?? Number.NaN) - channel), `${found} for ${wanted}`).toBeLessThan(
      30,
    )
  }
}

async function openThumbnail(thumbnail: string | undefined) {
  expect(thumbnail).toMatch(/^data:image\/webp;base64,/)
  const picture = await openPicture(thumbnail ?? '')
  expect(picture).toMatchObject({ width: 160, height: 160 })
  return picture
}

/** Number of DOM nodes after garbage collection. */
async function countNodes(): Promise<number> {
  await cdp().send('HeapProfiler.collectGarbage')
  await cdp().send('HeapProfiler.collectGarbage')
  return (await cdp().send('Memory.getDOMCounters')).nodes
}

describe('the probe of an image', () => {
  it('leaves no nodes in memory, for decodable and broken images', async () => {
    const picture = await makePicture(40, 40, drawHalves)
    const broken = new Blob(['no picture'], { type: 'image/png' })
    await probe(picture, 'image')
    const before = await countNodes()
    for (let time = 0; time < 50; time += 1) {
      await probe(picture, 'image')
      await probe(broken, 'image')
    }
    expect(await countNodes()).toBeLessThan(before + 50)
  })

  it('has the size, and the middle as a thumbnail', async () => {
    const wide = await makePicture(300, 100, (context) => {
      context.fillStyle = 'lime'
      context.fillRect(0, 0, 300, 100)
      context.translate(100, 0)
      context.scale(1 / 3, 1)
      drawHalves(context)
    })
    const { media, thumbnail } = await probe(wide, 'image')
    expect(media).toEqual({ width: 300, height: 100 })
    const { colourAt } = await openThumbnail(thumbnail)
    expectColour(colourAt(0.05, 0.5), RED)
    expectColour(colourAt(0.95, 0.5), BLUE)
  })

  it.each([
    [1, { width: 40, height: 20 }, { x: 0.1, y: 0.5 }],
    [3, { width: 40, height: 20 }, { x: 0.9, y: 0.5 }],
    [6, { width: 20, height: 40 }, { x: 0.5, y: 0.1 }],
    [8, { width: 20, height: 40 }, { x: 0.5, y: 0.9 }],
  ])('is rotated by EXIF orientation %i', async (orientation, size, red) => {
    const jpeg = await orient(await makePicture(40, 20, drawHalves, 'image/jpeg'), orientation)
    const { media, thumbnail } = await probe(jpeg, 'image')
    expect(media).toEqual(size)
    const { colourAt } = await openThumbnail(thumbnail)
    expectColour(colourAt(red.x, red.y), RED)
    expectColour(colourAt(1 - red.x, 1 - red.y), BLUE)
  })

  it('keeps transparency', async () => {
    const { thumbnail } = await probe(await makePicture(20, 20, () => {}), 'image')
    expect((await openThumbnail(thumbnail)).colourAt(0.5, 0.5)[3]).toBe(0)
  })

  it.each([
    ['with a size', 'width="40" height="20"', { width: 40, height: 20 }],
    ['without a size', 'viewBox="0 0 40 20"', { width: 300, height: 150 }],
  ])('draws an SVG %s and runs no script in it', async (_, attributes, size) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>
      <script>document.querySelector('rect').remove(); parent.ran = true</script>
      <rect width="20" height="20" fill="red"/><rect x="20" width="20" height="20" fill="blue"/>
    </svg>`
    const blob = new Blob([svg], { type: 'image/svg+xml' })
    const { media, thumbnail } = await probe(blob, 'image')
    expect(media).toEqual(size)
    const { colourAt } = await openThumbnail(thumbnail)
    expectColour(colourAt(0.1, 0.5), RED)
    expectColour(colourAt(0.9, 0.5), BLUE)
    expect(window).not.toHaveProperty('ran')
  })

  it('keeps the size when the image cannot be drawn', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><foreignObject width="9" height="9"/></svg>'
    vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockImplementation(() => {
      throw new DOMException('tainted', 'SecurityError')
    })
    expect(await probe(new Blob([svg], { type: 'image/svg+xml' }), 'image')).toEqual({
      media: { width: 40, height: 20 },
      thumbnail: undefined,
    })
  })
})

describe('the probe of a video', () => {
  it('has the size, the duration when the file omits it, and a frame that is not black', async () => {
    const film = await recordFilm(64, 32, 45, (context, frame) => {
      context.fillStyle = frame < 12 ? 'black' : 'red'
      context.fillRect(0, 0, 64, 32)
    })
    const { media, thumbnail } = await probe(await forgetDuration(film), 'video')
    expect(media).toMatchObject({ width: 64, height: 32 })
    expect(media.duration).toBeGreaterThan(0.3)
    expect(media.duration).toBeLessThan(30)
    expectColour((await openThumbnail(thumbnail)).colourAt(0.5, 0.5), RED)
  })

  it('has the frames that the worker draws, until one is not black', async () => {
    const film = await recordFilm(64, 32, 45, (context) => {
      context.fillStyle = 'red'
      context.fillRect(0, 0, 64, 32)
    })
    const found: MediaProbe = { media: {}, thumbnail: undefined }
    const drawFrame = vi
      .fn<DrawFrame>()
      .mockResolvedValueOnce({ thumbnail: 'black', isBlack: true })
      .mockResolvedValueOnce({ thumbnail: 'red', isBlack: false })
    await probeMedia(await forgetDuration(film), 'video', found, never, drawFrame)
    expect(found.thumbnail).toBe('red')
    expect(drawFrame).toHaveBeenCalledTimes(2)
  })

  it('has only the duration when the container holds audio', async () => {
    const sound = makeSound(1, 8000, () => 0)
    expect(await probe(sound, 'video')).toEqual({ media: { duration: 1 }, thumbnail: undefined })
  })
})

describe('the probe of a sound', () => {
  it('has the duration, the peaks, and a waveform on a transparent background', async () => {
    document.documentElement.style.setProperty('--color-wave', 'rgb(0, 0, 255)')
    const tone = (second: number) => (second < 1 ? 0 : 0.5 * Math.sin(second * 440 * 2 * Math.PI))
    const { media, thumbnail } = await probe(makeSound(2, 8000, tone), 'audio')
    expect(media.duration).toBeCloseTo(2, 2)
    expect(media.peaks).toHaveLength(120)
    expect(media.peaks?.slice(0, 59)).toEqual(Array(59).fill(0))
    expect(Math.min(...(media.peaks?.slice(61) ?? []))).toBeGreaterThan(90)
    const { colourAt } = await openThumbnail(thumbnail)
    // The middle of the third of 16 bars from the right.
    expectColour(colourAt(13.5 / 16, 0.25), BLUE)
    expect(colourAt(2.5 / 16, 0.25)[3]).toBe(0)
    expect(colourAt(13.5 / 16, 0.02)[3]).toBe(0)
  })

  it.each([
    ['long', makeSound(601, 8000, () => 0), 601],
    ['large', new Blob([makeSound(1, 8000, () => 0), new Uint8Array(31_500_000)]), 1],
  ])('has only the duration when it is too %s to decode', async (_, sound, duration) => {
    const decode = vi.spyOn(OfflineAudioContext.prototype, 'decodeAudioData')
    expect(await probe(sound, 'audio')).toEqual({ media: { duration }, thumbnail: undefined })
    expect(decode).not.toHaveBeenCalled()
  })
})

describe('the probe of any file', () => {
  it.each([
    ['sample.jpg', 'image', 'image/jpeg', { width: 200, height: 133 }],
    ['sample.webp', 'image', 'image/webp', { width: 200, height: 133 }],
    ['sample.mp4', 'video', 'video/mp4', { width: 640, height: 356, duration: 0.067 }],
    ['sample.mp3', 'audio', 'audio/mpeg', { duration: 0.522 }],
    ['sample.flac', 'audio', 'audio/flac', { duration: 1.225 }],
  ] satisfies [string, MediaKind, string, object][])(
    'has the facts and a thumbnail of a real encoder’s file: %s',
    async (name, kind, type, facts) => {
      const response = await fetch(new URL(`../../../e2e/samples/${name}`, import.meta.url))
      const blob = new Blob([await response.arrayBuffer()], { type })
      const { media, thumbnail } = await probe(blob, kind)
      const { duration, peaks, ...size } = media
      const seconds = duration === undefined ? {} : { duration: Math.round(duration * 1000) / 1000 }
      expect({ ...size, ...seconds }).toEqual(facts)
      expect(peaks?.length).toBe(kind === 'audio' ? 120 : undefined)
      await openThumbnail(thumbnail)
    },
  )

  it.each([
    ['image', 'image/heic', 'nothing that can be decoded'],
    ['image', 'image/svg+xml', '<svg'],
    ['image', 'image/png', ''],
    ['video', 'application/mxf', 'nothing that can be decoded'],
    ['audio', 'audio/mpeg', 'nothing that can be decoded'],
    ['audio', '', ''],
  ] satisfies [MediaKind, string, string][])(
    'has no facts when the file cannot be decoded: %s %s',
    async (kind, type, text) => {
      expect(await probe(new Blob([text], { type }), kind)).toEqual(NOTHING)
    },
  )

  it('keeps the facts found so far when the time runs out', async () => {
    const clock = new AbortController()
    vi.spyOn(HTMLImageElement.prototype, 'decode').mockImplementation(() => {
      queueMicrotask(() => clock.abort())
      return new Promise(() => {})
    })
    const found: MediaProbe = { media: {}, thumbnail: undefined }
    const probing = probeMedia(await makePicture(30, 20, drawHalves), 'image', found, clock.signal)
    await expect(probing).rejects.toMatchObject({ name: 'AbortError' })
    expect(found).toEqual({ media: { width: 30, height: 20 }, thumbnail: undefined })
  })

  it.each(['image', 'video', 'audio'] satisfies MediaKind[])(
    'rejects and revokes its URL at an abort: %s',
    async (kind) => {
      const canceled = new AbortController()
      const sound = makeSound(1, 8000, () => 0)
      const probing = probeMedia(sound, kind, { ...NOTHING }, canceled.signal)
      expect(open.size).toBe(1)
      canceled.abort()
      await expect(probing).rejects.toMatchObject({ name: 'AbortError' })
    },
  )

  it('creates no URL when the signal is aborted before', async () => {
    const sound = makeSound(1, 8000, () => 0)
    const probing = probeMedia(sound, 'audio', { ...NOTHING }, AbortSignal.abort())
    await expect(probing).rejects.toMatchObject({ name: 'AbortError' })
    expect(URL.createObjectURL).not.toHaveBeenCalled()
  })
})
