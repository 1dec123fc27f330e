/** Items per slice. Many more would keep the page from painting. */
export const SLICE = 250

/** Runs after each slice, with the number of items done. Rejects to stop the work. */
export type Step = (done: number) => Promise<void>

/** Acts on all items, one slice at a time. */
export async function actInSlices<T>(
  items: readonly T[],
  act: (item: T) => void,
  step: Step,
): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    for (const item of items.slice(from, from + SLICE)) act(item)
    await step(Math.min(from + SLICE, items.length))
  }
}
