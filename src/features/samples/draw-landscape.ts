import { createRandom } from './seeded-random.ts'

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/** Hues of sky, horizon and light, in degrees. The hues between sky and horizon are not green. */
const PALETTES = [
  { sky: 262, horizon: 382, light: 42 },
  { sky: 218, horizon: 338, light: 24 },
  { sky: 205, horizon: 402, light: 50 },
  { sky: 236, horizon: 186, light: 168 },
  { sky: 288, horizon: 354, light: 34 },
] as const

const RIDGES = 6

/** @returns a canvas to draw on, undefined when this browser has none */
export function createCanvas(width: number, height: number): CanvasRenderingContext2D | undefined {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  return canvas.getContext('2d') ?? undefined
}

/**
 * Draws a landscape at dusk. The seed decides colours and mountains.
 *
 * @param time from 0 to 1, moves the sun and the ridges
 */
export function drawLandscape(context: Context, seed: number, time = 0): void {
  const { width, height } = context.canvas
  const random = createRandom(seed)
  const palette = PALETTES[Math.floor(random() * PALETTES.length)] ?? PALETTES[0]
  const sunX = width * (0.25 + random() * 0.5)
  const sunY = height * (0.45 + random() * 0.06 - time * 0.1)

  paint(context, linear(context, 0, height * 0.72), [
    [0, color(palette.sky, 52, 17)],
    [0.45, color(palette.sky + 24, 46, 38)],
    [0.78, color(palette.horizon, 76, 60)],
    [1, color(palette.light, 90, 78)],
  ])
  drawStars(context, random)
  drawSun(context, sunX, sunY, palette.light)
  for (let ridge = 0; ridge < RIDGES; ridge += 1) {
    drawRidge(context, random, ridge / (RIDGES - 1), palette, time)
  }
}

function drawStars(context: Context, random: () => number): void {
  const { width, height } = context.canvas
  for (let star = 0; star < 90; star += 1) {
    const depth = random()
    context.fillStyle = color(48, 60, 96, (1 - depth) * 0.7 * random())
    const size = (width / 1200) * (0.6 + random() * 1.4)
    context.fillRect(random() * width, depth * height * 0.42, size, size)
  }
}

function drawSun(context: Context, x: number, y: number, hue: number): void {
  const { width } = context.canvas
  const glow = context.createRadialGradient(x, y, 0, x, y, width * 0.42)
  paint(context, glow, [
    [0, color(hue, 96, 92, 1)],
    [0.085, color(hue, 96, 88, 1)],
    [0.1, color(hue, 92, 78, 0.6)],
    [0.4, color(hue, 90, 66, 0.2)],
    [1, color(hue, 90, 60, 0)],
  ])
}

/** @param near from 0 at the horizon to 1 at the front */
function drawRidge(
  context: Context,
  random: () => number,
  near: number,
  palette: (typeof PALETTES)[number],
  time: number,
): void {
  const { width, height } = context.canvas
  const base = height * (0.56 + near * 0.36)
  const swing = height * (0.045 + near * 0.05)
  const waves = Array.from({ length: 5 }, (_, octave) => ({
    length: (2 ** octave * Math.PI * (1.2 + random())) / width,
    phase: random() * Math.PI * 2,
    high: swing / 1.75 ** octave,
  }))
  const shift = time * width * 0.06 * (0.2 + near)
  context.beginPath()
  context.moveTo(0, height)
  for (let x = 0; x <= width + 4; x += 4) {
    const wave = waves.reduce(
      (sum, { length, phase, high }) =>
        sum + Math.abs(Math.sin((x + shift) * length + phase)) * high,
      0,
    )
    context.lineTo(x, base - wave)
  }
  context.lineTo(width, height)
  context.closePath()
  const fill = linear(context, base - swing * 2, height)
  const hue = palette.horizon + (palette.sky - palette.horizon) * near
  fill.addColorStop(0, color(hue, 44 - near * 8, 52 - near * 43))
  fill.addColorStop(0.5, color(hue, 40, 44 - near * 38))
  fill.addColorStop(1, color(palette.sky, 40, 34 - near * 30))
  context.fillStyle = fill
  context.fill()
}

type Stops = readonly (readonly [at: number, color: string])[]

function paint(context: Context, gradient: CanvasGradient, stops: Stops): void {
  for (const [at, stop] of stops) gradient.addColorStop(at, stop)
  context.fillStyle = gradient
  context.fillRect(0, 0, context.canvas.width, context.canvas.height)
}

function linear(context: Context, from: number, to: number): CanvasGradient {
  return context.createLinearGradient(0, from, 0, to)
}

function color(hue: number, saturation: number, lightness: number, alpha = 1): string {
  return `hsl(${hue} ${saturation}% ${lightness}% / ${alpha})`
}
