/** Edge of a thumbnail in pixels: twice what is shown, for dense screens. */
export const EDGE = 96

/** Below this a channel counts as black: films keep black at 16, and coding adds some noise. */
const BLACK = 32

/** A blank square that can be drawn on and read. */
export function createSquare(): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas')
  canvas.width = EDGE
  canvas.height = EDGE
  const square = canvas.getContext('2d', { willReadFrequently: true })
  if (!square) throw new Error('This browser gives no canvas to draw on')
  square.imageSmoothingQuality = 'high'
  return square
}

/** Draws the middle of a picture of this size, in pixels, over all of the square. */
export function drawMiddle(
  square: CanvasRenderingContext2D,
  picture: CanvasImageSource,
  width: number,
  height: number,
): void {
  const scale = EDGE / Math.min(width, height)
  const [wide, high] = [width * scale, height * scale]
  // All of it is drawn, for a part of an SVG that names no size cannot be told in pixels.
  square.drawImage(picture, (EDGE - wide) / 2, (EDGE - high) / 2, wide, high)
}

/** Whether nothing can be made out in it. */
export function isBlack(square: CanvasRenderingContext2D): boolean {
  const { data } = square.getImageData(0, 0, EDGE, EDGE)
  return data.every((value, index) => index % 4 === 3 || value < BLACK)
}

export function toDataUrl(square: CanvasRenderingContext2D): string {
  return square.canvas.toDataURL('image/webp', 0.8)
}
