import type { SmokeBrowser } from './smoke-browser.ts'

/** The WebDriver values of keys that type no character. */
const KEYS: Record<string, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
}

/** Moves of the mouse between the two ends of a drag. */
const DRAG_STEPS = 6

type Input = Pick<SmokeBrowser, 'click' | 'hover' | 'drag' | 'press'>

/** @param perform performs WebDriver actions, whose format is the same in Classic and BiDi */
export function createInput(perform: (actions: readonly object[]) => Promise<void>): Input {
  const mouse = (actions: readonly object[]) => perform([{ type: 'pointer', id: 'mouse', actions }])
  const move = ([x, y]: readonly [number, number]) => ({
    type: 'pointerMove',
    x: Math.round(x),
    y: Math.round(y),
  })
  const down = { type: 'pointerDown', button: 0 }
  const up = { type: 'pointerUp', button: 0 }
  return {
    click: (point) => mouse([move(point), down, up]),
    hover: (point) => mouse([move(point)]),
    drag: (from, to) => {
      const between = Array.from({ length: DRAG_STEPS }, (_, index) => {
        const share = (index + 1) / DRAG_STEPS
        return move([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
      })
      const pause = { type: 'pause', duration: 50 }
      return mouse([move(from), down, ...between.flatMap((one) => [one, pause]), up])
    },
    press: (keys) =>
      perform([{ type: 'key', id: 'keyboard', actions: keys.flatMap(actionsOfKey) }]),
  }
}

/** The actions of one key with its modifiers: `Shift+Tab`. */
function actionsOfKey(combination: string): object[] {
  const values = combination.split(/(?<=.)\+/).map((key) => KEYS[key] ?? key)
  return [
    ...values.map((value) => ({ type: 'keyDown', value })),
    ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
  ]
}
