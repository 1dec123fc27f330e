import { createCanvas, drawLandscape } from './draw-landscape.ts'

const WIDTH = 1600
const HEIGHT = 1000

/** @returns undefined when this browser has no canvas that encodes */
export async function makePicture(seed: number): Promise<Blob | undefined> {
  const context = createCanvas(WIDTH, HEIGHT)
  if (!context) return undefined
  drawLandscape(context, seed)
  const blob = await new Promise<Blob | null>((resolve) =>
    context.canvas.toBlob(resolve, 'image/jpeg', 0.88),
  )
  return blob ?? undefined
}
