/** A point of the viewport, in CSS pixels. */
export type Point = readonly [x: number, y: number]

/** The browser operations that the tests need. Each engine implements them. */
export interface SmokeBrowser {
  open(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs `work` in the page. Argument and result are JSON. `work` must not use its closure. */
  evaluate<R, A = undefined>(work: (argument: A) => R | Promise<R>, argument?: A): Promise<R>
  /** Presses and releases the left button of the mouse. */
  click(point: Point): Promise<void>
  /** Moves the mouse, which shows tooltips. */
  hover(point: Point): Promise<void>
  /** Presses the mouse at one point, moves it to another one, and releases it there. */
  drag(from: Point, to: Point): Promise<void>
  /** Presses and releases keys, one after another: `a`, `Tab`, `Shift+Tab`, `Control+v`. */
  press(keys: readonly string[]): Promise<void>
  /** Chooses files on disk in the file input with this selector. */
  chooseFiles(selector: string, paths: readonly string[]): Promise<void>
  /** Takes the browser offline or back online. @returns false when the driver cannot */
  setOffline(isOffline: boolean): Promise<boolean>
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
