/** When aspect ratios differ by more than this factor, cropping loses at least a third. */
const FAR = 1.5

/** Well-known shapes, as width and height. */
const NAMED_SHAPES: readonly (readonly [number, number])[] = [
  [1, 1],
  [5, 4],
  [4, 3],
  [3, 2],
  [16, 9],
  [2, 1],
  [21, 9],
]

/** Quotient below which a shape gets the name of a well-known one. */
const NEAR = 1.04

/**
 * Describes both shapes when the picture is far from the requested aspect ratio. Returns undefined
 * when they are similar or one of them is unknown.
 *
 * @param width in pixels
 * @param height in pixels
 * @param aspectRatio width and height, for example `16:9`
 */
export function compareShapes(
  width: number | undefined,
  height: number | undefined,
  aspectRatio: string,
): { width: number; height: number; shape: string; asked: string } | undefined {
  const match = /^\s*(\d{1,5}(?:\.\d{1,5})?)\s*[:/x×]\s*(\d{1,5}(?:\.\d{1,5})?)\s*$/i.exec(
    aspectRatio,
  )
  if (!match || !width || !height) return undefined
  const asked = Number(match[1]) / Number(match[2])
  if (!Number.isFinite(asked) || asked === 0 || quotient(width / height, asked) <= FAR)
    return undefined
  return { width, height, shape: nameShape(width / height), asked: `${match[1]}:${match[2]}` }
}

function quotient(one: number, other: number): number {
  return Math.max(one / other, other / one)
}

function nameShape(ratio: number): string {
  const wide = Math.max(ratio, 1 / ratio)
  const named = NAMED_SHAPES.find(([width, height]) => quotient(wide, width / height) < NEAR)
  const [long, short] = named ?? [Math.round(wide * 10) / 10, 1]
  return ratio < 1 ? `${short}:${long}` : `${long}:${short}`
}
