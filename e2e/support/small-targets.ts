import type { Page } from '@playwright/test'

/** Minimum side of a touch target in CSS pixels: 44, minus an edge shared with a neighbour. */
const FINGER = 42

/**
 * Lists visible controls that are too small for a finger. Measures the pixels that hit a control
 * along both axes through its middle. Skips links in text, and controls behind a dialog or popover.
 *
 * @returns name and size of each: "Filter 44 × 40"
 */
export function listSmallTargets(page: Page): Promise<string[]> {
  return page.evaluate(measureTargets, FINGER)
}

/** Runs in the page. */
function measureTargets(side: number): string[] {
  const CONTROLS = 'button, input:not([type=file]), select, textarea, [role=option], summary'
  const root = [...document.querySelectorAll(':modal, :popover-open')].at(-1) ?? document
  const found: string[] = []
  for (const control of root.querySelectorAll<HTMLElement>(CONTROLS)) {
    const { x, y, width, height } = control.getBoundingClientRect()
    const middle = [x + width / 2, y + height / 2] as const
    if (!control.checkVisibility({ visibilityProperty: true }) || !isHit(control, ...middle))
      continue
    const [wide, high] = [reach(control, middle, 1, 0), reach(control, middle, 0, 1)]
    if (Math.min(wide, high) < side) found.push(`${nameOf(control)} ${wide} × ${high}`)
  }
  return found

  function isHit(control: HTMLElement, x: number, y: number): boolean {
    const top = document.elementFromPoint(x, y)
    return top !== null && (control.contains(top) || top.closest('label')?.control === control)
  }

  /** Counts the pixels that hit a control along one axis, up to `side` in each direction. */
  function reach(
    control: HTMLElement,
    [x, y]: readonly [number, number],
    alongX: number,
    alongY: number,
  ): number {
    let pixels = 0
    for (const direction of [-1, 1]) {
      for (let step = 0.5; step < side; step += 1) {
        const away = direction * step
        if (!isHit(control, x + away * alongX, y + away * alongY)) break
        pixels += 1
      }
    }
    return pixels
  }

  function nameOf(control: HTMLElement): string {
    const { labels } = control as HTMLInputElement
    return control.ariaLabel ?? labels?.[0]?.textContent ?? control.textContent ?? ''
  }
}
