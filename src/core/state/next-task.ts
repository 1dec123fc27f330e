/** Runs work in a new task. Unlike timers, it is not throttled in hidden tabs. */
export function inNextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    work()
  }
  port2.postMessage(undefined)
}
