import { createPartLoader } from './part-loader.ts'

/** Loads the lazy parts of the page: imports and worker scripts. */
export const parts = createPartLoader(
  (milliseconds) =>
    new Promise((resolve) => {
      setTimeout(resolve, milliseconds)
      addEventListener('online', () => resolve(), { once: true })
    }),
)

/** Every lazy import that the page needs goes through this function. */
export const loadPart = parts.load

/** The queries of the page, which come right after the first load. */
export const loadAsk = () => loadPart(() => import('./ask.ts'))

export const loadExplain = async () =>
  (await loadPart(() => import('../core/api/explain.ts'))).explain

/** Resolves when a worker script that failed to load can be loaded. */
export function whenLoadable(url: string): Promise<void> {
  let hasFailed = false
  return parts.load(async () => {
    if (!hasFailed || !(await fetch(url)).ok) {
      hasFailed = true
      throw url
    }
  })
}
