import { describe, expect, it } from 'vitest'
import { exifSegment } from '../core/testing/made-jpeg.ts'
import { makePicture, openPicture } from '../features/preview/testing/made-media.ts'
import { createPictureDrawer } from './picture-drawer.ts'

const RED = [255, 0, 0]
const BLUE = [0, 0, 255]
const GREEN = [0, 255, 0]

const never = new AbortController().signal
const { draw } = createPictureDrawer(async () => {})

/** Draws the left half red, the right half blue, and the lower right corner green. */
function drawHalves(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas
  fill(context, 'red', [0, 0, width / 2, height])
  fill(context, 'blue', [width / 2, 0, width / 2, height])
  fill(context, 'lime', [width / 2, height / 2, width / 2, height / 2])
}

function fill(
  context: CanvasRenderingContext2D,
  colour: string,
  area: [x: number, y: number, width: number, height: number],
): void {
  context.fillStyle = colour
  context.fillRect(...area)
}

const makeJpeg = (width: number, height: number, paint = drawHalves) =>
  makePicture(width, height, paint, 'image/jpeg')

/** Adds EXIF with an orientation and a thumbnail to a JPEG. */
async function withExif(jpeg: Blob, orientation: number, thumbnail?: Blob): Promise<Blob> {
  const bytes = thumbnail ? [...new Uint8Array(await thumbnail.arrayBuffer())] : []
  const exif = Uint8Array.from(exifSegment({ orientation, thumbnail: bytes }))
  return new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)], { type: 'image/jpeg' })
}

/** The colours of the corners, from the top left clockwise, at the middle of each quarter. */
async function cornersOf(thumbnail: string | undefined): Promise<number[][]> {
  expect(thumbnail).toMatch(/^data:image\/webp;base64,/)
  const { width, height, colourAt } = await openPicture(thumbnail ?? '')
  expect(width).toBe(height)
  const corners = [colourAt(0.2, 0.2), colourAt(0.8, 0.2), colourAt(0.8, 0.8), colourAt(0.2, 0.8)]
  return corners.map((colour) => colour.slice(0, 3).map((value) => (value > 128 ? 255 : 0)))
}

const ORIENTATIONS: [number, number[][]][] = [
  [1, [RED, BLUE, GREEN, RED]],
  [2, [BLUE, RED, RED, GREEN]],
  [3, [GREEN, RED, RED, BLUE]],
  [4, [RED, GREEN, BLUE, RED]],
  [5, [RED, RED, GREEN, BLUE]],
  [6, [RED, RED, BLUE, GREEN]],
  [7, [GREEN, BLUE, RED, RED]],
  [8, [BLUE, GREEN, RED, RED]],
]

describe('the picture drawer', () => {
  it.each(ORIENTATIONS)(
    'turns small and large JPEGs with orientation %i upright',
    async (orientation, corners) => {
      for (const [width, height] of [
        [300, 200],
        [2400, 1600],
      ] as const) {
        const drawn = await draw(
          await withExif(await makeJpeg(width, height), orientation),
          'whole',
          never,
        )
        const isUpright = orientation < 5
        expect([drawn?.width, drawn?.height]).toEqual(isUpright ? [width, height] : [height, width])
        expect(await cornersOf(drawn?.thumbnail)).toEqual(corners)
      }
    },
  )

  it.each(ORIENTATIONS)(
    'turns the preview of a JPEG with orientation %i upright',
    async (orientation, corners) => {
      const black = await makeJpeg(600, 400, () => {})
      // The preview's own orientation must not turn it twice.
      const preview = await withExif(await makeJpeg(150, 100), orientation)
      const drawn = await draw(await withExif(black, orientation, preview), 'preview', never)
      expect(drawn).toMatchObject(
        orientation < 5 ? { width: 600, height: 400 } : { width: 400, height: 600 },
      )
      expect(await cornersOf(drawn?.thumbnail)).toEqual(corners)
    },
  )

  it('cuts black bars off a preview', async () => {
    const preview = await makeJpeg(160, 120, (context) => {
      fill(context, 'black', [0, 0, 160, 120])
      fill(context, 'red', [0, 7, 160, 106])
    })
    const drawn = await draw(await withExif(await makeJpeg(600, 400), 1, preview), 'preview', never)
    const { colourAt } = await openPicture(drawn?.thumbnail ?? '')
    expect(colourAt(0.5, 0.02)[0]).toBeGreaterThan(200)
    expect(colourAt(0.5, 0.98)[0]).toBeGreaterThan(200)
  })

  it('ignores a preview of another shape, which an editor left behind', async () => {
    const other = await makeJpeg(160, 120)
    const file = await withExif(await makeJpeg(600, 400), 1, other)
    expect(await draw(file, 'preview', never)).toBeUndefined()
    expect(await draw(file, 'whole', never)).toMatchObject({ width: 600, height: 400 })
  })

  it.each([
    ['too small', () => makeJpeg(60, 40)],
    ['broken', async () => new Blob(['nothing that can be decoded'])],
    ['missing', async () => undefined],
  ])('finds no preview when it is %s', async (_, makePreview) => {
    const file = await withExif(await makeJpeg(600, 400), 1, await makePreview())
    expect(await draw(file, 'preview', never)).toBeUndefined()
  })

  it('draws the middle of a PNG, with its transparency', async () => {
    const png = await makePicture(300, 100, (context) => {
      fill(context, 'red', [100, 0, 50, 100])
    })
    expect(await draw(png, 'preview', never)).toBeUndefined()
    const drawn = await draw(png, 'whole', never)
    expect(drawn).toMatchObject({ width: 300, height: 100 })
    const { colourAt } = await openPicture(drawn?.thumbnail ?? '')
    expect(colourAt(0.1, 0.5)[0]).toBeGreaterThan(250)
    expect(colourAt(0.1, 0.5)[3]).toBe(255)
    expect(colourAt(0.9, 0.5)[3]).toBe(0)
  })

  it.each([
    ['lime', false],
    ['black', true],
  ])('draws a %s frame of a video, and says whether it is black', async (colour, isBlack) => {
    const canvas = document.createElement('canvas')
    canvas.width = 64
    canvas.height = 32
    const context = canvas.getContext('2d')
    if (context) fill(context, colour, [0, 0, 64, 32])
    const frame = new VideoFrame(canvas, { timestamp: 0 })
    const drawn = await draw(frame, 'whole', never)
    frame.close()
    expect(drawn).toMatchObject({ width: 64, height: 32, isBlack })
    const corner = isBlack ? [0, 0, 0] : GREEN
    expect(await cornersOf(drawn?.thumbnail)).toEqual(Array(4).fill(corner))
  })

  it.each([
    ['SVG', new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>'], { type: 'image/svg+xml' })],
    ['HEIC', new Blob(['nothing that can be decoded'], { type: 'image/heic' })],
    ['broken JPEG', new Blob(['nothing that can be decoded'], { type: 'image/jpeg' })],
    ['empty', new Blob([], { type: 'image/png' })],
  ])('draws nothing when the file is %s', async (_, file) => {
    expect(await draw(file, 'whole', never)).toBeUndefined()
  })

  it('rejects when its signal aborts, and draws the next one', async () => {
    const canceled = new AbortController()
    const picture = await makeJpeg(300, 200)
    const drawing = draw(picture, 'whole', canceled.signal)
    canceled.abort()
    await expect(drawing).rejects.toMatchObject({ name: 'AbortError' })
    await expect(draw(picture, 'whole', AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    })
    expect(await draw(picture, 'whole', never)).toMatchObject({ width: 300 })
  })

  it('rejects when the worker has crashed', async () => {
    const broken = new Blob(['onmessage = () => { throw new Error("boom") }'])
    const crashing = createPictureDrawer(
      async () => {},
      () => new Worker(URL.createObjectURL(broken)),
    )
    const drawing = crashing.draw(new Blob(), 'whole', never)
    await expect(drawing).rejects.toMatchObject({ problem: { kind: 'worker-lost' } })
  })
})
