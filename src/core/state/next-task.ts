/** Runs work in a task of its own, also in a hidden tab, where timers of a page are slowed down. */
export function inNextTask(work: () => void): void {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => {
    port1.close()
    work()
  }
  port2.postMessage(undefined)
}
