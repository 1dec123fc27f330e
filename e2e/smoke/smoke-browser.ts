/** What the steps need of a browser, with any protocol. */
export interface SmokeBrowser {
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs in the page; takes and gives JSON, and nothing from around it. */
  evaluate<R, A = undefined>(work: (argument: A) => R | Promise<R>, argument?: A): Promise<R>
  /** Actions of the WebDriver standard, which both protocols share. */
  perform(actions: readonly object[]): Promise<void>
  screenshot(): Promise<Buffer>
  close(): Promise<void>
}

/** An expression that promises the JSON of what `work` gives, or of the error that it throws. */
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

/** Presses the left button at a place of the window, in CSS pixels. */
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
