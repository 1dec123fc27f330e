/** Entries that are handled without a break: many more would keep a page from painting. */
export const SLICE = 250

/** Called between slices with how many are done. Rejects where the work is to stop. */
export type Step = (done: number) => Promise<void>

/** Acts on all of them, a slice at a time. */
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
