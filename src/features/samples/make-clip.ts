import { createCanvas, drawLandscape } from './draw-landscape.ts'

const WIDTH = 960
const HEIGHT = 540
const FRAMES = 30
/** Milliseconds. */
const FRAME = 40
/** Maximum recording in milliseconds. The recorder gets twice that time to return its data. */
const TIMEOUT = 4_000
const BITS_PER_SECOND = 2_500_000

/** In order of preference: models read MP4 more often than WebM. */
const TYPES = ['video/mp4;codecs=avc1.42E01F', 'video/mp4', 'video/webm;codecs=vp9', 'video/webm']

/**
 * Records a moving landscape of 1.2 seconds.
 *
 * @returns undefined when this browser cannot record a canvas
 */
export async function makeClip(seed: number): Promise<Blob | undefined> {
  const context = createCanvas(WIDTH, HEIGHT)
  const mimeType = findType()
  if (!context || !mimeType || !('captureStream' in context.canvas)) return undefined
  drawLandscape(context, seed)
  const stream = context.canvas.captureStream(1000 / FRAME)
  try {
    return await record(stream, mimeType, (frame) => drawLandscape(context, seed, frame / FRAMES))
  } catch {
    // A recorder may claim a type that it cannot encode.
    return undefined
  } finally {
    for (const track of stream.getTracks()) track.stop()
  }
}

function findType(): string | undefined {
  if (!('MediaRecorder' in globalThis)) return undefined
  return TYPES.find((type) => MediaRecorder.isTypeSupported(type))
}

/** @throws what the recorder throws */
function record(
  stream: MediaStream,
  mimeType: string,
  draw: (frame: number) => void,
): Promise<Blob | undefined> {
  return new Promise((resolve, reject) => {
    const recorder = new MediaRecorder(stream, { mimeType, videoBitsPerSecond: BITS_PER_SECOND })
    const parts: Blob[] = []
    let frame = 0
    const drawing = setInterval(() => {
      draw(frame)
      frame += 1
      if (frame > FRAMES) stop()
    }, FRAME)
    // A hidden tab draws one frame a second.
    const limits = [setTimeout(stop, TIMEOUT), setTimeout(end, 2 * TIMEOUT)]

    function stop(): void {
      if (recorder.state !== 'inactive') recorder.stop()
    }
    function release(): void {
      clearInterval(drawing)
      for (const limit of limits) clearTimeout(limit)
    }
    function end(): void {
      release()
      const type = mimeType.split(';')[0] ?? mimeType
      resolve(parts.length > 0 ? new Blob(parts, { type }) : undefined)
    }
    function fail(caught: unknown): void {
      release()
      reject(caught)
    }

    recorder.ondataavailable = ({ data }) => {
      if (data.size > 0) parts.push(data)
    }
    recorder.onstop = end
    recorder.onerror = () => fail(new Error('The recorder failed.'))
    try {
      recorder.start()
    } catch (caught) {
      fail(caught)
    }
  })
}
