/** The browser operations that the steps need. Each protocol implements them. */
export interface SmokeBrowser {
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs `work` in the page. Argument and result are JSON. `work` must not use its closure. */
  evaluate<R, A = undefined>(work: (argument: A) => R | Promise<R>, argument?: A): Promise<R>
  /** Performs WebDriver actions, which both protocols share. */
  perform(actions: readonly object[]): Promise<void>
  /** Sets the width of the page in CSS pixels. */
  resize(width: number): Promise<void>
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

/** Builds an expression that resolves with the JSON of the result or error of `work`. */
export function expressionOf(work: (argument: never) => unknown, argument: unknown): string {
  const call = `(${work})(${JSON.stringify(argument) ?? ''})`
  return `(async () => ${call})().then(
    (value) => JSON.stringify({ value }),
    (error) => JSON.stringify({ error: String(error) }),
  )`
}

export function resultOf<R>(json: string): R {
  const result: { value: R; error?: string } = JSON.parse(json)
  if (result.error !== undefined) throw new Error(result.error)
  return result.value
}

/** Clicks the left button at a point of the viewport, in CSS pixels. */
export function clickAt(x: number, y: number): readonly object[] {
  return [
    {
      type: 'pointer',
      id: 'mouse',
      actions: [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ]
}

/** The values of WebDriver for keys that write nothing. */
const KEYS: Record<string, string> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
}

/** Presses and releases keys, one after another. */
export function pressKeys(keys: readonly string[]): readonly object[] {
  const actions = keys.flatMap((key) => {
    const value = KEYS[key] ?? key
    return [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]
  })
  return [{ type: 'key', id: 'keyboard', actions }]
}
