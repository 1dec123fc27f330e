/** Settles as the work does, or rejects with the signal's reason as soon as it fires. */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason)
    if (signal.aborted) giveUp()
    signal.addEventListener('abort', giveUp)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', giveUp))
  })
}

/**
 * Waits for the first of these events.
 *
 * @throws what the signal says, or an Error where the element reports one first
 */
export function untilEvent(
  element: HTMLElement,
  names: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  const heard = new AbortController()
  const event = new Promise<void>((resolve, reject) => {
    const options = { signal: heard.signal }
    for (const name of names) element.addEventListener(name, () => resolve(), options)
    element.addEventListener('error', () => reject(new Error('It cannot be decoded')), options)
  })
  return untilAborted(event, signal).finally(() => heard.abort())
}
