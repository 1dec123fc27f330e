import { createPartLoader } from './part-loader.ts'

/** The parts of this page: imports, and scripts of workers. */
export const parts = createPartLoader(
  (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds)
      addEventListener('online', () => resolve(), { once: true })
    }),
)

/** The one way to import a part of the page: see {@link parts}. */
export const loadPart = parts.load

/** The words for problems, which no page needs at first. */
export const loadExplain = async () =>
  (await loadPart(() => import('../core/api/explain.ts'))).explain

/** Resolves when the script of a worker, which just failed to load, can be loaded. */
export function whenLoadable(url: string): Promise<void> {
  let hasFailed = false
  return parts.load(async () => {
    if (!hasFailed || !(await fetch(url)).ok) {
      hasFailed = true
      throw url
    }
  })
}
