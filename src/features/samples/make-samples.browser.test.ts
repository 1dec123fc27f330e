import { afterEach, describe, expect, it, vi } from 'vitest'
import { detectMediaType } from '../../core/media/detect-media-type.ts'
import { drawLandscape } from './draw-landscape.ts'
import { words } from './lack-words.ts'
import { makeSamples } from './make-samples.ts'

afterEach(() => vi.restoreAllMocks())

function detect(file: File) {
  return detectMediaType({
    size: file.size,
    read: async (start, end) => new Uint8Array(await file.slice(start, end).arrayBuffer()),
  })
}

/** Waits until the browser's player knows the size and shows a frame. */
async function playClip(file: File): Promise<HTMLVideoElement> {
  const video = document.createElement('video')
  video.muted = true
  video.src = URL.createObjectURL(file)
  await new Promise((resolve, reject) => {
    video.onloadeddata = resolve
    video.onerror = () => reject(video.error)
  })
  URL.revokeObjectURL(video.src)
  return video
}

describe('makeSamples', () => {
  it('makes a picture, a clip and a voice that the page detects as media', async () => {
    const { files, lack } = await makeSamples(3)
    expect(lack).toBeUndefined()
    const kinds = await Promise.all(files.map(async (file) => (await detect(file))?.mediaType))
    expect(kinds).toEqual(['image/jpeg', expect.stringMatching(/^video\/(mp4|webm)$/), 'audio/wav'])
    expect(files.map(({ type }) => type)).toEqual(kinds)
    const [picture, clip, voice] = files as [File, File, File]
    const { width, height } = await createImageBitmap(picture)
    expect([width, height]).toEqual([1600, 1000])
    const { videoWidth, videoHeight } = await playClip(clip)
    expect([videoWidth, videoHeight]).toEqual([960, 540])
    const sound = await new AudioContext().decodeAudioData(await voice.arrayBuffer())
    expect(sound.duration).toBeCloseTo(1.8)
  })

  it('leaves the clip out and says so when the browser has no recorder', async () => {
    vi.spyOn(MediaRecorder, 'isTypeSupported').mockReturnValue(false)
    const { files, lack } = await makeSamples(3)
    expect(files.map(({ name }) => name)).toEqual(['sample-dusk.jpg', 'sample-voice.wav'])
    expect(lack).toBe(words.noClip)
  })

  it('leaves the clip out when the recorder rejects the canvas', async () => {
    vi.spyOn(MediaRecorder.prototype, 'start').mockImplementation(() => {
      throw new DOMException('no encoder', 'NotSupportedError')
    })
    const { files, lack } = await makeSamples(3)
    expect(files).toHaveLength(2)
    expect(lack).toBe(words.noClip)
  })

  it('leaves the clip out when the recorder ends without data', async () => {
    vi.spyOn(MediaRecorder.prototype, 'start').mockImplementation(function (this: MediaRecorder) {
      this.onstop?.(new Event('stop'))
    })
    expect((await makeSamples(3)).lack).toBe(words.noClip)
  })

  it('leaves pictures out and says so when the browser has no canvas', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    const { files, lack } = await makeSamples(3)
    expect(files.map(({ name }) => name)).toEqual(['sample-voice.wav'])
    expect(lack).toBe(words.noPictures)
  })

  it('leaves the picture out and says so when the browser does not encode it', async () => {
    vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(null))
    const { files, lack } = await makeSamples(3)
    expect(files).toHaveLength(2)
    expect(lack).toBe(words.noPicture)
  })
})

describe('drawLandscape', () => {
  it('draws the same picture for the same seed and another for another', () => {
    const canvas = new OffscreenCanvas(80, 50)
    const context = canvas.getContext('2d')
    if (!context) throw new Error('no context')
    const draw = (seed: number) => {
      drawLandscape(context, seed)
      return context.getImageData(0, 0, 80, 50).data.join()
    }
    const first = draw(1)
    expect(draw(2)).not.toBe(first)
    expect(draw(1)).toBe(first)
  })
})
