/** Settles like `work`, or rejects with the abort reason once the signal aborts. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/**
 * Waits for the first of these events.
 *
 * @throws the abort reason, or an Error when the element fires `error` first
 */
export function untilEvent(
  element: HTMLElement,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const listening = new AbortController()
  const event = new Promise<void>((resolve, reject) => {
    const options = { signal: listening.signal }
    for (const name of names) element.addEventListener(name, () => resolve(), options)
    element.addEventListener('error', () => reject(new Error('It cannot be decoded')), options)
  })
  return untilAborted(event, signal).finally(() => listening.abort())
}
