export function makePicture(
  width: number,
  height: number,
  draw: (context: CanvasRenderingContext2D) => void,
  type = 'image/png',
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (context) draw(context)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`No ${type}`))), type),
  )
}

/** Adds an EXIF orientation to a JPEG. */
export async function orient(jpeg: Blob, orientation: number): Promise<Blob> {
  const marker = [0xff, 0xe1, 0, 34, ...new TextEncoder().encode('Exif\0\0MM\0*')]
  const tag = [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  const exif = new Uint8Array([...marker, ...tag])
  return new Blob([jpeg.slice(0, 2), exif, jpeg.slice(2)], { type: jpeg.type })
}

/** A WAV file with 8 bits and one channel. */
export function makeSound(
  seconds: number,
  samplesPerSecond: number,
  sampleAt: (second: number) => number,
): Blob {
  const length = Math.round(seconds * samplesPerSecond)
  const header = new DataView(new ArrayBuffer(44))
  const write = (at: number, text: string) =>
    [...text].forEach((letter, index) => {
      header.setUint8(at + index, letter.charCodeAt(0))
    })
  write(0, 'RIFF')
  header.setUint32(4, 36 + length, true)
  write(8, 'WAVEfmt ')
  header.setUint32(16, 16, true)
  header.setUint16(20, 1, true)
  header.setUint16(22, 1, true)
  header.setUint32(24, samplesPerSecond, true)
  header.setUint32(28, samplesPerSecond, true)
  header.setUint16(32, 1, true)
  header.setUint16(34, 8, true)
  write(36, 'data')
  header.setUint32(40, length, true)
  const samples = Uint8Array.from(
    { length },
    (_, index) => 128 + Math.round(127 * sampleAt(index / samplesPerSecond)),
  )
  return new Blob([header, samples], { type: 'audio/wav' })
}

/** Records frames of a canvas as WebM. */
export async function recordFilm(
  width: number,
  height: number,
  frames: number,
  draw: (context: CanvasRenderingContext2D, frame: number) => void,
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  const recorder = new MediaRecorder(canvas.captureStream(30), { mimeType: 'video/webm' })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
  recorder.start()
  for (let frame = 0; frame < frames; frame += 1) {
    if (context) draw(context, frame)
    await new Promise((resolve) => requestAnimationFrame(resolve))
  }
  recorder.stop()
  await stopped
  return new Blob(parts, { type: 'video/webm' })
}

/** Removes the duration of a WebM file, as in recordings of older browsers. */
export async function forgetDuration(film: Blob): Promise<Blob> {
  const bytes = new Uint8Array(await film.arrayBuffer())
  // Replaces the element Duration by a void element of the same size.
  const at = bytes.findIndex((byte, index) => byte === 0x44 && bytes[index + 1] === 0x89)
  if (at !== -1) bytes.set([0xec, (bytes[at + 2] ?? 0) + 1], at)
  return new Blob([bytes], { type: film.type })
}

/** Decodes a picture. `colourAt` takes fractions of its width and height, and returns RGBA. */
export async function openPicture(url: string) {
  const image = new Image()
  image.src = url
  await image.decode()
  const { naturalWidth: width, naturalHeight: height } = image
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  context?.drawImage(image, 0, 0)
  return {
    width,
    height,
    colourAt: (x: number, y: number) => [
      ...(context?.getImageData(x * (width - 1), y * (height - 1), 1, 1).data ?? []),
    ],
  }
}
