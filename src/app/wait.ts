export function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Maximum delay of idle work on a busy page, in milliseconds. */
const MAX_WAIT = 2000

/** Runs in an idle period. Browsers without idle callbacks use a timer. */
export function whenIdle(work: () => unknown): void {
  if ('requestIdleCallback' in window) requestIdleCallback(() => void work(), { timeout: MAX_WAIT })
  else setTimeout(work)
}
